"""What people read is plain, says what it stands on, and carries nothing of a stranger's that acts."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from listener.sinks.alert_text import alert_lines, alert_title, headline, plain, quote_harmlessly
from models.decisions import DecisionKind, Evidence
from tests.alerting import HOSTILE, alert, decision, signal_of
from tests.checks import TURNED_AWAY, make_checks


@given(st.text())
def test_any_text_becomes_one_line_without_control_characters(text: str) -> None:
    found = plain(text)
    assert found == found.strip()
    assert not any(unicodedata.category(each).startswith("C") for each in found)
    assert len(found.splitlines()) <= 1


@given(st.lists(st.sampled_from(["@", "a", "://", ".", "www", "<", "!", ">", "*", " ", "#", ":", "/", "mailto:"])))
def test_no_text_pings_links_or_has_markup(pieces: list[str]) -> None:
    assert not re.search(r"[@#]\w|://|\w\.\w|mailto:\w|[<>*_`~|]", quote_harmlessly("".join(pieces)))


def test_hostile_text_stays_readable() -> None:
    assert "everyone" in quote_harmlessly(HOSTILE)
    assert "click" in quote_harmlessly(HOSTILE)


def test_the_headline_says_what_to_do_for_whom_and_what_comes_next() -> None:
    assert headline(decision()) == "Ready for the next chapter: locals of relief, who-it-hit -> stand-with"
    last = decision(DecisionKind.STEP_BACK)
    assert headline(last) == "Step back, the audience is turning away: locals of relief, who-it-hit"


def test_an_alert_shows_the_share_against_the_bar_with_its_interval() -> None:
    assert "Share: 41% (38% to 44%), asked for is 30%" in alert_lines(alert())


def test_an_alert_says_what_to_do_and_how_often_such_a_decision_is_false() -> None:
    assert "What to do: Tell “stand-with” next." in alert_lines(alert())
    sure = signal_of(evidence=replace(decision().evidence, alpha=0.01))
    assert "Certainty: a false alarm in 1% of months at most" in alert_lines(alert(sure))
    assert "Evidence: 80,000 to 1 (asked: 72,000)" in alert_lines(alert(sure))


def test_how_far_it_is_to_an_advance_is_said_of_who_may_come_to_one() -> None:
    assert "Evidence: 45% of what is asked" in alert_lines(alert(signal_of(DecisionKind.PROLONG, score=0.45)))
    turned = signal_of(DecisionKind.STEP_BACK, score=0.14, checks=TURNED_AWAY)
    assert not [line for line in alert_lines(alert(turned)) if "14%" in line]


def test_an_alert_names_what_holds_a_decision_back_with_no_name_that_acts() -> None:
    hostile = replace(decision().evidence, lowest_channel="@everyone")
    held = signal_of(DecisionKind.PROLONG, evidence=hostile, checks=make_checks())
    (said,) = [line for line in alert_lines(alert(held)) if line.startswith("What holds it back: ")]
    assert "evidence 45% of the way" in said
    assert "@everyone" not in said
    assert "everyone" in said


def test_what_is_not_known_is_not_shown() -> None:
    bare = signal_of(DecisionKind.INSUFFICIENT_DATA, evidence=Evidence(), score=0.0)
    assert not [line for line in alert_lines(alert(bare)) if line.startswith(("Share", "Evidence", "Certainty"))]


def test_an_escalation_says_so_first() -> None:
    assert alert_title(alert(unanswered_on="team")).startswith("Nobody answered: ")
    assert "Nobody answered on route team." in alert_lines(alert(unanswered_on="team"))


def test_with_a_board_each_signal_says_where_its_reasons_are() -> None:
    link = f"https://board.example.org/signals/{signal_of().id}"
    assert f"Why did this fire? {link}" in alert_lines(alert(), "https://board.example.org")
    assert not [line for line in alert_lines(alert()) if "Why did" in line]


def test_what_was_left_out_is_said() -> None:
    assert "3 earlier signals left out." in alert_lines(alert(left_out=3))
