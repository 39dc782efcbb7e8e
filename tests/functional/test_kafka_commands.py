"""`listener worker --embedded`, `topics`, `feed` and `tail`: four processes and a broker, as a person starts them."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import aclosing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from listener.kafka.tail import tail
from listener.settings import Settings
from tests.functional.run import ROOT, Ran, listener

CAMPAIGN = ROOT / "listener" / "demo" / "campaign.yaml"
TIMEOUT_SECONDS = 120  # two busy cores are slow


@contextmanager
def running(*arguments: str, cwd: Path, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """A command that goes on until it is told to stop, with Ctrl-C too: tests may run where that is ignored."""
    command = [sys.executable, "-u", "-m", "listener", *arguments]
    with (cwd / f"{arguments[0]}.out").open("w") as out, (cwd / f"{arguments[0]}.err").open("w") as err:
        process = subprocess.Popen(
            command,
            stdout=out,
            stderr=err,
            cwd=cwd,
            text=True,
            env={**os.environ, **variables},
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def said(path: Path, words: str) -> str:
    """The line in which a command says this, once it does."""
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        found = [line for line in path.read_text().splitlines() if words in line]
        if found:
            return found[0]
        time.sleep(0.1)
    pytest.fail(f"{path.name} does not say {words!r}:\n{path.read_text()}")


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("posts") / "posts.ndjson"
    ran = listener("simulate", "--scenario", "demo", "--tagged", "--authors", "200", "--days", "11", "--out", path)
    assert ran.code == 0, ran.err
    with path.open("ab") as file:
        file.write(b"{bad\n")
        file.write(
            b'{"id":"x","channel":"c","author":"a","created_at":"2999-01-01T00:00:00Z","text":"relief fund"}\n'
        )
    return path


@pytest.mark.slow
def test_posts_go_in_and_signals_come_out_and_the_worker_stops_when_told(tmp_path: Path, posts: Path) -> None:
    (file := tmp_path / "fund.yaml").write_text(CAMPAIGN.read_text().replace("share: 0.3", "share: 0.9"))
    with running("worker", str(file), "--embedded", cwd=tmp_path, LISTENER_WEB_PORT="0") as worker:
        bootstrap = said(tmp_path / "worker.err", "export LISTENER_BOOTSTRAP=").rpartition("=")[2]
        said(tmp_path / "worker.err", "Ready.")
        change(file, CAMPAIGN.read_text().replace("share: 0.3", "share: a third"))
        said(tmp_path / "worker.err", "is not taken over, and what was read before counts on")
        change(file, CAMPAIGN.read_text())
        said(tmp_path / "worker.err", "A campaign file was changed, and counts from here on")
        replayed = listener("replay", file, posts, "--signals", tmp_path / "replayed.ndjson")
        assert replayed.code == 0, replayed.err
        on = {"LISTENER_BOOTSTRAP": bootstrap}
        with running("tail", "signals", "--json", "--from-start", cwd=tmp_path, **on) as watching:
            fed = told("feed", str(posts), **on)
            assert (fed.code, "1 of them no posts" in fed.err) == (0, True), fed.err
            topics = [json.loads(line) for line in told("topics", "--json", **on).out.splitlines()]
            assert {"topic": "listener.signals", "partitions": 4, "wanted": 4}.items() <= topics[3].items()
            assert told("outcome", str(CAMPAIGN), "40", **on).code == 0
            report = asyncio.run(first(bootstrap, "outcomes"))
            assert (report["campaign"], report["name"], report["count"]) == ("relief-fund", "donations", 40)
            wanted = ids(tmp_path / "replayed.ndjson")
            for each in wanted:
                said(tmp_path / "tail.out", each)
            assert sorted(ids(tmp_path / "tail.out")) == sorted(wanted), "each once; two keys have no common order"
            first_reader = told("label", str(CAMPAIGN), "--reader", "anna", keys="4q", **on)
            assert (first_reader.code, first_reader.err.strip()) == (0, "1 read"), first_reader.err
            assert "relief fund" in first_reader.out
            again = told("label", str(CAMPAIGN), "--reader", "anna", keys="q", **on)
            assert _asked(again.out) < _asked(first_reader.out)
            watching.send_signal(signal.SIGINT)
            watching.wait(TIMEOUT_SECONDS)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(TIMEOUT_SECONDS) == 0, (tmp_path / "worker.err").read_text()


def change(file: Path, text: str) -> None:
    """Another version of a file, put in its place whole."""
    (new := file.with_suffix(".new")).write_text(text)
    new.replace(file)


async def first(bootstrap: str, topic: str) -> Any:
    async with (
        asyncio.timeout(TIMEOUT_SECONDS),
        aclosing(tail(Settings(bootstrap=bootstrap), topic, from_start=True)) as all,
    ):
        return json.loads((await anext(all)).value)


def ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text().splitlines()]


def _asked(shown: str) -> int:
    """Of how many posts a reader is asked: `1 of 40: bluesky, ...`."""
    return int(shown.split(" of ")[1].split(":")[0])


def told(*arguments: str, keys: str = "", **variables: str) -> Ran:
    command = [sys.executable, "-m", "listener", *arguments]
    environment = {**os.environ, **variables}
    done = subprocess.run(
        command, input=keys, capture_output=True, text=True, env=environment, timeout=TIMEOUT_SECONDS, check=False
    )
    return Ran(done.returncode, done.stdout, done.stderr)


COMMANDS = [("topics",), ("feed", "-"), ("tail",), ("worker", str(CAMPAIGN)), ("outcome", str(CAMPAIGN), "1")]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_broker_is_said_in_one_line(command: tuple[str, ...]) -> None:
    ran = told(*command, LISTENER_BOOTSTRAP="127.0.0.1:1", LISTENER_WEB_PORT="0")
    assert ran.code == 2
    assert "no Kafka broker answers at 127.0.0.1:1" in ran.err
    assert "Traceback" not in ran.err


def test_a_setting_that_cannot_be_is_said_with_its_variable() -> None:
    ran = told("topics", LISTENER_BOOTSTRAP="nowhere")
    assert ran.code == 2
    assert "LISTENER_BOOTSTRAP: 'nowhere' cannot be used" in ran.err
