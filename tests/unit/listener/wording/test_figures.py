"""Figures: a number or a time is written in one way."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listener.wording import figures

START = datetime(2025, 11, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("share", "printed"),
    [(0.2437, "24%"), (0.0951, "9.5%"), (0.01, "1%"), (0.0, "0%"), (1.0, "100%"), (0.0999, "10%"), (1.25, "125%")],
)
def test_a_share_is_whole_percent_with_a_decimal_below_ten(share: float, printed: str) -> None:
    assert figures.percent(share) == printed


def test_what_is_not_known_is_a_dash() -> None:
    forms = (figures.percent, figures.whole_number, figures.short_number, figures.moment)
    assert {form(None) for form in forms} == {"–"}


@pytest.mark.parametrize(("value", "printed"), [(0.002144, "0.00214"), (153.25, "153"), (72_495.4, "72,495")])
def test_a_number_has_three_digits_and_from_a_thousand_on_all(value: float, printed: str) -> None:
    assert figures.short_number(value) == printed


def test_a_difference_of_shares_has_its_sign() -> None:
    assert [figures.points(each) for each in (0.034, -0.2, 0.01, 0.0)] == [
        "+3 points",
        "-20 points",
        "+1 point",
        "+0 points",
    ]


def test_things_are_counted_in_the_plural() -> None:
    assert [figures.plural(number, "window") for number in (0, 1, 1007)] == ["0 windows", "1 window", "1,007 windows"]


@pytest.mark.parametrize(
    ("hours", "printed"),
    [(0, "less than an hour"), (5, "5 h"), (24, "1 day"), (28, "1 day 4 h"), (76, "3 days 4 h"), (170, "7 days")],
)
def test_a_span_is_printed_in_days_and_hours(hours: int, printed: str) -> None:
    assert figures.duration(timedelta(hours=hours)) == printed


def test_times_are_utc_in_a_sentence_in_a_list_and_in_a_column() -> None:
    assert figures.moment(START) == "Mon 3 Nov 2025, 00:00 UTC"
    assert figures.brief_moment(START) == "3 Nov 2025, 00:00"
    assert figures.timestamp(START) == "2025-11-03 00:00"


@given(st.text(max_size=30), st.integers(1, 40))
def test_a_cut_is_marked_and_short_enough(text: str, limit: int) -> None:
    found = figures.cut(text, limit)
    assert len(found) <= limit
    assert found == text or found.endswith("…")


def test_a_sentence_begins_with_a_capital_letter() -> None:
    assert [figures.sentence(text) for text in ("about 24%", "")] == ["About 24%", ""]
