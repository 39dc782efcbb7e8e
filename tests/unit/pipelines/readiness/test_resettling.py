"""Channels' weights follow those who have long belonged: a channel that grew counts in time, a crowd does not."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.policy import Policy
from models.posts import DAY_MS
from models.votes import Vote
from pipelines.readiness import start_detector
from pipelines.readiness.detector import ChapterDetector
from pipelines.readiness.resettling import resettle, uncounted_share
from pipelines.readiness.strata import SufficientStatistics
from tests.unit.pipelines.readiness.audience import DAYS, kinds, story, votes
from tests.unit.pipelines.readiness.test_standing import ADVANCE

POLICY = Policy()


def detector(**weights: float) -> ChapterDetector:
    return replace(start_detector("one", 0, POLICY), last_weighed=9 * DAY_MS, channel_weights=weights)


def heard(**weights: float) -> dict[str, SufficientStatistics]:
    return {name.replace("_", ":"): SufficientStatistics(votes=w, weight=w) for name, w in weights.items()}


def test_in_a_week_half_of_the_way_is_gone() -> None:
    before = replace(detector(a=1.0), recent_strata=heard(core_a=1.0, core_b=3.0))
    assert resettle(before, 16 * DAY_MS, POLICY).channel_weights == pytest.approx({"a": 0.625, "b": 0.375})


def test_a_crowd_of_newcomers_moves_nothing() -> None:
    before = replace(detector(a=0.5, b=0.5), recent_strata=heard(core_a=1.0, busy_b=1.0, new_b=50.0, new_c=90.0))
    assert resettle(before, 16 * DAY_MS, POLICY).channel_weights == pytest.approx({"a": 0.5, "b": 0.5})


def test_within_a_day_nothing_moves() -> None:
    before = replace(detector(a=1.0), recent_strata=heard(core_b=3.0))
    assert resettle(before, 9 * DAY_MS + 1, POLICY) is before


@given(st.dictionaries(st.sampled_from("abcdef"), st.floats(0.01, 100.0), min_size=1))
def test_weights_stay_shares(weights: dict[str, float]) -> None:
    strata = {f"core:{name}": SufficientStatistics(votes=1.0, weight=w) for name, w in weights.items()}
    moved = resettle(replace(detector(a=0.5, z=0.5), recent_strata=strata), 12 * DAY_MS, POLICY).channel_weights
    assert sum(moved.values()) == pytest.approx(1.0)
    assert min(moved.values()) > 0.0


def test_how_much_does_not_count_is_known() -> None:
    counted = replace(detector(a=1.0), recent_strata=heard(core_a=1.0))
    outgrown = replace(detector(a=1.0), recent_strata=heard(core_a=1.0, core_b=3.0))
    assert uncounted_share(counted, POLICY) == 0.0
    assert uncounted_share(outgrown, POLICY) == pytest.approx(0.75)


def test_an_audience_that_moves_to_another_channel_is_heard_again() -> None:
    def moved(hours: range, share: float) -> Iterator[tuple[int, list[Vote]]]:
        for hour, some in votes(hours, share):
            yield hour, [replace(each, channel="mastodon", age_days=hour / 24 - 9) for each in some]

    told = story(votes(range(9 * DAYS), 0.12), moved(range(9 * DAYS, 70 * DAYS), 0.55))
    assert told[12 * DAYS].evidence.uncounted_share > 0.4
    assert told[-1].evidence.uncounted_share < 0.2
    assert kinds(told)[-1] is ADVANCE
