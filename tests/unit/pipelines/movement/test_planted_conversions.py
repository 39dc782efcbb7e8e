"""Planted conversions: authors who act, leave or go on by known chances. Long form as in `test_planted_truth`."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from models.movement import TravelDay
from pipelines.movement.conversions import measure_conversion
from pipelines.movement.grid import make_grid
from pipelines.movement.travellers import add_observations, new_sample
from tests.unit.pipelines.movement.planted import EVERYBODY, FIRST_DAY, a_day
from tests.unit.pipelines.movement.test_planted_truth import RUNS, assert_covered, holds

ACT, LEAVE, LIFT = 0.010, 0.015, 3.0  # chances a day, and how many times likelier those act who speak of a theme
THEMED, DAYS, ARRIVALS = 0.3, 150, 120  # share of authors; days; of them, those on which authors come


def test_time_to_act_time_to_lapse_and_what_came_before() -> None:
    names = ("acted in 30", "acted in 90", "there after 90", "lift", "month")
    hits = Counter(dict.fromkeys(names, 0))
    false_lifts = 0
    for seed in range(RUNS):
        chance = np.random.default_rng(seed)
        grid = make_grid(add_observations(new_sample(), planted(chance, int(chance.poisson(500))), EVERYBODY))
        found = measure_conversion(grid)
        path, lifts = found.progressions[1], {each.mark: each for each in found.lifts}
        hits["acted in 30"] += holds(path.reached["30"], acted_within(30))
        hits["acted in 90"] += holds(path.reached["90"], acted_within(90))
        # whoever leaves on day 63 was last heard on day 62, and has lapsed by day 90
        hits["there after 90"] += holds(found.still_there["90"], (1 - LEAVE) ** 63)
        hits["lift"] += holds(lifts["theme:x"].ratio, week_chance(ACT * LIFT) / week_chance(ACT))
        months = [each for each in found.months if each.role == "activist" and each.is_whole]
        hits["month"] += holds(months[2].authors, 500 * month_chance())
        false_lifts += lifts["theme:noise"].holds
        assert lifts["theme:x"].holds
    assert_covered(hits)
    assert false_lifts <= max(1, 0.1 * RUNS)


def test_of_a_month_that_is_not_over_those_are_counted_who_got_there() -> None:
    stays = [(id, a_day(FIRST_DAY + day, support=True)) for id in range(40) for day in range(0, 45, 5)]
    acted = [(id, a_day(FIRST_DAY + 40, stage=3)) for id in range(15)]
    months = measure_conversion(make_grid(add_observations(new_sample(), [*stays, *acted], EVERYBODY))).months
    last = [each for each in months if each.role == "activist"][-1]
    assert (last.is_whole, last.authors.value, last.share.value) == (False, 15, 15 / 40)


def planted(chance: np.random.Generator, authors: int) -> Iterator[tuple[int, TravelDay]]:
    """Supporters who speak every day until they act or leave; who has acted speaks on until they leave."""
    for _ in range(authors):
        id, began = int(chance.integers(2**63)), int(chance.integers(ARRIVALS))
        is_themed, has_acted = chance.random() < THEMED, False
        noise = chance.random() < 0.4
        marks = (*(("theme:noise",) if noise else ()), *(("theme:x",) if is_themed else ()))
        act = ACT * LIFT if is_themed else ACT
        for day in range(began, DAYS):
            luck = chance.random() if day > began else 0.5
            if luck > 1 - LEAVE:
                break
            acts = luck < act and not has_acted
            has_acted |= acts
            yield id, a_day(FIRST_DAY + day, stage=3 * acts, support=True, marks=marks)


def acted_within(days: int) -> float:
    """The share that has acted within so many days of coming: each day act, leave or go on."""
    return sum(
        share * act / (act + LEAVE) * (1 - (1 - act - LEAVE) ** days)
        for share, act in ((THEMED, ACT * LIFT), (1 - THEMED, ACT))
    )


def week_chance(act: float) -> float:
    """That who is there when a week begins acts in it."""
    return act / (act + LEAVE) * (1 - (1 - act - LEAVE) ** 7)


def month_chance(first: int = 60, days: int = 30) -> float:
    """That somebody who comes on any of the days of arrival acts between day `first` and `first + days`."""
    total = 0.0
    for began in range(ARRIVALS):
        later, sooner = (max(0, at - began - 1) for at in (first + days, first))
        total += acted_within(later) - acted_within(sooner)
    return total / ARRIVALS
