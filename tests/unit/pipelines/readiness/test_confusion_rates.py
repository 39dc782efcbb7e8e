"""Confusion rates: whose tags a vote rests on decides what the null must be."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.decisions import Check, CheckCode, DecisionKind
from models.policy import ConfusionRates, Policy
from models.votes import Vote
from pipelines.readiness import rates_from_examples
from pipelines.readiness.confusion_rates import apparent_share, mix_rates, true_share, wilson_interval
from pipelines.readiness.detector import start_detector
from pipelines.readiness.nulls import holding_null, not_ready_null
from tests.unit.pipelines.readiness.audience import AIM, DAYS, Weighing, kinds, story, votes

OWN = ConfusionRates(sensitivity=0.7, false_positive=0.2)
shares = st.floats(0, 1)


def origin(part: Iterator[tuple[int, list[Vote]]], ours: float) -> Iterator[tuple[int, list[Vote]]]:
    """The same votes, of which the first of every hour were tagged by our own tagger."""
    for hour, some in part:
        own = round(ours * len(some))
        yield hour, [replace(vote, by_own_tagger=number < own) for number, vote in enumerate(some)]


def last(ours: float, own: ConfusionRates | None = OWN) -> Weighing:
    aim = replace(AIM, confusion_rates=own)
    return story(origin(votes(range(12 * DAYS), 0.35), ours), aim=aim)[-1]


@given(share=shares)
def test_tagging_and_back_is_the_same_share(share: float) -> None:
    assert true_share(apparent_share(share, OWN), OWN) == pytest.approx(share)


@given(ours=shares)
def test_mixed_votes_have_faults_in_between(ours: float) -> None:
    rates = mix_rates(Policy(), OWN, ours)
    assert 0.7 - 1e-9 <= rates.sensitivity <= 0.85 + 1e-9
    assert 0.05 - 1e-9 <= rates.false_positive <= 0.2 + 1e-9


@given(se=shares, fp=shares, examples=st.integers(1, 2_000), more=st.integers(1, 2_000))
def test_the_fewer_examples_the_higher_the_null(se: float, fp: float, examples: int, more: int) -> None:
    few, many, sure = (
        rates_from_examples(se, fp, examples, examples),
        rates_from_examples(se, fp, examples + more, examples + more),
        ConfusionRates(se, fp),
    )
    nulls = [not_ready_null(0.3, 0.02, Policy(), rates) for rates in (few, many, sure)]
    assert nulls[0] >= nulls[1] - 1e-9
    assert nulls[1] >= nulls[2] - 1e-9


def test_the_margin_covers_the_doubt_of_many_examples_and_not_of_few() -> None:
    nulls = [not_ready_null(0.3, 0.02, Policy(), rates_from_examples(0.75, 0.05, each, each)) for each in (900, 9)]
    assert nulls[0] == pytest.approx(apparent_share(0.29, ConfusionRates(0.75, 0.05)) + 0.02)
    assert nulls[1] > nulls[0] + 0.1


def test_each_rate_has_the_doubt_of_those_whom_it_was_measured_on() -> None:
    few, many = rates_from_examples(0.44, 0.005, 9, 360), rates_from_examples(0.44, 0.005, 900, 360)
    assert few.sensitivity_half_width > 5 * many.sensitivity_half_width
    assert few.false_positive_half_width == many.false_positive_half_width < 0.02


def test_where_few_examples_told_the_rates_more_must_leave_before_they_are_missed() -> None:
    aim, fresh = replace(AIM, held_share=0.3), start_detector("stand-with", 0, Policy())
    nulls = [holding_null(aim, fresh, Policy(), rates_from_examples(0.44, 0.1, each, each), 500) for each in (9, 900)]
    assert nulls[0] > nulls[1] + 0.03


def test_the_null_follows_the_votes_own_origin() -> None:
    arrived, both, own = (last(ours).evidence for ours in (0.0, 0.5, 1.0))
    own_shares = [each.own_tagged_share for each in (arrived, both, own)]
    assert own_shares == pytest.approx([0.0, 0.5, 1.0], abs=0.01)
    assert arrived.null_share is not None
    assert own.null_share is not None
    further = apparent_share(0.29, OWN) - apparent_share(0.29, Policy().declared_rates)
    assert own.null_share - arrived.null_share == pytest.approx(further, abs=0.005)
    assert both.null_share == pytest.approx(arrived.null_share + further / 2, abs=0.005)


def test_the_share_shown_is_the_true_one_behind_the_tags() -> None:
    assert last(0.0).evidence.share == pytest.approx((0.35 - 0.05) / 0.8, abs=0.03)
    assert last(1.0).evidence.share == pytest.approx((0.35 - 0.2) / 0.5, abs=0.05)


def test_without_a_card_every_vote_has_the_policys_faults() -> None:
    own, arrived = last(1.0, None), last(0.0)
    assert (own.evidence.share, own.evidence.null_share) == (arrived.evidence.share, arrived.evidence.null_share)
    assert [_share_checks(each) for each in (own, arrived)] == [_share_checks(arrived)] * 2


def _share_checks(weighing: Weighing) -> list[Check]:
    return [each for each in weighing.checks if each.code in (CheckCode.SHARE_EVERYONE, CheckCode.SHARE_STEADY)]


def test_what_a_generous_tagger_says_is_believed_less() -> None:
    generous = replace(AIM, confusion_rates=ConfusionRates(0.9, 0.4))
    for ours, advanced in ((0.0, True), (1.0, False)):
        before, after = votes(range(14 * DAYS), 0.12), votes(range(14 * DAYS, 24 * DAYS), 0.5)
        told = story(origin(before, ours), origin(after, ours), aim=generous)
        assert (DecisionKind.ADVANCE in kinds(told)) is advanced


def test_wilson_stays_within_0_and_1() -> None:
    assert wilson_interval(0.0, 5)[0] == 0.0
    assert wilson_interval(1.0, 5)[1] == 1.0
