import pytest

from models.labels import CANNOT_TELL
from models.policy import ConfusionRates, Labelling
from models.votes import UNKNOWN_STANCE
from pipelines.readiness.labels.reporting import report_tagger
from pipelines.readiness.labels.tallies import (
    LabelTallies,
    TagTable,
    add_label,
    add_second_reading,
    add_side,
    correction,
    count_answers,
    count_sides,
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


def test_sides_are_counted_by_tag_and_by_what_was_said() -> None:
    tallies = LabelTallies()
    for tag, said in ((1, 1), (1, 0), (-1, 1), (UNKNOWN_STANCE, -1), (-1, -1), (0, 0)):
        tallies = add_side(tallies, tag, said)
    assert count_sides(tallies, 1) == TagTable(1.0, 1.0, 1.0, 3.0)
    assert count_sides(tallies, -1) == TagTable(1.0, 1.0, 1.0, 3.0)


def test_the_tagger_is_reported_by_stage_and_side_from_fifty_labels_on_and_never_of_fewer_than_ten_posts() -> None:
    tallies = read(*[(1, 1)] * 30, *[(0, 1)] * 10, *[(0, 0)] * 9)
    assert report_tagger(tallies) == ()
    tallies = add_side(add_label(tallies, 2, 2), 1, 1)
    found = {each.of: each for each in report_tagger(tallies)}
    assert list(found) == ["interest", "desire", "action", "support", "oppose"]
    assert found["interest"].sensitivity == pytest.approx(31 / 41)
    assert (found["interest"].false_positive, found["desire"].sensitivity) == (None, None)
    assert found["desire"].false_positive == 0.0
    low, high = found["desire"].false_positive_interval or (1.0, 1.0)
    assert (low, high < 0.2) == (0.0, True)
    assert found["support"].sensitivity is None


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
