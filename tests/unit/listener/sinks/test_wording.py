"""What people read is plain, says what it stands on, and carries nothing of a stranger's that acts."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from listener.sinks.wording import cut, headline, lines, plain, quoted, title
from models.decisions import DecisionKind, Evidence, Versions
from tests.alerting import HOSTILE, alert, decision, told


@given(st.text())
def test_any_text_becomes_one_line_without_control_characters(text: str) -> None:
    found = plain(text)
    assert found == found.strip()
    assert not any(unicodedata.category(each).startswith("C") for each in found)
    assert len(found.splitlines()) <= 1


@given(st.lists(st.sampled_from(["@", "a", "://", ".", "www", "<", "!", ">", "*", " ", "#", ":", "/", "mailto:"])))
def test_no_text_pings_links_or_has_markup(pieces: list[str]) -> None:
    assert not re.search(r"[@#]\w|://|\w\.\w|mailto:\w|[<>*_`~|]", quoted("".join(pieces)))


def test_hostile_text_stays_readable() -> None:
    assert "everyone" in quoted(HOSTILE)
    assert "click" in quoted(HOSTILE)


def test_the_headline_says_what_to_do_for_whom_and_what_comes_next() -> None:
    assert headline(decision()) == "Ready for the next chapter: locals of relief, who-it-hit -> stand-with"
    last = decision(DecisionKind.STEP_BACK, next_chapter=None)
    assert headline(last) == "Step back: locals of relief, who-it-hit"


def test_who_is_told_early_reads_that_it_is_early() -> None:
    soon = replace(decision(), evidence=Evidence(alpha=2.0), versions=Versions("1", "1", "1", {"early_alarms": 2.0}))
    assert headline(soon).startswith("Ready for the next chapter, told early: locals of relief")
    assert ", told early" not in headline(replace(soon, decision=DecisionKind.PROLONG))


def test_an_alert_shows_the_share_against_the_bar_with_its_interval() -> None:
    assert "Share: 41% (38% to 44%), asked for is 30%" in lines(alert())


def test_what_is_not_known_is_not_shown() -> None:
    bare = told(DecisionKind.INSUFFICIENT_DATA, evidence=Evidence(), score=0.0)
    assert not [line for line in lines(alert(bare)) if line.startswith(("Share", "Evidence", "Held back"))]


def test_an_escalation_says_so_first() -> None:
    assert title(alert(unanswered_on="team")).startswith("Nobody answered: ")
    assert "Nobody answered on route team." in lines(alert(unanswered_on="team"))


def test_with_a_board_each_signal_says_where_its_reasons_are() -> None:
    link = f"https://board.example.org/signals/{told().id}"
    assert f"Why did this fire? {link}" in lines(alert(), "https://board.example.org")
    assert not [line for line in lines(alert()) if "Why did" in line]


def test_what_was_left_out_is_said() -> None:
    assert "3 earlier signals are left out." in lines(alert(left_out=3))


@given(st.text(max_size=30), st.integers(1, 40))
def test_a_cut_is_marked_and_short_enough(text: str, limit: int) -> None:
    found = cut(text, limit)
    assert len(found) <= limit
    assert found == text or found.endswith("…")
