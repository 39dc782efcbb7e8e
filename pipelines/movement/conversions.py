"""Conversions: who reaches a role for the first time, how long that takes, and who lapses before."""

from collections.abc import Iterator

import numpy as np

from models.measured import Measured
from models.movement import JourneyConversion, MonthOfConversions, Progression
from pipelines.journeys.roles import ACTIVIST, NONCONFORMIST, SLACKTIVIST
from pipelines.movement.flows import measure_flow
from pipelines.movement.grid import JourneyGrid, date_of, first_columns
from pipelines.movement.intervals import measure_rate
from pipelines.movement.lifts import measure_lifts
from pipelines.movement.small_groups import is_small_group, measure_shown_share
from pipelines.movement.standings import ROLES, STANDINGS, find_first_reached, find_lapses, list_day_roles
from pipelines.movement.standings import IntGrid as _Roles
from pipelines.movement.survival import (
    CENSORED,
    COMPETING,
    OF_INTEREST,
    measure_incidence,
    measure_survival,
    tabulate_events,
)

_MONTH = 30  # days
_HORIZONS = (30, 90)  # days
_PATHS = ((NONCONFORMIST, SLACKTIVIST), (SLACKTIVIST, ACTIVIST), (NONCONFORMIST, ACTIVIST))


def measure_conversion(grid: JourneyGrid | None) -> JourneyConversion:
    """All that is told of who crosses from speaking to acting."""
    if grid is None:
        return JourneyConversion()
    roles = list_day_roles(grid)
    columns, links = measure_flow(grid, roles)
    return JourneyConversion(
        standings=STANDINGS,
        columns=columns,
        links=links,
        months=tuple(_list_months(grid, roles)),
        progressions=tuple(_measure_path(grid, roles, *path) for path in _PATHS),
        still_there=_measure_stay(grid),
        lifts=measure_lifts(grid, find_first_reached(roles, ROLES.index(ACTIVIST))),
    )


def _list_months(grid: JourneyGrid, roles: _Roles) -> Iterator[MonthOfConversions]:
    """Who reached a role on a later day than their first: who came with it has crossed nothing."""
    came = first_columns(grid.spoke)
    for role in (SLACKTIVIST, ACTIVIST):
        reached = find_first_reached(roles, ROLES.index(role))
        for start in range(0, grid.days, _MONTH):
            end = start + _MONTH
            could = (came < end) & (reached > came) & (reached >= start)
            did = int((could & (reached < min(end, grid.days))).sum())  # the number of days stands for never
            yield MonthOfConversions(
                date_of(grid.first + start),
                role,
                Measured() if is_small_group(did, grid.least) else measure_rate(did, grid.share),
                measure_shown_share(did, int(could.sum()), grid.least),
                end <= grid.days,
            )


def _measure_path(grid: JourneyGrid, roles: _Roles, source: str, target: str) -> Progression:
    """From the first day that shows the source, of those who had not shown the target by then."""
    depth = ROLES.index(target)
    begun, reached = _first_shown(roles, ROLES.index(source)), find_first_reached(roles, depth)
    some = np.flatnonzero((begun < grid.days) & (reached > begun))
    lapse = find_lapses(_spoke_since(grid, begun), grid.missing)[some]
    ended = np.minimum(np.minimum(reached[some], lapse), grid.days)
    ends = np.where(ended == grid.days, CENSORED, np.where(reached[some] <= lapse, OF_INTEREST, COMPETING))
    lengths = np.where(ended == grid.days, grid.days - 1, ended) - begun[some]
    if len(some) < grid.least or is_small_group(int((ends == OF_INTEREST).sum()), grid.least):
        return Progression(source, target, 0 if is_small_group(len(some), grid.least) else len(some), {}, {})
    swapped = np.where(ends == OF_INTEREST, COMPETING, np.where(ends == COMPETING, OF_INTEREST, ends))
    reach, leave = tabulate_events(lengths, ends), tabulate_events(lengths, swapped)
    horizons = [each for each in _HORIZONS if each < grid.days]
    return Progression(
        source,
        target,
        len(some),
        {str(each): measure_incidence(reach, each) for each in horizons},
        {str(each): measure_incidence(leave, each) for each in horizons},
        _measure_skipped(roles, some[ends == OF_INTEREST], reached, depth, grid.least)
        if source == NONCONFORMIST
        else Measured(),
    )


def _first_shown(roles: _Roles, depth: int) -> np.ndarray:
    """Of each author the first day that shows exactly this role; the number of days for never."""
    shown = roles == depth
    return np.where(shown.any(axis=1), first_columns(shown), roles.shape[1])


def _spoke_since(grid: JourneyGrid, begun: np.ndarray) -> np.ndarray:
    return grid.spoke & (np.arange(grid.days) >= begun[:, None])


def _measure_skipped(roles: _Roles, some: np.ndarray, reached: np.ndarray, depth: int, least: int) -> Measured:
    """Of those who reached a role, who had not shown the one below it before."""
    if depth - 1 <= ROLES.index(NONCONFORMIST):
        return Measured()
    between = _first_shown(roles, depth - 1)[some] < reached[some]
    return measure_shown_share(int((~between).sum()), len(some), least)


def _measure_stay(grid: JourneyGrid) -> dict[str, Measured]:
    """The share of authors who have not lapsed, by days since first seen."""
    came, lapse = first_columns(grid.spoke), find_lapses(grid.spoke, grid.missing)
    is_over = lapse < grid.days
    lengths = np.where(is_over, lapse, grid.days - 1) - came
    table = tabulate_events(lengths, np.where(is_over, OF_INTEREST, CENSORED))
    return {str(each): measure_survival(table, each) for each in _HORIZONS if each < grid.days}
