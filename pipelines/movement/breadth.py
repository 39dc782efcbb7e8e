"""Breadth: by week, how many authors there were, how many were new, and how many came back for the first time."""

from collections import Counter

import numpy as np

from models.movement import WeekFigures
from pipelines.movement.grid import JourneyGrid, date_of, first_columns, rows_with_any
from pipelines.movement.intervals import measure_count

_THURSDAY = 3  # 1 January 1970, from Monday


def week_number(day: int) -> int:
    """The number of the week, from Monday on, that a day lies in."""
    return (day + _THURSDAY) // 7


def first_day_of_week(week: int) -> int:
    """The number of its Monday."""
    return 7 * week - _THURSDAY


def measure_weeks(grid: JourneyGrid) -> tuple[WeekFigures, ...]:
    """The figures of each week that has a day of the grid."""
    first, last = week_number(grid.first), week_number(grid.last)
    authors = Counter(
        week for row in grid.spoke for week in {week_number(grid.first + int(at)) for at in np.flatnonzero(row)}
    )
    came = Counter(week_number(grid.first + int(at)) for at in first_columns(grid.spoke))
    returned = Counter(_weeks_of_return(grid))
    return tuple(
        WeekFigures(
            date_of(first_day_of_week(week)),
            *(measure_count(counts[week], grid.share) for counts in (authors, came, returned)),
        )
        for week in range(first, last + 1)
    )


def _weeks_of_return(grid: JourneyGrid) -> list[int]:
    """Of each author who came back, the week of the second day."""
    later = grid.spoke.copy()
    later[np.arange(len(later)), first_columns(later)] = False
    seconds = first_columns(later[rows_with_any(later)])
    return [week_number(grid.first + int(at)) for at in seconds]
