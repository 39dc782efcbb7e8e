"""An ADVANCE stands until its ground is lost, and so does a STEP_BACK; then the whole bar is asked anew."""

from itertools import pairwise

from models.decisions import CheckCode, DecisionKind
from models.policy import Policy
from tests.unit.pipelines.readiness.audience import DAYS, Weighing, kinds, story, votes

ADVANCE, STEP_BACK, PROLONG = DecisionKind.ADVANCE, DecisionKind.STEP_BACK, DecisionKind.PROLONG


def changes(found: list[DecisionKind], to: DecisionKind) -> int:
    """How often a row of decisions begins to be of a kind."""
    return sum(after is to and before is not to for before, after in pairwise(found))


def asked(weighing: Weighing, code: CheckCode) -> float:
    return next(check.right for check in weighing.checks if check.code is code)


def test_a_true_advance_is_told_once_in_forty_days() -> None:
    found = kinds(story(votes(range(14 * DAYS), 0.12), votes(range(14 * DAYS, 54 * DAYS), 0.42, each=3)))
    assert changes(found, ADVANCE) == 1
    assert found[-1] is ADVANCE


def test_it_ends_when_its_ground_is_lost_and_then_asks_all_of_its_evidence_again() -> None:
    ready = votes(range(14 * DAYS, 22 * DAYS), 0.55)
    weighed = story(votes(range(14 * DAYS), 0.12), ready, votes(range(22 * DAYS, 30 * DAYS), 0.12))
    threshold, standing = Policy().threshold, [each.kind is ADVANCE for each in weighed]
    assert any(standing)
    assert weighed[-1].kind is PROLONG
    assert asked(weighed[standing.index(True)], CheckCode.SHARE_EVERYONE) == threshold
    assert asked(weighed[standing.index(True) + 1], CheckCode.SHARE_EVERYONE) < threshold
    assert asked(weighed[-1], CheckCode.SHARE_EVERYONE) == threshold


def test_a_step_back_does_not_flicker() -> None:
    turned = votes(range(14 * DAYS, 40 * DAYS), 0.2, favour=0.2, against=0.36, each=3)
    found = kinds(story(votes(range(14 * DAYS), 0.2), turned))
    assert changes(found, STEP_BACK) == 1


def test_the_first_advance_has_reached_the_whole_threshold() -> None:
    weighed = story(votes(range(14 * DAYS), 0.12), votes(range(14 * DAYS, 22 * DAYS), 0.55))
    first = next(each for each in weighed if each.kind is ADVANCE)
    assert first.evidence.threshold == Policy().threshold
    assert first.evidence.e_value >= Policy().threshold
