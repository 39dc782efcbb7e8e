"""Standings and flows: where authors stand week by week, and how many went from one to another."""

from collections import defaultdict

import numpy as np
from msgspec.structs import replace

from models.movement import MovementSample, TravelDay
from pipelines.journeys.roles import ACTIVIST, NONCONFORMIST, SLACKTIVIST
from pipelines.movement import add_observations, new_sample
from pipelines.movement.flows import measure_flow
from pipelines.movement.grid import make_grid
from pipelines.movement.standings import ABSENT, LAPSED, list_day_roles, list_week_standings
from tests.unit.pipelines.movement.planted import EVERYBODY, a_day

MONDAY = 20_003
AGAINST = TravelDay(MONDAY, True, 0, False, True, True, (), ())


def crowd(days: list[TravelDay], authors: int = 20, first: int = 0) -> list[tuple[int, TravelDay]]:
    """So many authors who all spend these days."""
    return [(first + id, day) for id in range(authors) for day in days]


def standings(sample: MovementSample) -> list[str]:
    grid = make_grid(sample)
    assert grid is not None
    found: list[str] = list_week_standings(grid, list_day_roles(grid))[0].tolist()
    return found


def test_who_supports_then_acts_then_falls_silent() -> None:
    days = [
        AGAINST,
        a_day(MONDAY + 8, support=True),
        a_day(MONDAY + 15, stage=3, support=True),
        a_day(MONDAY + 22),  # shows nothing of it
    ]
    others = crowd([a_day(MONDAY + 7 * week) for week in range(10)], first=100)
    sample = add_observations(new_sample(), [*crowd(days, 1), *others], EVERYBODY)
    weeks = [NONCONFORMIST, SLACKTIVIST, ACTIVIST, ACTIVIST, ACTIVIST, ACTIVIST, ACTIVIST, LAPSED, LAPSED, LAPSED]
    assert standings(sample) == weeks


def test_who_acts_against_it_is_no_activist() -> None:
    against = TravelDay(MONDAY, True, 3, False, True, True, (), ())
    assert standings(add_observations(new_sample(), crowd([against]), EVERYBODY)) == [NONCONFORMIST]


def test_bands_leave_and_enter_nodes_of_their_size_and_small_groups_are_left_out() -> None:
    turning = [AGAINST, a_day(MONDAY + 8, support=True), a_day(MONDAY + 16, stage=3, support=True)]
    many, few = crowd(turning, 30), crowd([AGAINST, a_day(MONDAY + 16, support=True)], 9, first=500)
    still = crowd([AGAINST, replace(AGAINST, number=MONDAY + 16)], 12, first=600)
    grid = make_grid(add_observations(new_sample(), [*many, *few, *still], EVERYBODY))
    assert grid is not None
    columns, links = measure_flow(grid, list_day_roles(grid))
    assert [each.authors[ACTIVIST] for each in columns] == [0, 0, 30]
    assert [each.authors[SLACKTIVIST] for each in columns] == [0, 30, None]
    assert {(each.column, each.source, each.target) for each in links} == {
        (0, NONCONFORMIST, SLACKTIVIST),
        (0, NONCONFORMIST, NONCONFORMIST),
        (1, SLACKTIVIST, ACTIVIST),
    }
    entering = defaultdict[tuple[int, str], float](float)
    for each in links:
        entering[each.column + 1, each.target] += each.authors
    assert all(count <= (columns[number].authors[name] or 0) for (number, name), count in entering.items())


def test_no_sum_tells_a_small_group_of_those_who_went_from_one_standing_to_another() -> None:
    """Of 60 who were against, 3 came to support: of those alone who stayed, the rest could be reckoned."""
    stayed, turned = (replace(AGAINST, number=MONDAY + 8), a_day(MONDAY + 8, support=True))
    crowds = [crowd([AGAINST, stayed], 57), crowd([AGAINST, turned], 3, first=100)]
    acting = crowd([a_day(MONDAY, support=True), a_day(MONDAY + 8, support=True)], 30, first=200)
    grid = make_grid(add_observations(new_sample(), [*crowds[0], *crowds[1], *acting], EVERYBODY))
    assert grid is not None
    columns, links = measure_flow(grid, list_day_roles(grid))
    assert columns[0].authors[NONCONFORMIST] == 60
    assert links == ()  # 57 who stayed would tell the 3, and 30 who supported before would, too


def test_who_has_not_come_yet_is_absent() -> None:
    late = crowd([a_day(MONDAY + 7, support=True)], first=0)
    early = crowd([a_day(MONDAY), a_day(MONDAY + 7)], first=100)
    grid = make_grid(add_observations(new_sample(), [*late, *early], EVERYBODY))
    assert grid is not None
    found = list_week_standings(grid, list_day_roles(grid))
    assert (found[:20, 0] == ABSENT).all()
    assert np.isin(found[:, 1], ABSENT).sum() == 0
