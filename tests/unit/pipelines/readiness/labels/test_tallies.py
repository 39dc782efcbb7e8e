import pytest

from models.labels import CANNOT_TELL
from models.policy import ConfusionRates, Labelling
from pipelines.readiness.labels.tallies import (
    LabelTallies,
    TagTable,
    add_label,
    add_second_reading,
    correction,
    count_answers,
    reader_error,
    with_pseudo_labels,
)

NUMBERS = Labelling()
GOOD = ConfusionRates(0.85, 0.05)


def read(*labels: tuple[int, int]) -> LabelTallies:
    tallies = LabelTallies()
    for tag, answer in labels:
        tallies = add_label(tallies, tag, answer)
    return tallies


def read_twice(agreeing: int, differing: int = 0) -> LabelTallies:
    tallies = LabelTallies()
    for place in range(agreeing + differing):
        tallies = add_second_reading(tallies, 1, 1 if place < agreeing else 0)
    return tallies


def test_labels_are_counted_by_tag_and_truth() -> None:
    tallies = read((1, 2), (0, 1), (1, 0), (0, 0), (0, 0))
    assert count_answers(tallies, 1) == TagTable(1.0, 1.0, 1.0, 2.0)
    assert (tallies.labels, tallies.cannot_tell) == (5, 0)


def test_who_cannot_tell_is_not_at_the_stage_and_has_a_place_of_their_own() -> None:
    tallies = read((1, CANNOT_TELL))
    assert count_answers(tallies, 1) == TagTable(0.0, 0.0, 1.0, 0.0)
    assert tallies.cannot_tell == 1


def test_the_correction_begins_with_the_card_and_goes_to_what_labels_say() -> None:
    begun = with_pseudo_labels(count_answers(LabelTallies(), 1), 0.3, GOOD, NUMBERS)
    useless = with_pseudo_labels(TagTable(100.0, 100.0, 100.0, 100.0), 0.3, GOOD, NUMBERS)
    assert begun.sensitivity == pytest.approx(0.85)
    assert correction(begun, NUMBERS) > 0.7
    assert correction(useless, NUMBERS) < 0.1


def test_the_correction_is_never_negative_and_never_all() -> None:
    assert correction(TagTable(1.0, 50.0, 50.0, 1.0), NUMBERS) == 0.0
    assert correction(TagTable(50.0, 0.0, 0.0, 50.0), NUMBERS) == 0.95


def test_readers_who_agree_lower_the_bound_and_readers_who_differ_raise_it() -> None:
    begun, agreed, differed = (
        reader_error(each, 1, NUMBERS) for each in (read_twice(0), read_twice(40), read_twice(32, 8))
    )
    assert 0.0 < agreed < begun < differed < 0.5
    assert differed > 0.1  # they differ on 20 %: each errs on about 11 %


def test_readers_who_toss_coins_leave_nothing_to_decide_by() -> None:
    assert reader_error(read_twice(200, 200), 1, NUMBERS) > 0.4
    assert reader_error(read_twice(0, 400), 1, NUMBERS) == 0.5


def test_readers_who_differ_elsewhere_agree_on_this_stage() -> None:
    assert add_second_reading(LabelTallies(), 3, 1).differing == (0, 0, 1, 1)
