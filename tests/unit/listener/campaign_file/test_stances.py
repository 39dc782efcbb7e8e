"""The field `stance`: how people speak for the story and against it, and what the file says of mistakes in it."""

import pytest

from listener.campaign_file import check_campaign, find_warnings, load_campaign
from models.campaigns import StanceTerms
from models.errors import Mistake
from tests.unit.listener.campaign_file.test_campaign import GOOD, the_mistake, with_line

_WRITTEN = 'stance: {of: [our garden], for: [my spade is ready], against: ["#eyesore", parking spaces]}'


def _warnings(written: str) -> list[Mistake]:
    checked = check_campaign(with_line(_WRITTEN + "\n", written), "garden.yaml")
    return list(find_warnings(checked.campaign, checked.lines))


def test_both_sides_and_the_names_are_what_the_file_says() -> None:
    stance = load_campaign(GOOD, "garden.yaml").stance
    assert stance == StanceTerms(("our garden",), ("my spade is ready",), ("#eyesore", "parking spaces"))


def test_a_file_without_it_is_good_and_hears_what_it_loses() -> None:
    (warning,) = _warnings("")
    assert (warning.line, warning.field) == (1, "stance")
    assert "the stance of most posts stays unknown, and ADVANCE may wait" in warning.problem


@pytest.mark.parametrize(
    ("old", "new", "field", "says"),
    [
        ("for: [my", "fro: [my", "stance.fro", "did you mean `for`?"),
        ("for: [my spade is ready]", "for: [Parking Spaces]", "stance.against", "also in stance.for"),
        ("for: [my spade is ready]", "for: {a: b}", "stance.for", "expected a list"),
        ("for: [my spade is ready]", 'for: ["*"]', "stance.for", "takes no side"),
        ("of: [our garden]", "of: [our garden, our garden]", "stance.of[1]", "in the list already"),
        (_WRITTEN, "stance: [our garden]", "stance", "expected fields"),
        (_WRITTEN, "stance: {}", "stance", "is empty: expected `of`, `for`, `against`"),
    ],
)
def test_a_mistake_is_explained_where_it_stands(old: str, new: str, field: str, says: str) -> None:
    mistake = the_mistake(old, new)
    assert (mistake.line, mistake.field) == (16, field)
    assert says in mistake.problem


@pytest.mark.parametrize(
    ("written", "field", "says"),
    [
        ("stance: {of: [our garden], for: [lovely beds]}", "stance", "has no `against`"),
        ("stance: {of: [our garden], against: [eyesore]}", "stance", "has no `for`"),
        ("stance: {of: [our garden], for: [love], against: [eyesore]}", "stance.for[0]", "everybody uses"),
    ],
)
def test_what_is_legal_and_unwise_is_told_with_its_line(written: str, field: str, says: str) -> None:
    (warning,) = _warnings(written + "\n")
    assert (warning.line, warning.field) == (16, field)
    assert says in warning.problem


def test_where_nothing_is_named_tone_is_not_read() -> None:
    (warning,) = _warnings("stance: {for: [my spade is ready], against: [parking spaces]}\n")
    assert "nothing is named" in warning.problem
