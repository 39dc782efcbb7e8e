"""What is found of a brand's promises: by measure on sentences that it was not made by, and case by case."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.accountability.finding import Brand, propose
from pipelines.accountability.finding.promise_words import PROMISE_WORDS
from tests.commitments_found.measure import measure, read_rows

_SAID = date(2026, 3, 10)


@pytest.mark.parametrize("name", ["written", "unseen", "public"])
def test_promises_are_told_from_what_is_none_and_their_days_and_amounts_are_right(name: str) -> None:
    counts = measure(read_rows(name))
    assert counts.macro_f1 >= 0.9
    assert counts.dates >= 0.9 * counts.hits
    assert counts.amounts >= 0.9 * counts.hits


def read_due(text: str, said: date = _SAID, year_ends: tuple[int, int] = (12, 31)) -> str:
    found = next(propose(text, said, "en", Brand((), year_ends)))
    return found.due.day.isoformat() if found.due else "-"


@pytest.mark.parametrize(
    ("said", "text", "due"),
    [
        (date(2024, 2, 29), "Within one year and within 2 years we will finish it.", "2026-02-28"),
        (date(2026, 1, 31), "In 3 months we will publish it all.", "2026-04-30"),
        (date(2025, 12, 25), "We will have paid it back by Christmas.", "2026-12-24"),
        (date(2026, 3, 10), "By 29 February we will have answered.", "2028-02-29"),
        (date(2026, 3, 10), "By 31 June 2027 we will have answered all.", "2027-06-30"),
        (date(2026, 3, 10), "We will answer all of it by 2026-03-10.", "-"),
        (date(2030, 12, 31), "We will be done by the end of the decade.", "2040-12-31"),
        (date(2026, 3, 10), "We will open it in 2024 shops by 2029.", "2029-12-31"),
    ],
)
def test_days_are_reckoned_by_the_calendar_from_the_day_on_which_it_was_said(said: date, text: str, due: str) -> None:
    assert read_due(text, said) == due


def test_a_financial_year_ends_when_the_brand_says_that_its_does() -> None:
    assert read_due("We will use only wind by fiscal 2028.", year_ends=(2, 29)) == "2028-02-29"
    assert read_due("We will use only wind by FY27.", year_ends=(2, 29)) == "2027-02-28"


def test_what_is_vague_is_found_and_says_what_it_lacks() -> None:
    vague, share, change = (
        next(propose(text, _SAID, "en"))
        for text in (
            "We will do much better.",
            "By 2030 we will have 40 % women among our leaders.",
            "We will cut our waste by 40 % by 2030.",
        )
    )
    assert vague.missing == ("target", "baseline", "due")
    assert share.missing == ("baseline",)
    assert change.missing == ()


@given(st.text(max_size=200), st.sampled_from([*PROMISE_WORDS, "xx"]), st.dates(date(1971, 1, 1), date(2090, 1, 1)))
def test_whatever_the_text_a_proposal_quotes_it_and_its_day_is_to_come(text: str, language: str, said: date) -> None:
    for each in propose(f"{text} we will {text} by 2091 {text}", said, language):
        assert each.quote in " ".join(f"{text} we will {text} by 2091 {text}".split())
        assert each.due is None or each.due.day > said


@pytest.mark.parametrize(
    "piece", ["our ", "1 000 ", "have ", "30 to 40 to ", "nous nous ", "1.2.3,", "by by ", "हम "]
)
def test_a_long_sentence_of_one_piece_is_read_in_no_time(piece: str) -> None:
    for language in ("en", "nb", "fr", "hi"):
        list(propose(f"we will {piece * 140}"[:600], _SAID, language))
