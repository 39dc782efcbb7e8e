"""Words and figures: what is printed is what the decision says."""

from datetime import timedelta

import msgspec
import pytest

from listener.board.views import words
from models.decisions import DecisionKind, Weighed
from tests.unit.listener.board.making import START, decision, ready


@pytest.mark.parametrize(
    ("share", "printed"),
    [(0.2437, "24"), (0.0951, "9.5"), (0.01, "1"), (0.0, "0"), (1.0, "100"), (0.0999, "10"), (1.25, "125")],
)
def test_a_share_is_printed_as_percent_with_a_decimal_below_ten(share: float, printed: str) -> None:
    assert words.percent(share) == f"{printed}%"


def test_what_is_not_known_is_a_dash() -> None:
    assert {words.percent(None), words.count(None), words.number(None), words.moment(None), words.when(None)} == {"–"}


@pytest.mark.parametrize(
    ("hours", "printed"),
    [(0, "less than an hour"), (5, "5 h"), (24, "1 day"), (28, "1 day 4 h"), (76, "3 days 4 h"), (170, "7 days")],
)
def test_a_span_is_printed_in_days_and_hours(hours: int, printed: str) -> None:
    assert words.duration(timedelta(hours=hours)) == printed


def test_times_are_printed_in_utc() -> None:
    assert words.moment(START) == "Mon 3 Nov 2025, 00:00 UTC"
    assert words.brief(START) == "3 Nov 2025, 00:00"


def test_a_figure_carries_its_pointer_and_its_exact_value() -> None:
    shown = words.figure(decision(), "/evidence/share")
    assert shown == '<data value="0.2437" data-field="/evidence/share">24%</data>'


def test_a_pointer_finds_names_with_slashes_and_tildes() -> None:
    named = msgspec.structs.replace(decision().evidence, by_channel={"a/b~c": 0.5})
    assert (
        words.at(
            msgspec.structs.replace(decision(), evidence=named), words.pointer("evidence", "by_channel", "a/b~c")
        )
        == 0.5
    )


def test_a_figure_that_is_not_there_is_a_dash_without_a_value() -> None:
    assert words.figure(decision(), "/evidence/newcomers_return_rate").startswith('<data value="" ')


def test_names_that_are_markup_are_escaped() -> None:
    shown = words.figure(decision(), "/evidence/by_channel/<b>")
    assert "<b>" not in shown


def test_reasons_are_sentences() -> None:
    assert words.sentence("about 24 % (asked: 30 %)") == "About 24% (asked: 30%)"
    assert words.sentence("") == ""


def test_every_decision_has_words_and_advice_of_its_own() -> None:
    decisions = [decision(kind=kind) for kind in DecisionKind]
    arrived = decision(weighed=Weighed(arrived=True), next_chapter=None)
    assert len({words.title(each) for each in (*decisions, arrived, ready(next_chapter=None))}) == 6
    assert len({words.advice(each) for each in (*decisions, arrived, ready(next_chapter=None))}) == 6


def test_who_is_told_early_reads_that_it_is_early() -> None:
    early = msgspec.structs.replace(ready().versions, overrides={"early_alarms": ready().evidence.alpha})
    assert words.title(ready(versions=early)) == words.title(ready()) + ", told early"
