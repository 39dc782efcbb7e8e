"""The report: one file that needs nothing else, and says what the board says."""

import base64
import re
from hashlib import sha256
from pathlib import Path

import pytest

from listener.board import write_report
from listener.board.views.markup import resolve_pointer
from listener.board.web.assets import STATIC_FOLDER
from models.decisions import Decision, Example
from models.errors import InputError
from tests.unit.listener.board.browsing import read
from tests.unit.listener.board.making import campaign, decision, ready, signal

DECISIONS = [decision(0), decision(1), ready(2)]
TOLD = signal(2, 1, of=DECISIONS[2])

VENDORED = {
    "LICENSE": "8f989229699b4fe2f1a0432d0e9edc338a8a911e250e2d1b01ecd770a5f5b1bd",
    "uPlot.iife.min.js": "19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f",
    "uPlot.min.css": "df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04",
}


@pytest.fixture
def text(tmp_path: Path) -> str:
    write_report(tmp_path / "report.html", [campaign()], DECISIONS, [TOLD])
    return (tmp_path / "report.html").read_text()


def test_it_needs_nothing_else(text: str) -> None:
    page = read(text)
    assert not page.all("link")
    assert not page.all("img")
    for each in page.elements:
        assert "src" not in each.attributes
        assert each.attributes.get("href", "#").startswith("#")
        assert each.attributes.get("data-series", "#").startswith("#")
        assert "style" not in each.attributes


def test_every_link_leads_somewhere(text: str) -> None:
    page = read(text)
    ids = {each.attributes.get("id") for each in page.elements}
    assert {each.attributes["href"][1:] for each in page.all("a")} <= ids


def test_its_policy_lets_its_own_scripts_run_and_no_other(text: str) -> None:
    policy = next(each for each in read(text).all("meta") if "http-equiv" in each.attributes).attributes["content"]
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert len(scripts) == 2
    for script in scripts:
        assert base64.b64encode(sha256(script.encode()).digest()).decode() in policy
    assert "unsafe" not in policy


def test_its_figures_are_those_of_the_decisions(text: str) -> None:
    about: dict[str, Decision] = {"relief|locals": DECISIONS[2], TOLD.id: TOLD.data}
    figures = read(text).all("data")
    assert len(figures) > 30
    for each in figures:
        said = resolve_pointer(about[each.about], each.attributes["data-field"])
        assert each.attributes["value"] == ("" if said is None else repr(said))


def test_the_same_replay_gives_the_same_bytes(text: str, tmp_path: Path) -> None:
    write_report(tmp_path / "again.html", [campaign()], DECISIONS, [TOLD])
    assert (tmp_path / "again.html").read_text() == text


def test_what_posts_say_cannot_end_an_element(tmp_path: Path) -> None:
    nasty = "</script></style><script>alert(1)</script>"
    shown = decision(chapter=nasty, examples=(Example("x:1", "ask", nasty),))
    write_report(tmp_path / "nasty.html", [campaign()], [shown], [signal(of=shown)])
    assert "<script>alert" not in (tmp_path / "nasty.html").read_text()


def test_a_replay_without_decisions_has_a_report_that_says_so(tmp_path: Path) -> None:
    write_report(tmp_path / "empty.html", [campaign()], [], [])
    assert "Nothing was decided" in (tmp_path / "empty.html").read_text()


def test_a_file_that_cannot_be_written_is_the_users_to_mend(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no/such"):
        write_report(tmp_path / "no/such" / "report.html", [campaign()], DECISIONS, [TOLD])


def test_the_charting_library_is_the_one_that_was_released() -> None:
    for name, digest in VENDORED.items():
        assert sha256((STATIC_FOLDER / "vendor" / "uplot" / name).read_bytes()).hexdigest() == digest
