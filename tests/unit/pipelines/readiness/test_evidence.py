"""Evidence: a decision says what it rests on, and what is missing, in numbers."""

from datetime import timedelta

import pytest

from models.decisions import QUESTIONS, CheckCode, DecisionKind, Question
from models.posts import instant
from models.votes import Vote
from pipelines.readiness import Aim, rank_audiences
from tests.unit.pipelines.readiness.audience import AIM, DAYS, story, vote, votes


def test_a_decision_shows_the_true_share_and_an_interval_around_it() -> None:
    last = story(votes(range(20 * DAYS), 0.05 + 0.8 * 0.2))[-1].evidence
    assert last.share == pytest.approx(0.2, abs=0.03)
    assert last.share is not None
    assert last.share_interval is not None
    assert last.share_interval[0] < last.share < last.share_interval[1]
    assert set(last.by_channel) == {"bluesky", "mastodon"}
    assert sum(last.by_stage.values()) == pytest.approx(1.0)


def test_prolong_names_the_key_that_holds_it_back() -> None:
    cold = votes(range(14 * DAYS, 24 * DAYS), 0.6, favour=0.2, against=0.2)
    last = story(votes(range(14 * DAYS), 0.12), cold)[-1]
    assert [check.code for check in last.checks if QUESTIONS[check.code] is Question.READY and not check.holds] == [
        CheckCode.SUPPORT
    ]
    assert last.evidence.net_support == pytest.approx(0.0, abs=0.05)


def test_advance_misses_nothing() -> None:
    last = story(votes(range(14 * DAYS), 0.12), votes(range(14 * DAYS, 24 * DAYS), 0.6))[-1]
    assert last.kind is DecisionKind.ADVANCE
    assert all(check.holds for check in last.checks if QUESTIONS[check.code] is not Question.TURNING_AWAY)
    assert last.score >= 1.0
    assert last.evidence.e_value >= last.evidence.threshold


def test_nothing_changes_before_the_time_it_names() -> None:
    found = story(votes(range(14 * DAYS), 0.12), votes(range(14 * DAYS, 24 * DAYS), 0.9))
    first = next(i for i, each in enumerate(found) if each.kind is DecisionKind.ADVANCE)
    for hour, each in enumerate(found[:first]):
        assert each.evidence.can_change_from is not None
        assert each.evidence.can_change_from <= instant((first + 1) * 3_600_000) + timedelta(hours=1), hour


def test_a_story_that_one_channel_tells_is_fragile() -> None:
    mixed = [*votes(range(24 * DAYS), 0.5)]
    split = ((hour, [v for v in some if v.channel == "bluesky" or v.stage == 0]) for hour, some in mixed)
    last = story(split)[-1].evidence
    assert last.by_channel["mastodon"] < 0.3 < last.by_channel["bluesky"]
    assert last.fragile
    assert not story(votes(range(24 * DAYS), 0.1))[-1].evidence.fragile


def test_prolong_names_the_channel_that_weighs_it_down() -> None:
    split = (
        (hour, [v for v in some if v.channel == "bluesky" or v.stage == 0]) for hour, some in votes(range(240), 0.2)
    )
    assert story(split)[-1].evidence.lowest_channel == "mastodon"


def test_votes_of_the_busy_are_counted_as_left_out() -> None:
    def loud(hour: int) -> list[Vote]:
        return [vote(hour, author=n, active_days=27, recent_days=7, age_days=27.0) for n in range(5)]

    both = ((hour, [*some, *loud(hour)]) for hour, some in votes(range(240), 0.2))
    assert story(both)[-1].evidence.discounted.minority > 100
    assert story(votes(range(240), 0.2))[-1].evidence.discounted.minority == 0


def test_no_share_is_shown_where_only_authors_count() -> None:
    last = story(votes(range(10 * DAYS), 0.1), aim=Aim("what-happened", wanted=0, authors=900))[-1]
    assert last.evidence.bar is None
    (failing,) = [check for check in last.checks if check.code is CheckCode.RETURNING_AUTHORS]
    assert (failing.left, failing.right, failing.holds) == (400.0, 900.0, False)
    assert last.score == pytest.approx(400 / 900)


def test_the_ranking_names_those_that_stand_out_and_gates_nobody() -> None:
    found = rank_audiences({"a": 1e9, "b": 5.0, "c": 2e6}, alpha=0.05, horizon=720)
    assert [(each.key, each.named) for each in found] == [("a", True), ("c", True), ("b", False)]


def test_a_ranking_of_nobody_is_empty() -> None:
    assert rank_audiences({}, 0.05, 720) == ()


def test_the_aim_takes_the_default_bar_where_none_is_given() -> None:
    from models.policy import Policy

    assert Aim("x", wanted=2).bar(Policy()) == 0.30
    assert AIM.bar(Policy()) == 0.3
    assert Aim("x", wanted=0, authors=5).bar(Policy()) is None
