"""Rates: when authors post. Poisson around daily and weekly cycles; replies excite replies (Hawkes)."""

from dataclasses import dataclass

import numpy as np

from listener.simulator.authors import NONE, Bools, Crowd, Ints
from listener.simulator.scenario import Channel, Group, Scenario, SimulatedAudience
from listener.simulator.tracks import Floats, values
from models.errors import ScenarioError

REPLY_HOURS = 2.0  # mean time to a reply
MOST_POSTS = 20_000_000  # of one kind: what memory holds
GENERATIONS = 6  # of replies to replies: what is left after them is negligible below 0.9


@dataclass(frozen=True)
class Stream:
    """Posts of one audience in order of time, as parallel arrays."""

    author: Ints
    day: Floats  # when, in days from the start
    parent: Ints  # index of the post replied to, or NONE


def daily(hours: Floats) -> Floats:
    """How busy an hour of the day is: quiet at five, full at eight in the evening; 1 on average."""
    return 1.0 + 0.7 * np.sin((hours - 13.0) / 24.0 * 2.0 * np.pi) + 0.15 * np.sin((hours - 8.0) / 12.0 * 2.0 * np.pi)


def is_weekend(scenario: Scenario, day: Floats) -> Bools:
    """Whether these days are Saturdays or Sundays (UTC)."""
    return (scenario.starts.weekday() + np.floor(day)) % 7 >= 5


def profile(scenario: Scenario, channel: Channel, days: int, shift: float) -> Floats:
    """Relative volume of every hour on a channel: shape (24 * days,)."""
    at: Floats = (np.arange(24 * days, dtype=np.float64) + 0.5) / 24.0
    volume = values(scenario.volume, at, shift) * values(channel.volume, at, shift)
    return daily((at * 24.0) % 24.0) * np.where(is_weekend(scenario, at), scenario.weekend.volume, 1.0) * volume


def stream(
    scenario: Scenario, audience: SimulatedAudience, crowd: Crowd, days: int, shift: float, rng: np.random.Generator
) -> Stream:
    """All posts of an audience."""
    authors, times = _members(scenario, audience, crowd, days, shift, rng)
    for index, group in enumerate(audience.groups):
        if group.who != "members":
            authors, times = _silenced(group, index, crowd, authors, times, shift)
            more, when = _group(group, crowd, index, days, shift, rng)
            heard = _audible(audience, crowd, more, when, shift, rng)
            authors, times = np.append(authors, more[heard]), np.append(times, when[heard])
    return _with_replies(scenario, crowd, authors, times, days, rng)


def _members(
    scenario: Scenario, audience: SimulatedAudience, crowd: Crowd, days: int, shift: float, rng: np.random.Generator
) -> tuple[Ints, Floats]:
    """Posts of members on each channel: Poisson in number, by author as their rates, by hour as the profile."""
    authors, times = [], []
    thinned = 1.0 - scenario.replies  # replies come on top, to the same total
    for index, channel in enumerate(audience.channels):
        mine = np.flatnonzero(crowd.channel[: crowd.members] == index)
        volume = profile(scenario, channel, days, shift)
        expected = crowd.rate[mine].sum() * volume.sum() / 24.0 * thinned
        count = rng.poisson(affordable("volume", expected))
        if count:
            authors.append(mine[_drawn(crowd.rate[mine], count, rng)])
            times.append((_drawn(volume, count, rng) + rng.random(count)) / 24.0)
    empty = np.zeros(0, dtype=np.int64), np.zeros(0)
    return (np.concatenate(authors), np.concatenate(times)) if authors else empty


def affordable(field: str, expected: float) -> float:
    """The expected number of posts. Raises ScenarioError where memory would not hold them."""
    if expected > MOST_POSTS:
        raise ScenarioError(f"{field}: about {expected:,.0f} posts are to be expected, {MOST_POSTS:,} at most")
    return expected


def _drawn(weights: Floats, count: int, rng: np.random.Generator) -> Ints:
    """Indices drawn as their weights."""
    sums = np.cumsum(weights)
    drawn: Ints = np.searchsorted(sums, rng.random(count) * sums[-1], side="right").astype(np.int64)
    return np.minimum(drawn, weights.size - 1)


def _silenced(
    group: Group, index: int, crowd: Crowd, authors: Ints, times: Floats, shift: float
) -> tuple[Ints, Floats]:
    """Members whose accounts were bought fall silent when the buyer takes over."""
    kept = (crowd.group[authors] != index) | (times < group.wakes_day + shift)
    return authors[kept], times[kept]


def _group(
    group: Group, crowd: Crowd, index: int, days: int, shift: float, rng: np.random.Generator
) -> tuple[Ints, Floats]:
    """Posts of a group: a trickle until it wakes (outsiders only), then its pace."""
    who = crowd.of(index)
    comes = crowd.joins[who] + shift
    wakes = np.maximum(comes, group.wakes_day + shift)
    leaves = np.minimum(comes + group.stays_days, days) if group.stays_days else np.full(who.size, float(days))
    idle = group.idle_posts_per_day if group.who == "outside" else 0.0
    calm = _even(who, comes, np.minimum(wakes, leaves), idle, group, rng)
    awake = _even(who, wakes, leaves, group.posts_per_day, group, rng)
    return np.append(calm[0], awake[0]), np.append(calm[1], awake[1])


def _even(
    who: Ints, begin: Floats, end: Floats, rate: float, group: Group, rng: np.random.Generator
) -> tuple[Ints, Floats]:
    """Poisson posts between two days; people's fall into the hours of the day as people's do."""
    length = np.maximum(end - begin, 0.0)
    affordable(f"groups.{group.name}.posts_per_day", rate * length.sum())
    counts = rng.poisson(rate * length)
    authors = np.repeat(who, counts)
    times = np.repeat(begin, counts) + rng.random(authors.size) * np.repeat(length, counts)
    if group.even_hours:
        return authors, times
    hour = _drawn(daily(np.arange(24, dtype=np.float64) + 0.5), authors.size, rng)
    human = np.floor(times) + (hour + rng.random(authors.size)) / 24.0
    inside = (human >= np.repeat(begin, counts)) & (human < np.repeat(end, counts))
    return authors, np.where(inside, human, times)


def _audible(
    audience: SimulatedAudience, crowd: Crowd, authors: Ints, times: Floats, shift: float, rng: np.random.Generator
) -> Bools:
    """Which posts get through: an outage of the channel silences groups as well."""
    heard = np.ones(authors.size, dtype=np.bool_)
    for index, channel in enumerate(audience.channels):
        through = rng.random(authors.size) < values(channel.volume, times, shift)
        heard &= through | (crowd.channel[authors] != index)
    return heard


def _with_replies(
    scenario: Scenario, crowd: Crowd, authors: Ints, times: Floats, days: int, rng: np.random.Generator
) -> Stream:
    """Adds the offspring of every post, then of theirs, and sorts all by time."""
    parents = np.full(authors.size, NONE)
    fresh = np.arange(authors.size)
    pools = [
        np.flatnonzero(crowd.channel[: crowd.members] == c) for c in range(int(crowd.channel.max(initial=0)) + 1)
    ]
    for _ in range(GENERATIONS):
        origin = np.repeat(fresh, rng.poisson(scenario.replies, fresh.size))
        who, when = _offspring(crowd, pools, authors[origin], times[origin], rng)
        inside = when < days
        fresh = np.arange(authors.size, authors.size + int(inside.sum()))
        authors, times = np.append(authors, who[inside]), np.append(times, when[inside])
        parents = np.append(parents, origin[inside])
    return _sorted(authors, times, parents, days)


def _offspring(
    crowd: Crowd, pools: list[Ints], of: Ints, when: Floats, rng: np.random.Generator
) -> tuple[Ints, Floats]:
    who = of.copy()
    for channel, pool in enumerate(pools):
        mine = np.flatnonzero(crowd.channel[of] == channel)
        common = pool[crowd.group[pool] == NONE]
        if mine.size and common.size:
            who[mine] = common[_drawn(crowd.rate[common], mine.size, rng)]
    return who, when + rng.exponential(REPLY_HOURS / 24.0, of.size)


def _sorted(authors: Ints, times: Floats, parents: Ints, days: int) -> Stream:
    order = np.argsort(times, kind="stable")
    order = order[(times[order] >= 0) & (times[order] < days)]
    place = np.full(times.size, NONE)
    place[order] = np.arange(order.size)
    parent = np.where(parents[order] >= 0, place[np.maximum(parents[order], 0)], NONE)
    return Stream(authors[order], times[order], parent)
