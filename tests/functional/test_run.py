"""`listener run` as a person runs it: killed, started again, stopped; it tells what a replay of its log tells."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest

from listener.campaign_file.loading import load_files
from listener.kafka import topics
from listener.local.campaign_turns import CampaignTurns
from listener.local.log_replay import replay_log
from listener.log.log_file import LogFile
from models.decisions import DecisionKind
from models.errors import InputError
from pipelines.flow import Flow, FlowResult
from pipelines.tags import Tagger
from tests.functional.run import ROOT
from tests.making import AUTHOR_KEY, AUTHOR_KEY_TEXT, join_results, run, stream

KILLS = int(os.environ.get("LISTENER_TEST_KILLS", "2"))
POSTS = stream(authors=300, days=20)
CAMPAIGN = """\
campaign: relief
story: "Neighbours rebuild"
outcome: {name: donations, target: 100, unit: gifts}
match: {any: ["#rebuild", typhoon]}
release: on_advance
audiences:
  - name: locals
    chapters:
      - {name: who-it-hit, stage: interest, call_to_action: "Read their stories", ready_when: {share: 0.30}}
      - {name: stand-with, stage: desire, call_to_action: "Pledge a weekend", ready_when: {share: 0.30}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a campaign, its author key and twenty days of posts."""
    (tmp_path / "campaign.yaml").write_text(CAMPAIGN, encoding="utf-8")
    (tmp_path / ".listener").mkdir()
    (tmp_path / ".listener/author.key").write_text(AUTHOR_KEY_TEXT)
    (tmp_path / ".listener/author.key").chmod(0o600)
    (tmp_path / "posts.ndjson").write_bytes(b"\n".join(POSTS) + b"\n")
    return tmp_path


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """`listener run` in that folder."""
    command = [sys.executable, "-m", "listener", "run", "campaign.yaml", "--port", "0", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "140"}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def logged(folder: Path, topic: str) -> list[bytes]:
    """The values of a topic in the log, as far as there is one."""
    try:
        with closing(LogFile(folder / ".listener/relief.log", make=False)) as file:
            return [each.value or b"" for batch in file.read([topic]) for each in batch.records]
    except InputError:
        return []


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.02)


def progress(folder: Path) -> tuple[int, int]:
    """How much is decided, and how much there is to decide on: a run that has decided all says again that it ends."""
    return len(logged(folder, topics.DECISIONS)), len(logged(folder, topics.POSTS))


def replayed(folder: Path) -> FlowResult:
    """What a replay of the log tells."""
    campaigns = load_files([str(folder / "campaign.yaml")])
    flow = Flow(campaigns, Tagger(campaigns), author_key=AUTHOR_KEY)
    turns = CampaignTurns(flow, campaigns, Tagger)
    return join_results(list(replay_log(turns, folder / ".listener/relief.log", AUTHOR_KEY)))


def encoded(values: Sequence[object]) -> list[bytes]:
    return [msgspec.json.encode(each) for each in values]


def test_it_takes_lines_as_they_come_and_ends_with_ctrl_c(folder: Path) -> None:
    with started(folder, "--source", "stdin") as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(POSTS[0].decode() + "\n")
        process.stdin.flush()
        wait_until(lambda: len(logged(folder, topics.POSTS)) == 1)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=120) == 0
        said = process.stderr.read()
    assert "The board is at http://127.0.0.1:" in said
    assert "1 posts, 1 of the story" in said
    assert "Traceback" not in said


def test_a_run_that_is_killed_again_and_again_tells_what_a_replay_tells(folder: Path) -> None:
    chance = random.Random(16)
    for _ in range(KILLS):
        before = progress(folder)
        with started(folder, "--source", "ndjson=posts.ndjson") as process:
            wait_until(lambda before=before: progress(folder) > before)  # type: ignore[misc]
            time.sleep(chance.uniform(0, 0.3))
            process.send_signal(signal.SIGKILL)
    with started(folder, "--source", "ndjson=posts.ndjson", "--exit") as process:
        assert process.wait(timeout=120) == 0
    campaigns = load_files([str(folder / "campaign.yaml")])
    told, of_file = replayed(folder), run(POSTS, author_key=AUTHOR_KEY, campaigns=campaigns)
    assert DecisionKind.ADVANCE in {each.data.decision for each in told.signals}
    assert logged(folder, topics.SIGNALS) == encoded(told.signals)
    assert logged(folder, topics.DECISIONS) == encoded(told.decisions)
    assert [each.id for each in told.signals] == [each.id for each in of_file.signals]
