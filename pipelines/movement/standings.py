"""Standings: what each author had shown by each day and week.

A role is that of the panel (`journeys.roles`): activist, slacktivist, nonconformist, unknown. In a week it is the
most that the author did in it; who is silent keeps it, and has lapsed after four weeks. Falling back is no end, lapse
is, and who lapsed may come back.
"""

import numpy as np
from numpy.typing import NDArray

from models.movement import TravelDay
from models.tags import Stage
from pipelines.journeys.roles import ACTIVIST, NONCONFORMIST, SLACKTIVIST, UNDECLARED
from pipelines.movement.breadth import week_number
from pipelines.movement.grid import BoolGrid, JourneyGrid, first_columns

LAPSED, ABSENT = "lapsed", "absent"
LAPSE_DAYS = 28  # of silence: the activity horizon of a panel
ROLES = (UNDECLARED, NONCONFORMIST, SLACKTIVIST, ACTIVIST)  # by depth
STANDINGS = (ACTIVIST, SLACKTIVIST, NONCONFORMIST, UNDECLARED, LAPSED)  # as they are shown, from above
SILENT = -1

_ACTION = Stage.ACTION.rank
IntGrid = NDArray[np.int64]


def find_day_role(day: TravelDay) -> int:
    """The depth of the role that a day shows."""
    if day.stage >= _ACTION and not day.oppose:
        return ROLES.index(ACTIVIST)
    if day.support:
        return ROLES.index(SLACKTIVIST)
    return ROLES.index(NONCONFORMIST) if day.known else ROLES.index(UNDECLARED)


def list_day_roles(grid: JourneyGrid) -> IntGrid:
    """Of each author and day the depth of the role shown, or SILENT: (authors, days)."""
    roles = np.full(grid.spoke.shape, SILENT, dtype=np.int64)
    for row, column, day in grid.entries():
        roles[row, column] = find_day_role(day)
    return roles


def list_weeks(grid: JourneyGrid) -> list[tuple[int, int, int]]:
    """Each week from Monday on: its number, and the columns of its first day and of the one after its last."""
    numbers = np.array([week_number(grid.first + at) for at in range(grid.days)])
    weeks = range(int(numbers[0]), int(numbers[-1]) + 1)
    bounds = [int(np.searchsorted(numbers, week)) for week in (*weeks, weeks.stop)]
    return list(zip(weeks, bounds, bounds[1:], strict=False))


def list_week_standings(grid: JourneyGrid, roles: IntGrid) -> NDArray[np.str_]:
    """Of each author and week the standing: (authors, weeks)."""
    columns = known_days(grid.missing)
    held = np.full(len(roles), SILENT)
    found = []
    for _, start, end in list_weeks(grid):
        shown = roles[:, start:end].max(axis=1)
        last = np.where(grid.spoke[:, :end], columns[:end], -LAPSE_DAYS * 2).max(axis=1)
        is_back = shown >= 0
        # a week that shows nothing of it changes nothing
        held = np.where(is_back & ((shown > 0) | (held <= 0)), shown, held)
        names = np.array(ROLES)[np.maximum(held, 0)]
        names = np.where(columns[end - 1] - last >= LAPSE_DAYS, LAPSED, names)
        found.append(np.where(held == SILENT, ABSENT, names))
    return np.stack(found, axis=1)


def known_days(missing: BoolGrid) -> NDArray[np.int64]:
    """Of each column how many days up to it are known: those of which posts are missing are no silence."""
    return np.cumsum(~missing)


def find_lapses(spoke: BoolGrid, missing: BoolGrid) -> NDArray[np.int64]:
    """Of each author the column at which the first four weeks of silence ended; the number of days where none has."""
    days = spoke.shape[1]
    columns = known_days(missing)
    last = np.maximum.accumulate(np.where(spoke, columns, -1), axis=1)
    is_silent = (columns - last >= LAPSE_DAYS) & (last >= 0)
    ends: IntGrid = np.where(is_silent.any(axis=1), np.argmax(is_silent, axis=1), days)
    return ends


def find_first_reached(roles: IntGrid, depth: int) -> NDArray[np.int64]:
    """Of each author the column of the first day that shows the role, or one deeper; the number of days for never."""
    reached = roles >= depth
    return np.where(reached.any(axis=1), first_columns(reached), roles.shape[1])


def find_first_acts(grid: JourneyGrid) -> IntGrid:
    """Of each author the column of the first day that shows an act; the number of days for never."""
    return find_first_reached(list_day_roles(grid), ROLES.index(ACTIVIST))
