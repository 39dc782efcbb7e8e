"""Activity: likes and reposts. They follow the posts, cost nothing to make, and say nothing of readiness."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from listener.simulator.authors import Bools, Ints
from listener.simulator.rates import Stream, affordable
from listener.simulator.scenario import Scenario
from listener.simulator.tracks import Floats, values

MEAN_HOURS = 3.0  # from a post to a like of it
REPOSTS = 0.15  # of all activity


@dataclass(frozen=True)
class ActivityRates:
    """Likes and reposts, one row each."""

    of: Ints  # index of the post
    day: Floats
    author: NDArray[np.uint64]  # a name of its own: people who like and do not speak
    repost: Bools


def activity(scenario: Scenario, posts: Stream, days: int, shift: float, rng: np.random.Generator) -> ActivityRates:
    """Poisson numbers of likes and reposts for each post, as the scenario's `likes` at its time."""
    expected = values(scenario.likes, posts.day, shift)
    affordable("likes", float(expected.sum()))
    counts = rng.poisson(expected)
    of = np.repeat(np.arange(posts.day.size), counts)
    when = posts.day[of] + rng.exponential(MEAN_HOURS / 24.0, of.size)
    kept = when < days
    of, when = of[kept], when[kept]
    names = rng.integers(1, 2**63, of.size, dtype=np.uint64)
    return ActivityRates(of, when, names, rng.random(of.size) < REPOSTS)
