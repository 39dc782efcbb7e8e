"""When authors post: Poisson around daily and weekly cycles; replies excite replies (a Hawkes process)."""

from dataclasses import dataclass

import numpy as np

from listener.simulator.arrays import Bools, Floats, Ints
from listener.simulator.audience.population import NONE, Population, Setup
from listener.simulator.scenario_file.scenario import AudienceSpec, ChannelSpec, GroupSpec, Scenario
from listener.simulator.scenario_file.tracks import values_at
from models.errors import ScenarioError

_REPLY_HOURS = 2.0  # mean time to a reply
_MOST_POSTS = 20_000_000  # of one kind: what memory holds
_GENERATIONS = 6  # of replies to replies: what is left after them is negligible below 0.9

_Posts = tuple[Ints, Floats]  # authors and times of posts, in days; unsorted


@dataclass(frozen=True)
class Timeline:
    """Posts of one audience in order of time, as parallel arrays."""

    author: Ints
    day: Floats  # when, in days from the start
    parent: Ints  # index of the post replied to, or NONE


def diurnal_volume(hours: Floats) -> Floats:
    """How busy an hour of the day is: quiet at five, full at eight in the evening; 1 on average."""
    return 1.0 + 0.7 * np.sin((hours - 13.0) / 24.0 * 2.0 * np.pi) + 0.15 * np.sin((hours - 8.0) / 12.0 * 2.0 * np.pi)


def is_weekend(scenario: Scenario, day: Floats) -> Bools:
    """Whether these days are Saturdays or Sundays (UTC)."""
    return (scenario.starts.weekday() + np.floor(day)) % 7 >= 5


def hourly_volume(scenario: Scenario, channel: ChannelSpec, days: int, shift: float) -> Floats:
    """Relative volume of every hour on a channel: shape (24 * days,)."""
    at: Floats = (np.arange(24 * days, dtype=np.float64) + 0.5) / 24.0
    volume = values_at(scenario.volume, at, shift) * values_at(channel.volume, at, shift)
    weekend = np.where(is_weekend(scenario, at), scenario.weekend.volume, 1.0)
    return diurnal_volume((at * 24.0) % 24.0) * weekend * volume


def draw_timeline(setup: Setup, rng: np.random.Generator) -> Timeline:
    """All posts of an audience."""
    audience, population = setup.audience, setup.population
    authors, times = _draw_member_posts(setup, rng)
    for index, group in enumerate(audience.groups):
        if group.who != "members":
            authors, times = _drop_bought_accounts(group, index, population, authors, times, setup.shift)
            more, when = _draw_group_posts(group, index, setup, rng)
            delivered = _draw_delivered(audience, population, more, when, setup.shift, rng)
            authors, times = np.append(authors, more[delivered]), np.append(times, when[delivered])
    return _add_replies(setup, authors, times, rng)


def _draw_member_posts(setup: Setup, rng: np.random.Generator) -> _Posts:
    """Posts of members on each channel: Poisson in number, by author as their rates, by hour as the volume."""
    authors, times = [], []
    population, thinned = setup.population, 1.0 - setup.scenario.replies  # replies come on top, to the same total
    for index, channel in enumerate(setup.audience.channels):
        mine = np.flatnonzero(population.channel[: population.members] == index)
        volume = hourly_volume(setup.scenario, channel, setup.days, setup.shift)
        expected = population.rate[mine].sum() * volume.sum() / 24.0 * thinned
        count = rng.poisson(check_affordable("volume", expected))
        if count:
            authors.append(mine[_draw_indices(population.rate[mine], count, rng)])
            times.append((_draw_indices(volume, count, rng) + rng.random(count)) / 24.0)
    empty = np.zeros(0, dtype=np.int64), np.zeros(0)
    return (np.concatenate(authors), np.concatenate(times)) if authors else empty


def check_affordable(field: str, expected: float) -> float:
    """The expected number of posts. Raises ScenarioError where memory would not hold them."""
    if expected > _MOST_POSTS:
        raise ScenarioError(f"{field}: about {expected:,.0f} posts are to be expected, {_MOST_POSTS:,} at most")
    return expected


def _draw_indices(weights: Floats, count: int, rng: np.random.Generator) -> Ints:
    """Indices drawn in proportion to their weights."""
    sums = np.cumsum(weights)
    indices: Ints = np.searchsorted(sums, rng.random(count) * sums[-1], side="right").astype(np.int64)
    return np.minimum(indices, weights.size - 1)


def _drop_bought_accounts(
    group: GroupSpec, index: int, population: Population, authors: Ints, times: Floats, shift: float
) -> _Posts:
    """Members whose accounts were bought fall silent when the buyer takes over."""
    kept = (population.group[authors] != index) | (times < group.wakes_day + shift)
    return authors[kept], times[kept]


def _draw_group_posts(group: GroupSpec, index: int, setup: Setup, rng: np.random.Generator) -> _Posts:
    """Posts of a group: a trickle until it wakes (outsiders only), then at its own rate."""
    who, days = setup.population.authors_in(index), setup.days
    comes = setup.population.joins[who] + setup.shift
    wakes = np.maximum(comes, group.wakes_day + setup.shift)
    leaves = np.minimum(comes + group.stays_days, days) if group.stays_days else np.full(who.size, float(days))
    idle = group.idle_posts_per_day if group.who == "outside" else 0.0
    calm = _draw_posts_between(who, comes, np.minimum(wakes, leaves), idle, group, rng)
    awake = _draw_posts_between(who, wakes, leaves, group.posts_per_day, group, rng)
    return np.append(calm[0], awake[0]), np.append(calm[1], awake[1])


def _draw_posts_between(
    who: Ints, begin: Floats, end: Floats, rate: float, group: GroupSpec, rng: np.random.Generator
) -> _Posts:
    """Poisson posts between two days; people's fall into the hours of the day as people's do."""
    length = np.maximum(end - begin, 0.0)
    check_affordable(f"groups.{group.name}.posts_per_day", rate * length.sum())
    counts = rng.poisson(rate * length)
    authors = np.repeat(who, counts)
    times = np.repeat(begin, counts) + rng.random(authors.size) * np.repeat(length, counts)
    if group.even_hours:
        return authors, times
    hour = _draw_indices(diurnal_volume(np.arange(24, dtype=np.float64) + 0.5), authors.size, rng)
    human = np.floor(times) + (hour + rng.random(authors.size)) / 24.0
    inside = (human >= np.repeat(begin, counts)) & (human < np.repeat(end, counts))
    return authors, np.where(inside, human, times)


def _draw_delivered(
    audience: AudienceSpec,
    population: Population,
    authors: Ints,
    times: Floats,
    shift: float,
    rng: np.random.Generator,
) -> Bools:
    """Which posts get through: an outage of the channel silences groups as well."""
    delivered = np.ones(authors.size, dtype=np.bool_)
    for index, channel in enumerate(audience.channels):
        through = rng.random(authors.size) < values_at(channel.volume, times, shift)
        delivered &= through | (population.channel[authors] != index)
    return delivered


def _add_replies(setup: Setup, authors: Ints, times: Floats, rng: np.random.Generator) -> Timeline:
    """Adds the replies to every post, then the replies to those, and sorts all by time."""
    population, channels = setup.population, int(setup.population.channel.max(initial=0)) + 1
    parents = np.full(authors.size, NONE)
    fresh = np.arange(authors.size)
    pools = [np.flatnonzero(population.channel[: population.members] == channel) for channel in range(channels)]
    for _ in range(_GENERATIONS):
        origin = np.repeat(fresh, rng.poisson(setup.scenario.replies, fresh.size))
        who, when = _draw_replies(population, pools, authors[origin], times[origin], rng)
        inside = when < setup.days
        fresh = np.arange(authors.size, authors.size + int(inside.sum()))
        authors, times = np.append(authors, who[inside]), np.append(times, when[inside])
        parents = np.append(parents, origin[inside])
    return _sort_by_time(authors, times, parents, setup.days)


def _draw_replies(
    population: Population, pools: list[Ints], parents: Ints, when: Floats, rng: np.random.Generator
) -> _Posts:
    """A reply to each of these posts, by a common member of its channel, an exponential time later."""
    who = parents.copy()
    for channel, pool in enumerate(pools):
        mine = np.flatnonzero(population.channel[parents] == channel)
        common = pool[population.group[pool] == NONE]
        if mine.size and common.size:
            who[mine] = common[_draw_indices(population.rate[common], mine.size, rng)]
    return who, when + rng.exponential(_REPLY_HOURS / 24.0, parents.size)


def _sort_by_time(authors: Ints, times: Floats, parents: Ints, days: int) -> Timeline:
    order = np.argsort(times, kind="stable")
    order = order[(times[order] >= 0) & (times[order] < days)]
    place = np.full(times.size, NONE)
    place[order] = np.arange(order.size)
    parent = np.where(parents[order] >= 0, place[np.maximum(parents[order], 0)], NONE)
    return Timeline(authors[order], times[order], parent)
