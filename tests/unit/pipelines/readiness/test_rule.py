"""The rule: what it says of audiences that are plain enough to know what it should say."""

import math
import random
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.campaigns import Event
from models.decisions import QUESTIONS, CheckCode, DecisionKind, Question
from models.overrides import override
from models.policy import Policy
from models.posts import DAY_MS, HOUR_MS
from models.votes import Vote
from pipelines.readiness import Aim, ChapterDetector, PanelCounts, WindowSpan, start_detector
from tests.unit.pipelines.readiness.audience import (
    AIM,
    DAYS,
    MANY,
    Weighing,
    kinds,
    span,
    story,
    told,
    vote,
    votes,
    weigh_one,
)

ADVANCE, PROLONG = DecisionKind.ADVANCE, DecisionKind.PROLONG
STEP_BACK, UNKNOWN = DecisionKind.STEP_BACK, DecisionKind.INSUFFICIENT_DATA


def failing(weighing: Weighing) -> list[CheckCode]:
    """The checks of what there is to go by that do not hold."""
    enough = [check for check in weighing.checks if QUESTIONS[check.code] is Question.ENOUGH_DATA]
    return [check.code for check in enough if not check.holds]


def test_an_audience_that_comes_round_is_first_unknown_then_prolonged_then_advanced() -> None:
    assert kinds(story(votes(range(14 * DAYS), 0.12), votes(range(14 * DAYS, 20 * DAYS), 0.5))) == [
        UNKNOWN,
        PROLONG,
        ADVANCE,
    ]


def test_an_audience_under_the_bar_is_prolonged_for_ever() -> None:
    assert kinds(story(votes(range(60 * DAYS), 0.28))) == [UNKNOWN, PROLONG]


def test_two_days_of_excitement_do_not_advance() -> None:
    excited = votes(range(14 * DAYS, 16 * DAYS), 0.9)
    assert ADVANCE not in kinds(
        story(votes(range(14 * DAYS), 0.12), excited, votes(range(16 * DAYS, 20 * DAYS), 0.12))
    )


def test_behaviour_without_support_does_not_advance() -> None:
    cold = votes(range(14 * DAYS, 24 * DAYS), 0.6, favour=0.2, against=0.2)
    assert ADVANCE not in kinds(story(votes(range(14 * DAYS), 0.12), cold))


def test_support_without_behaviour_does_not_advance() -> None:
    warm = votes(range(14 * DAYS, 24 * DAYS), 0.12, favour=0.95)
    assert ADVANCE not in kinds(story(votes(range(14 * DAYS), 0.12), warm))


def test_newcomers_alone_do_not_advance() -> None:
    some = (
        (hour, [msgspec.structs.replace(v, age_days=3.0) for v in each]) for hour, each in votes(range(336, 600), 0.9)
    )
    assert ADVANCE not in kinds(story(votes(range(14 * DAYS), 0.12), some))


def test_the_loud_alone_do_not_advance() -> None:
    def loud(hour: int) -> list[Vote]:
        return [
            vote(hour, author=n, stage=1, stance=1, active_days=27, recent_days=7, age_days=27.0) for n in range(30)
        ]

    calm = votes(range(14 * DAYS, 28 * DAYS), 0.12)
    assert ADVANCE not in kinds(story(votes(range(14 * DAYS), 0.12), ((h, [*v, *loud(h)]) for h, v in calm)))


def test_opposition_that_outgrows_the_usual_steps_back() -> None:
    turned = votes(range(14 * DAYS, 16 * DAYS), 0.3, favour=0.2, against=0.6)
    assert kinds(story(votes(range(14 * DAYS), 0.12), turned))[-1] is STEP_BACK


def test_people_who_fall_back_from_the_stage_before_step_back() -> None:
    aim = Aim("stand-with", wanted=2, share=0.3, held=1, held_share=0.3)
    fallen = votes(range(14 * DAYS, 20 * DAYS), 0.08)
    assert kinds(story(votes(range(14 * DAYS), 0.5), fallen, aim=aim))[-1] is STEP_BACK


def test_a_story_that_is_told_is_only_watched() -> None:
    assert kinds(story(votes(range(20 * DAYS), 0.9), aim=Aim("end", wanted=None, held=1))) == [UNKNOWN, PROLONG]


def test_too_few_authors_decide_nothing() -> None:
    found = story(votes(range(20 * DAYS), 0.9), counts=PanelCounts(60, 49))
    assert kinds(found) == [UNKNOWN]
    assert failing(found[-1])[0] is CheckCode.ELIGIBLE_AUTHORS


def test_a_gap_is_no_silence_of_the_audience() -> None:
    detector = list(told(votes(range(14 * DAYS), 0.12)))[-1][0]
    after, weighing = weigh_one(detector, [], span(14 * DAYS, gap=True), AIM, MANY, Policy())
    assert weighing.kind is UNKNOWN
    assert failing(weighing) == [CheckCode.DATA_COVERAGE]
    assert after.e_processes == detector.e_processes


def test_days_of_silence_decide_nothing() -> None:
    silent: Iterator[tuple[int, list[Vote]]] = ((hour, []) for hour in range(14 * DAYS, 17 * DAYS))
    found = story(votes(range(14 * DAYS), 0.12), silent)
    assert found[-1].kind is UNKNOWN
    assert failing(found[-1]) == [CheckCode.VOTE_SILENCE]


def test_a_clock_that_goes_back_changes_and_decides_nothing() -> None:
    detector = list(told(votes(range(14 * DAYS), 0.12)))[-1][0]
    again, weighing = weigh_one(detector, [vote(3, stage=3)] * 50, span(3), AIM, MANY, Policy())
    assert again == detector
    assert weighing.kind is UNKNOWN
    assert failing(weighing)[0] is CheckCode.WINDOW_ORDER


def test_a_planned_event_and_its_aftermath_count_for_nothing() -> None:
    event = Event("Telethon", 14 * DAY_MS, 18 * DAY_MS)
    aim = msgspec.structs.replace(AIM, events=(event,))
    during = votes(range(14 * DAYS, 19 * DAYS), 0.9)
    found = story(votes(range(14 * DAYS), 0.12), during, aim=aim)
    assert kinds(found) == [UNKNOWN, PROLONG]
    assert found[-1].evidence.in_event


def test_a_bar_on_authors_must_hold_for_two_days() -> None:
    aim = Aim("what-happened", wanted=0, authors=300)
    found = story(votes(range(12 * DAYS), 0.0), aim=aim)
    assert kinds(found) == [UNKNOWN, ADVANCE]
    assert kinds(story(votes(range(12 * DAYS), 0.0), aim=aim, counts=PanelCounts(300, 299))) == [UNKNOWN, PROLONG]


@pytest.mark.parametrize(
    "wrong",
    [
        {"weight": math.nan},
        {"weight": math.inf},
        {"weight": -1.0},
        {"stage": 7},
        {"stage": -1},
        {"stance": 5},
    ],
)
def test_an_impossible_vote_is_not_counted(wrong: dict[str, object]) -> None:
    detector = list(told(votes(range(14 * DAYS), 0.12)))[-1][0]
    some = [vote(14 * DAYS, author=n) for n in range(5)]
    good = weigh_one(detector, some, span(14 * DAYS), AIM, MANY, Policy())
    assert (
        weigh_one(detector, [*some, vote(14 * DAYS, author=9, **wrong)], span(14 * DAYS), AIM, MANY, Policy()) == good
    )


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 2**32), swaps=st.randoms(use_true_random=False))
def test_the_order_of_votes_means_nothing_to_the_last_bit(seed: int, swaps: random.Random) -> None:
    detector = start_detector("c", 0, override(Policy(), {"warm_up_days": 1}))
    for hour, some in votes(range(40), 0.4, seed=seed, each=9):
        mixed = list(some)
        swaps.shuffle(mixed)
        args = span(hour), AIM, MANY, override(Policy(), {"warm_up_days": 1})
        straight, shuffled = weigh_one(detector, some, *args), weigh_one(detector, mixed, *args)
        assert msgspec.msgpack.encode(straight) == msgspec.msgpack.encode(shuffled)
        detector = straight[0]


def test_a_detector_survives_encoding_and_stays_small() -> None:
    detector = list(told(votes(range(30 * DAYS), 0.2)))[-1][0]
    packed = msgspec.msgpack.encode(detector)
    assert len(packed) < 4_000
    assert msgspec.msgpack.decode(packed, type=ChapterDetector) == detector


def test_the_next_chapter_starts_without_evidence_and_knows_the_audience() -> None:
    detector = list(told(votes(range(14 * DAYS), 0.12), votes(range(14 * DAYS, 24 * DAYS), 0.5)))[-1][0]
    following = start_detector("next", detector.last_closed, Policy(), detector)
    assert not following.e_processes
    assert following.recent_strata == detector.recent_strata
    assert weigh_one(following, [vote(24 * DAYS)], span(24 * DAYS), AIM, MANY, Policy())[1].kind is PROLONG


def test_an_empty_span_decides_nothing() -> None:
    assert (
        weigh_one(start_detector("c", 0, Policy()), [], WindowSpan(HOUR_MS, HOUR_MS), AIM, MANY, Policy())[1].kind
        is UNKNOWN
    )
