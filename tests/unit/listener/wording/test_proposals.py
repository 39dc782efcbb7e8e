"""Proposals as a file: whatever was quoted, `listener check` takes it, and reads the quote back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listener.campaign_file.brands import CheckedBrand, check_brand
from listener.wording.proposals import FoundPromise, write_proposals
from pipelines.accountability.finding import propose

_SAID = date(2026, 3, 10)
_HOSTILE = (
    'We will <script>alert("x")</script> cut waste by 30 % by 2030 #{x}',
    "We will ‮cut‬ our waste by 30 % by 2030",
    "We will cut our waste by 30 % by 2030 & : - [x] *y* 'z' \\ \\n \t !tag %YAML",
    "Wir werden unsere Ausgaben bis 2030 um 30 % senken \U0001f600",
    "نتعهد بزراعة 1000 شجرة بحلول نهاية 2027",
    "हम 2030 तक अपने उत्सर्जन में 50 % की कमी करेंगे",
)


def as_file(*texts: str, language: str = "en") -> CheckedBrand:
    found = [
        FoundPromise(each, "web:1\n- x", "https://a.example/#x")
        for text in texts
        for each in propose(text, _SAID, language)
    ]
    return check_brand("\n".join(write_proposals(found, "brand", "press", language)).encode(), "found.yaml")


@pytest.mark.parametrize("text", _HOSTILE)
@pytest.mark.parametrize("language", ["en", "de", "ar", "hi"])
def test_a_hostile_quote_is_a_quote(text: str, language: str) -> None:
    assert len(as_file(text, language=language).commitments) <= 1


def test_every_promise_has_a_name_of_its_own() -> None:
    brand = as_file(*(f"We will cut our emissions by {n} % by 2030." for n in range(1, 100)))
    assert len({each.name for each in brand.commitments}) == 99
    assert brand.commitments[1].measure.target == 2
    assert brand.commitments[1].quote == "We will cut our emissions by 2 % by 2030."


def test_nothing_found_says_so_in_a_file_that_is_one() -> None:
    text = "\n".join(write_proposals([], "brand", "press"))
    assert text.endswith("commitments: []")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_whatever_is_quoted_is_read_back(text: str) -> None:
    as_file(f"We will {text} cut it by 30 % by 2030")
