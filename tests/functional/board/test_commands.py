"""`listener board` and `listener replay --report`, as a person runs them."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.functional.run import ROOT, listener
from tests.making import MONDAY, post
from tests.unit.listener.board.browsing import read

CAMPAIGN = """\
campaign: relief-fund
story: "Neighbours rebuild after the storm"
outcome: {name: donations, target: 5000, unit: gifts}
match: {any: [relief fund]}
audiences:
  - name: locals
    chapters:
      - {name: who-it-hit, stage: interest, call_to_action: Read, ready_when: {share: 0.30}}
      - {name: stand-with, stage: desire, call_to_action: Pledge, ready_when: {share: 0.30}}
"""


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    path = tmp_path / "campaign.yaml"
    path.write_text(CAMPAIGN)
    return path


def test_a_replay_writes_its_report(campaign: Path, tmp_path: Path) -> None:
    few = ("--scenario", "step-growth", "--authors", "300", "--days", "9", "--seed", "3", "--tagged")
    assert listener("simulate", *few, "--out", tmp_path / "posts.ndjson").code == 0
    ran = listener("replay", campaign, tmp_path / "posts.ndjson", "--report", tmp_path / "report.html")
    assert ran.code == 0, ran.err
    page = read((tmp_path / "report.html").read_text())
    assert len(page.all("data")) > 30
    assert any("relief-fund · locals" in each.text for each in page.all("h2"))


def test_a_report_that_cannot_be_written_is_a_users_mistake(campaign: Path, tmp_path: Path) -> None:
    (tmp_path / "posts.ndjson").write_bytes(post(1, "someone", MONDAY, text="The relief fund", tags=None))
    ran = listener("replay", campaign, tmp_path / "posts.ndjson", "--report", tmp_path / "no" / "report.html")
    assert ran.code == 2
    assert "report.html" in ran.err
    assert "Traceback" not in ran.err


def test_the_board_starts_without_a_broker_follows_its_files_and_stops_when_told(campaign: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LISTENER_")}
    command = [sys.executable, "-m", "listener", "board", str(campaign), "--port", "0"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, cwd=ROOT, env={**kept, "LISTENER_BOOTSTRAP": "127.0.0.1:1"}
    ) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found, said
        with urllib.request.urlopen(found[0], timeout=10) as answer:
            assert "Nothing has been decided yet" in answer.read().decode()
        (new := campaign.with_suffix(".new")).write_text(CAMPAIGN.replace("name: locals", "name: neighbours"))
        new.replace(campaign)
        assert any("A campaign file was changed" in line for line in process.stderr)
        with urllib.request.urlopen(found[0], timeout=10) as answer:
            assert "neighbours" in answer.read().decode()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def test_a_port_that_is_taken_is_a_users_mistake(campaign: Path) -> None:

    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = listener("board", campaign, "--port", str(taken.getsockname()[1]))
    assert ran.code == 2
    assert "the board cannot listen on 127.0.0.1" in ran.err
