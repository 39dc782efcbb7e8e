"""`listener demo` tells its whole story: nothing known, a star who fools nobody, and then ADVANCE.

Its posts are words, which our own tagger reads, and a person reads some. Without that it does not know.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from tests.functional.run import ROOT, Ran, listener

_TOKEN = "a-token-of-the-team"
CAMPAIGN = ROOT / "listener" / "demo" / "campaign.yaml"


@pytest.fixture(scope="module")
def ran() -> Ran:
    """One demo, played to its end."""
    return listener("demo", "--authors", "600", seconds=300)


@pytest.mark.slow
def test_the_demo_tells_its_story_and_ends_by_itself(ran: Ran) -> None:
    assert (ran.code, ran.err) == (0, "")
    played = " ".join(ran.out[: ran.out.index("863 windows")].split())
    told = re.findall(r" (INSUFFICIENT_DATA|PROLONG|ADVANCE|STEP_BACK) relief-fund", played)
    assert told[:3] == ["INSUFFICIENT_DATA", "PROLONG", "ADVANCE"]
    assert "STEP_BACK" not in told
    star, comes_round = played.index("a star speaks of the fund"), played.index("now the neighbours")
    assert star < comes_round < played.index("ADVANCE relief-fund")
    assert "still PROLONG" in played[star:comes_round]
    assert "who-it-hit -> stand-with" in played
    assert "votes that people read, the tagger sees" in played


@pytest.mark.slow
def test_without_labels_it_does_not_know_and_says_so(tmp_path: Path) -> None:
    ran = listener("simulate", "--scenario", "demo", "--authors", "600", "--out", tmp_path / "posts.ndjson")
    assert ran.code == 0, ran.err
    ran = listener("replay", CAMPAIGN, tmp_path / "posts.ndjson", "--signals", tmp_path / "signals.ndjson")
    assert ran.code == 0, ran.err
    signals = [json.loads(line) for line in (tmp_path / "signals.ndjson").read_text().splitlines()]
    assert {each["data"].get("decision") for each in signals} - {None} == {"INSUFFICIENT_DATA", "PROLONG"}
    assert "nobody has read any of its votes" in " ".join(ran.out.split())


_SECOND_ACT = (
    "the fund promised its books every quarter",
    "people begin to ask where the books are",
    "owed: silent on open-books",
    "the fund publishes the books",
    "open-books: brand said 1, after people asked",
    "open-books: in progress, 25% of the way by evidence",
)


@pytest.mark.slow
def test_the_demo_has_a_promise_a_silence_a_demand_and_the_update_that_ends_it(ran: Ran) -> None:
    told = " ".join(ran.out.split())
    places = [told.index(each) for each in _SECOND_ACT]
    assert places == sorted(places)
    assert "Silent on “open-books”" in told
    assert "More people than usual ask about “open-books”" in told


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [6, 12])
def test_the_demo_can_be_stopped_at_any_time_without_a_trace(seconds: int) -> None:
    demo = subprocess.Popen(
        [sys.executable, "-m", "listener", "demo"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    time.sleep(seconds)
    demo.send_signal(signal.SIGINT)
    _, err = demo.communicate(timeout=60)
    assert demo.returncode == 130
    assert "Traceback" not in err


def _wait_for(url: str, seconds: float = 120.0) -> bytes:
    """What a page says, once it is there."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urlopen(url, timeout=30) as page:
                return bytes(page.read())
        except HTTPError as error:
            if error.code != 404 or time.monotonic() > end:
                raise
            time.sleep(0.2)


@pytest.mark.slow
def test_the_board_stays_up_until_it_has_been_seen_enough_and_lets_in_who_has_the_token() -> None:
    demo = subprocess.Popen(
        [sys.executable, "-m", "listener", "demo", "--authors", "300", "--stay"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "LISTENER_BOARD_TOKEN": _TOKEN},
    )
    assert demo.stdout is not None
    url = next(line.split("up at ")[1].split()[0] for line in demo.stdout if "The board stays up at" in line)
    with urlopen(url, timeout=30) as page:
        shown = page.read().decode()
    assert "relief-fund" in shown
    assert "/signin" in shown
    with urlopen(f"{url.rstrip('/')}/signin", urlencode({"token": _TOKEN}).encode(), timeout=30) as page:
        assert page.status == 200  # of another token it would be 403
    told = json.loads(_wait_for(f"{url.rstrip('/')}/audiences/relief-fund/locals/movement.json"))
    assert told["momentum"]["verdict"] == "TOO_EARLY"
    demo.send_signal(signal.SIGINT)
    _, err = demo.communicate(timeout=60)
    assert (demo.returncode, err) == (0, "listener.board.web.audit: signed in: team from 127.0.0.1\n")
