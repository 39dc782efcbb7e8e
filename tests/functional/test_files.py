"""Files and streams as a person treats them: wrong names, full disks, closed pipes, narrow terminals, signals."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.functional.run import ROOT, Ran, listener

GOOD = ROOT / "deploy" / "examples" / "relief-fund.yaml"
POST = b"""{"id": "a:1", "channel": "a", "author": "x", "created_at": "2026-01-01T00:00:00Z",
"text": "relief fund [/] :x:", "tags": {"campaign": "relief-fund", "audience": "locals",
"stage": "desire", "stance": "support", "act": "pledge"}}
""".replace(b",\n", b",")
SIMULATE = "listener simulate --scenario step-growth --authors 200 --days 5 --tagged"


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    path = tmp_path / "posts.ndjson"
    path.write_bytes(POST)
    return path


def shell(command: str, **environment: str) -> Ran:
    """A line for bash, in which `listener` is the command."""
    script = f'listener() {{ "{sys.executable}" -m listener "$@"; }}; {command}'
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", script],
        capture_output=True,
        cwd=ROOT,
        timeout=120,
        env={**os.environ, "NO_COLOR": "1", **environment},
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize(
    "arguments",
    [
        ("tag", "{posts}", "--out", "{folder}/./posts.ndjson"),
        ("replay", GOOD, "{posts}", "--decisions", "{posts}"),
        ("replay", GOOD, "{posts}", "--commands", "{folder}/hard", "--report", "{posts}"),
        ("simulate", "--scenario", "{posts}", "--out", "{posts}"),
        ("replay", GOOD, "{posts}", "--signals", "{folder}/new", "--state", "{folder}/new"),
    ],
    ids=lambda arguments: f"{arguments[0]} {arguments[-2]}",
)
def test_the_input_survives_an_output_that_is_the_same_file(posts: Path, arguments: tuple[str, ...]) -> None:
    os.link(posts, posts.with_name("hard"))
    ran = listener(*(str(each).format(posts=posts, folder=posts.parent) for each in arguments))
    assert ran.code == 2
    assert "is also " in ran.err
    assert "Traceback" not in ran.err
    assert posts.read_bytes() == POST


def test_a_table_is_exit_2_says_what_it_is_and_replaces_nothing(tmp_path: Path) -> None:
    table, kept = tmp_path / "posts.csv", tmp_path / "kept"
    table.write_text("id,text\n1,hello\n")
    kept.write_text("old")
    ran = listener("replay", GOOD, table, "--decisions", kept)
    assert ran.code == 2
    assert "this looks like CSV" in ran.err
    assert kept.read_text() == "old"


def test_a_full_disk_behind_standard_output_is_told_in_one_line() -> None:
    ran = shell(f"{SIMULATE} > /dev/full")
    assert (ran.code, ran.err) == (2, "error: standard output: cannot be written: no space left on device\n")
    ran = shell(f"listener check {GOOD} > /dev/full")
    assert (ran.code, ran.err) == (2, "error: standard output: cannot be written: no space left on device\n")


def test_a_reader_that_goes_away_is_no_mistake() -> None:
    ran = shell(f"{SIMULATE} | head -1")
    assert (ran.code, ran.err, ran.out.count("\n")) == (141, "", 1)


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONIOENCODING": "cp1252"}, {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}],
    ids=["cp1252", "C"],
)
def test_a_story_is_shown_in_any_encoding_and_is_no_markup(tmp_path: Path, environment: dict[str, str]) -> None:
    told = tmp_path / "told.yaml"
    text = GOOD.read_text("utf-8").replace("Neighbours rebuild", "[/] :x: \u2603 \u5317 \u202e rebuild")
    told.write_text(text, "utf-8")
    ran = shell(f"listener check {told}", **environment)
    assert (ran.code, ran.err) == (0, "")
    assert "[/] :x: \\u2603 \\u5317 \\u202e rebuild" in ran.out


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_no_half_written_file(tmp_path: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-m", "listener", "tag", "-", "--out", str(tmp_path / "out")]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # tests may run where it is ignored
    ) as running:
        until = time.monotonic() + 60
        while not list(tmp_path.iterdir()) and time.monotonic() < until:
            time.sleep(0.05)
        assert list(tmp_path.iterdir())
        running.send_signal(number)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 128 + number
    assert b"Traceback" not in said
    assert list(tmp_path.iterdir()) == []
