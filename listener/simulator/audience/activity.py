"""Likes and reposts: they follow the posts, cost nothing to make, and say nothing of readiness."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from listener.simulator.arrays import Bools, Floats, Ints
from listener.simulator.audience.population import Setup
from listener.simulator.audience.timeline import Timeline, check_affordable
from listener.simulator.scenario_file.tracks import values_at

_MEAN_HOURS = 3.0  # from a post to a like of it
_REPOST_SHARE = 0.15  # of all activity


@dataclass(frozen=True)
class SimulatedActivity:
    """Likes and reposts, one row each."""

    post: Ints  # index of the post
    day: Floats
    author: NDArray[np.uint64]  # a name of its own: people who like and do not speak
    is_repost: Bools


def draw_activity(setup: Setup, posts: Timeline, rng: np.random.Generator) -> SimulatedActivity:
    """Poisson numbers of likes and reposts for each post, as the scenario's `likes` at its time."""
    expected = values_at(setup.scenario.likes, posts.day, setup.shift)
    check_affordable("likes", float(expected.sum()))
    counts = rng.poisson(expected)
    post = np.repeat(np.arange(posts.day.size), counts)
    when = posts.day[post] + rng.exponential(_MEAN_HOURS / 24.0, post.size)
    kept = when < setup.days
    post, when = post[kept], when[kept]
    names = rng.integers(1, 2**63, post.size, dtype=np.uint64)
    return SimulatedActivity(post, when, names, rng.random(post.size) < _REPOST_SHARE)
