"""Baselines: who comes back, when decisions are possible, and bars that are not passed already."""

from collections import Counter
from datetime import UTC, datetime

import numpy as np
import pytest

from listener.campaign_file import load_campaign
from listener.campaign_file.drafts import load_draft
from models.baseline import Baseline
from models.errors import CampaignError
from models.measured import Measured
from models.movement import MovementSample
from models.policy import Policy
from models.posts import Post
from models.sketches import hash64
from models.tags import Stage, Tags
from pipelines.movement import add_observations, measure_baseline, new_sample, observe_post
from pipelines.movement.baselines import foretell_decisions, measure_returning, propose_share
from pipelines.movement.grid import make_grid
from tests.unit.listener.campaign_file.test_campaign import GOOD
from tests.unit.pipelines.movement.planted import EVERYBODY, FIRST_DAY, a_day, renewing, sample_of
from tests.unit.pipelines.movement.test_planted_truth import RUNS, assert_covered, holds

CAMPAIGN = load_campaign(GOOD, "garden.yaml")


def crowd(pairs: int, stage: int = 0, deeper: int = 0) -> MovementSample:
    """Authors who speak on two days, three days apart: four begin every day. The last few are at a deeper stage."""
    days = [
        (
            author,
            a_day(FIRST_DAY + author // 4 + gap, stage=stage + (author >= pairs - deeper), marks=("theme:soil",)),
        )
        for author in range(pairs)
        for gap in (0, 3)
    ]
    return add_observations(new_sample(), days, EVERYBODY)


def measured(sample: MovementSample) -> Baseline:
    return measure_baseline(sample, CAMPAIGN, "street")


def test_the_share_that_comes_back_is_found() -> None:
    hits = Counter({"returning": 0})
    for seed in range(RUNS):
        chance = np.random.default_rng(seed)
        grid = make_grid(sample_of(renewing(np.full(100, 8.0), 0.3, chance), chance))
        assert grid is not None
        # of returns 14 to 30 days later, those within 28 days
        hits["returning"] += holds(measure_returning(grid, Policy()), 0.3 * 15 / 17)
    assert_covered(hits)


def test_fifty_authors_who_return_make_decisions_possible_from_the_day_on_which_they_are_fifty() -> None:
    found = measured(crowd(120)).outlook
    assert found is not None
    assert (found.is_possible, found.days) == (True, 16)  # four a day from day 1, each back three days later


def test_with_few_who_return_nothing_will_be_decided_and_nearly_enough_get_a_policy() -> None:
    few, nearly = measured(crowd(20)), measured(crowd(40))
    assert few.outlook is not None
    assert (few.outlook.is_possible, few.outlook.days, few.policy) == (False, None, {})
    assert nearly.policy == {"min_authors": 40}


def test_of_posts_of_a_few_days_nobody_can_tell_how_many_will_come_back() -> None:
    short, week = measured(crowd(12)), measured(crowd(16))
    assert short.outlook is not None
    assert week.outlook is not None
    assert (short.outlook.is_known, short.outlook.days_heard) == (False, 6)
    assert (week.outlook.is_known, week.outlook.days_heard) == (True, 7)


def test_posts_of_a_few_days_get_no_policy_that_decides_with_fewer() -> None:
    days = [(author, a_day(FIRST_DAY + day, stage=1)) for author in range(40) for day in (0, 3)]
    assert measured(add_observations(new_sample(), days, EVERYBODY)).policy == {}


def test_bars_lie_above_where_the_audience_stands() -> None:
    bars = {bar.stage: bar for bar in measured(crowd(120, stage=1)).bars}
    assert bars[Stage.AWARENESS].authors == 150
    assert bars[Stage.INTEREST].share == 0.8
    assert bars[Stage.ACTION].share == 0.15
    assert propose_share(Measured(0.10, 0.07, 0.14, 300)) == 0.25


def test_a_bar_tells_nothing_of_the_few_who_stand_beyond_it() -> None:
    few = {number: measured(crowd(60, deeper=number)).bars for number in (1, 5, 9)}
    assert len({each[1:] for each in few.values()}) == 1
    assert few[1][1].now == Measured()


def test_groups_of_a_few_are_left_out() -> None:
    found = measured(crowd(120))
    assert [each.name for each in found.themes] == ["soil"]


def test_languages_and_hours_are_of_authors_however_often_one_of_them_writes() -> None:
    posts = [a_post(f"a{n}", "en", hour=9) for n in range(20)] + [a_post("busy", "eu", hour=21) for _ in range(60)]
    days = [observe_post(hash64(each.author), each, Tags(language=each.lang)) for each in posts]
    found = measured(add_observations(new_sample(), days, EVERYBODY))
    assert [each.name for each in found.languages] == ["en"]
    assert found.hours[9] == pytest.approx(20 / 21)


def a_post(author: str, language: str, hour: int) -> Post:
    return Post(f"web:{author}", "web", author, datetime(2025, 3, 1, hour, tzinfo=UTC), text="x", lang=language)


def test_of_an_audience_that_is_silent_nothing_is_said() -> None:
    assert measured(new_sample()).outlook is None
    grid = make_grid(crowd(20))
    assert grid is not None
    assert not foretell_decisions(grid, Policy()).is_possible


def test_a_draft_may_have_match_alone_and_its_mistakes_are_told_with_their_lines() -> None:
    draft = load_draft(b'match: {any: ["#plantit"]}', "draft.yaml")
    assert (draft.match.any, draft.audiences[0].name) == (("#plantit",), "everybody")
    assert load_draft(GOOD.encode(), "garden.yaml").name == "garden"
    with pytest.raises(CampaignError, match="line 2"):
        load_draft(b'match: {any: ["#plantit"]}\nthemes: {soil: []}', "draft.yaml")
