"""Planted: simulated audiences whose truth is known, as grids or samples."""

import numpy as np

from models.movement import MovementSample, TravelDay
from pipelines.movement.grid import BoolGrid, FloatGrid
from pipelines.movement.travellers import add_observations, new_sample

EVERYBODY = 1_000_000
FIRST_DAY = 20_000  # a Thursday


def a_day(number: int, *, stage: int = 0, support: bool = False, marks: tuple[str, ...] = ()) -> TravelDay:
    """A day on which somebody spoke."""
    return TravelDay(number, True, stage, support, False, support, marks, ((number, 0),))


def sample_of(spoke: BoolGrid, rng: np.random.Generator, most: int = EVERYBODY) -> MovementSample:
    """The sample of authors (rows) who spoke on some days (columns); their hashes are drawn."""
    ids = rng.integers(0, 2**63, len(spoke))
    days = [(int(ids[row]), a_day(FIRST_DAY + int(day))) for row, day in np.argwhere(spoke)]
    return add_observations(new_sample(), days, most)


def decaying(peak: float, half_life: float, days: int, begins: int = 35, level: float = 10.0) -> FloatGrid:
    """The expected number of daily authors: a level, and a burst that halves in so many days."""
    after = np.arange(days) - begins
    return level + np.where(after >= 0, peak * 0.5 ** (after / half_life), 0.0)


def renewing(expected: FloatGrid, returning: float, rng: np.random.Generator) -> BoolGrid:
    """Authors by days, so many a day as expected. Whoever speaks comes back once more with that probability, 14 to 30
    days later: 8 to 30 days after the end of whichever week it was."""
    spans = np.arange(14, 31)
    came, place = [], dict[int, list[int]]()  # authors who come back, by day
    days, authors = len(expected), 0
    for day in range(days):
        due = sum(returning * expected[day - span] / len(spans) for span in spans if span <= day)
        fresh = int(rng.poisson(max(0.0, expected[day] - due)))
        theirs = [*place.pop(day, ()), *range(authors, authors + fresh)]
        authors += fresh
        came += [(author, day) for author in theirs]
        for author in theirs:
            if rng.random() < returning:
                place.setdefault(day + int(rng.choice(spans)), []).append(author)
    spoke = np.zeros((authors, days), dtype=np.bool_)
    spoke[tuple(np.array(came).T)] = True
    return spoke
