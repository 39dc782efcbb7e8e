"""People: an audience made another way than in `listener.simulator`, straight to its votes.

There, each author has a fixed threshold. Here a normal score, of which a part is the person's own and a part the
day's, is held against the share of the day; attention comes by gamma-distributed rates, days have a log-normal
volume, and moods last for some days (AR(1)).
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from listener.simulator.arrays import Bools, Floats, Ints
from models.posts import DAY_MS, HOUR_MS, Millis
from models.votes import UNKNOWN_STANCE, Vote
from tests.scenarios.apart.families import Family

STARTS: Millis = 20_000 * DAY_MS
_HOURS = np.array([1, 1, 1, 1, 1, 2, 4, 6, 7, 7, 7, 7, 8, 7, 6, 6, 6, 7, 8, 9, 9, 7, 4, 2], dtype=np.float64)
_HISTORY = 28  # days, of which a vote counts the active ones


@dataclass(frozen=True)
class Said:
    """The truth behind a vote: rank of the stage, and side (-1, 0, 1)."""

    rank: int
    side: int


@dataclass(frozen=True)
class People:
    """Votes by hour, what is true of each, and how many authors may vote on each day."""

    hours: list[list[Vote]]
    said: dict[int, Said]  # by `post_of`
    eligible: list[int]  # by day
    shares: list[float]  # the true share of each day, its mood with it


def post_of(vote: Vote) -> int:
    """The number of the post that cast a vote."""
    return vote.author * 1_000 + (vote.at - STARTS) // DAY_MS


def meet(family: Family, seed: int) -> People:
    """One audience of a family."""
    rng = np.random.default_rng([seed, *family.name.encode()])
    moods = _moods(family, rng)
    shares = [[_shift(share, mood) for share in family.shares_on(day)] for day, mood in enumerate(moods.tolist())]
    active = _active(family, rng, moods)
    scores = _scores(family, rng)
    hours: list[list[Vote]] = [[] for _ in range(24 * family.days)]
    people = People(hours, {}, _eligible(active), [each[0] for each in shares])
    so_far = np.cumsum(np.pad(active, ((0, 0), (1, 0))), axis=1, dtype=np.int64)
    first = np.where(active.any(axis=1), active.argmax(axis=1), family.days)
    sides = rng.choice((1, -1, 0), size=family.authors, p=family.sides)
    for day in range(family.days):
        able = np.flatnonzero(active[:, day] & (so_far[:, day] > 0) & (day - first >= 2))
        times = _times(able.size, rng)
        ranks = (scores[able, day][:, None] < np.array(shares[day])).sum(axis=1)
        tags, stances = _tag(family, day, ranks, rng), _see(family, sides[able], rng)
        month, week = _within(so_far, able, day, _HISTORY), _within(so_far, able, day, 7)
        for i, author in enumerate(able.tolist()):
            at = STARTS + day * DAY_MS + int(times[i])
            channel = family.channels[author % len(family.channels)]
            age = float(day - first[author])
            number = int(month[i])
            vote = Vote(
                author, at, int(tags[i]), int(stances[i]), 1.0 / number, channel, number, age, int(week[i]),
            )  # fmt: skip
            hours[(at - STARTS) // HOUR_MS].append(vote)
            people.said[post_of(vote)] = Said(int(ranks[i]), int(sides[author]))
    return people


def _moods(family: Family, rng: np.random.Generator) -> Floats:
    """Log-odds of each day, that all share: an AR(1) process of the family's deviation."""
    moods, kept = np.zeros(family.days), family.mood_lasting
    state = rng.normal(0.0, family.moods)
    for day in range(family.days):
        moods[day] = state
        state = kept * state + rng.normal(0.0, family.moods * (1.0 - kept * kept) ** 0.5)
    return moods


def _shift(share: float, mood: float) -> float:
    odds = share / (1.0 - share) * np.exp(mood)
    return float(odds / (1.0 + odds))


def _active(family: Family, rng: np.random.Generator, moods: Floats) -> Bools:
    """Who posts on which day: shape (authors, days). Volume may go with the mood (`volume_follows`)."""
    rates = rng.gamma(1.5, family.pace / 1.5, size=family.authors)
    volume = np.exp(rng.normal(0.0, family.volume, size=family.days) + family.volume_follows * moods)
    volume *= np.array([family.volume_on(day) for day in range(family.days)])
    chance = 1.0 - np.exp(-np.outer(rates, volume))
    found: Bools = rng.random(chance.shape) < chance
    return found


def _scores(family: Family, rng: np.random.Generator) -> Floats:
    """Uniform scores (authors, days): a share `own` of their normal variance is the person's."""
    own = rng.standard_normal((family.authors, 1))
    mixed = family.own**0.5 * own + (1.0 - family.own) ** 0.5 * rng.standard_normal((family.authors, family.days))
    found: Floats = np.vectorize(NormalDist().cdf)(mixed)
    return found


def _eligible(active: Bools) -> list[int]:
    """How many may vote by each day's end: seen on two days, two days apart from the first."""
    seen = np.cumsum(active, axis=1)
    first = np.where(active.any(axis=1), active.argmax(axis=1), active.shape[1])
    return [int(((seen[:, day] >= 2) & (day - first >= 2)).sum()) for day in range(active.shape[1])]


def _times(number: int, rng: np.random.Generator) -> Ints:
    hours = rng.choice(24, size=number, p=_HOURS / _HOURS.sum())
    found: Ints = (hours * HOUR_MS + rng.integers(0, HOUR_MS, size=number)).astype(np.int64)
    return found


def _tag(family: Family, day: int, ranks: Ints, rng: np.random.Generator) -> Ints:
    """Each rank as tagged: seen, or taken for the one below; or, by mistake, for the one above."""
    sees, errs = family.rates_on(day)
    down, up = rng.random(ranks.size) >= sees, rng.random(ranks.size) < errs
    found: Ints = np.where((ranks > 0) & down, ranks - 1, np.where((ranks == 0) & up, 1, ranks))
    return found


def _see(family: Family, sides: Ints, rng: np.random.Generator) -> Ints:
    shown = rng.random(sides.size) < family.sides_seen
    found: Ints = np.where(shown, sides, UNKNOWN_STANCE)
    return found


def _within(so_far: Ints, who: Ints, day: int, days: int) -> Ints:
    """Active days of the last so many, today with them."""
    found: Ints = so_far[who, day + 1] - so_far[who, max(day + 1 - days, 0)]
    return found
