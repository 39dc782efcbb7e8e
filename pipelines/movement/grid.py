"""Grid: a sample as arrays, authors by days, which all measures read.

One post, however dated, moves nothing: the days begin and end with those on which a few authors spoke, and a few
posts dated years back do not make the grid longer than two years.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from models.movement import MovementSample, TravelDay, Traveller
from models.policy import Policy

QUORUM = 3  # authors who speak on a day, for it to be the first or the last
MOST_DAYS = 731  # of a grid: the latest
_USUAL_LEAST = Policy().privacy.smallest_group
_EPOCH = date(1970, 1, 1)
_BESIDE = 3  # days with authors, on either side of a silence
_WEEK, _UNUSUAL = 7, 3.0  # days; times the usual silence: a longer one is a cut
_AROUND, _NEVER_SILENT = 14, 10.0  # days on either side; authors a day, whom chance does not silence: exp(-10)

BoolGrid = NDArray[np.bool_]
FloatGrid = NDArray[np.float64]


@dataclass(frozen=True)
class JourneyGrid:
    """Authors in the order of their ids; column 0 is the day of number `first`."""

    travellers: tuple[Traveller, ...]
    first: int
    spoke: BoolGrid  # (authors, days)
    share: float  # of all authors, those in the sample
    least: int  # sampled authors of whom something may be shown apart
    missing: BoolGrid  # (days,): of which posts are missing; what was heard on them is less than what was said

    @property
    def days(self) -> int:
        return int(self.spoke.shape[1])

    @property
    def last(self) -> int:
        """The number of the last day."""
        return self.first + self.days - 1

    def entries(self) -> list[tuple[int, int, TravelDay]]:
        """Each day on which an author spoke, as row, column, day."""
        return [
            (row, day.number - self.first, day)
            for row, each in enumerate(self.travellers)
            for day in each.days
            if day.spoke and self.first <= day.number <= self.last
        ]


def make_grid(sample: MovementSample, least: int = _USUAL_LEAST) -> JourneyGrid | None:
    """The grid of a sample; None where no day has a few authors."""
    travellers = tuple(sorted(sample.travellers.values(), key=lambda each: each.id))
    counts = Counter(day.number for each in travellers for day in each.days if day.spoke)
    busy = [number for number, count in counts.items() if count >= QUORUM]
    if not busy:
        return None
    last = max(busy)
    first = min(day for day in busy if day > last - MOST_DAYS)
    spoke = np.zeros((len(travellers), last - first + 1), dtype=np.bool_)
    for row, each in enumerate(travellers):
        columns = [day.number - first for day in each.days if day.spoke and first <= day.number <= last]
        spoke[row, columns] = True
    kept = np.flatnonzero(rows_with_any(spoke))
    silent = np.asarray([number in sample.missing for number in range(first, last + 1)], dtype=np.bool_)
    missing = silent | find_outages(spoke.sum(axis=0))
    return JourneyGrid(tuple(travellers[row] for row in kept), first, spoke[kept], sample.share, least, missing)


def find_outages(daily: NDArray[np.int64]) -> BoolGrid:
    """The days on which nobody was heard, where chance does not explain it: an outage of a source, and no silence.

    Of as many authors as spoke on the busy days around, none speaks once in 20,000 days.
    """
    spans = [daily[max(0, at - _AROUND) : at + _AROUND + 1] for at in range(len(daily))]
    usual = np.array([np.median(span[span > 0]) if span.any() else 0.0 for span in spans])
    busy = np.array([(span > 0).mean() > 0.5 for span in spans])
    return np.asarray((daily == 0) & busy & (usual >= _NEVER_SILENT) | _find_cuts(daily), dtype=np.bool_)


def _find_cuts(daily: NDArray[np.int64]) -> BoolGrid:
    """Silences that begin and end at once, however long: as many authors speak on the days before and after as chance
    never silences on the next. Who meet once a week are silent in between: those are silences as usual."""
    heard, cuts = np.flatnonzero(daily), np.zeros(len(daily), dtype=np.bool_)
    silences = np.diff(heard)
    usual = float(np.median(silences)) if len(silences) else 0.0
    for at in np.flatnonzero(silences > max(_WEEK, _UNUSUAL * usual)):
        before, after = heard[max(0, at - _BESIDE + 1) : at + 1], heard[at + 1 : at + 1 + _BESIDE]
        if min(np.median(daily[before]), np.median(daily[after])) >= _NEVER_SILENT:
            cuts[heard[at] + 1 : heard[at + 1]] = True
    return cuts


def date_of(number: int) -> date:
    """The day of that number since 1970."""
    return _EPOCH + timedelta(days=number)


def first_columns(spoke: BoolGrid) -> NDArray[np.intp]:
    """Of each author, the column of the first day."""
    columns: NDArray[np.intp] = np.argmax(spoke, axis=1)
    return columns


def rows_with_any(cells: BoolGrid) -> BoolGrid:
    """Of each row, whether anything in it holds."""
    return np.asarray(cells.any(axis=1))
