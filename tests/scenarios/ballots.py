"""Ballots: the votes of a simulated audience, straight from its arrays: what `pipelines.journeys` would let vote.

The full path (posts, tags, journeys, flow) is slow by the hundred runs; a test holds this short cut to it.
"""

from dataclasses import dataclass

import numpy as np

from listener.simulator.arrays import Bools, Floats, Ints
from listener.simulator.simulate import SimulatedAudience
from models.policy import Policy
from models.posts import DAY_MS, HOUR_MS, Millis
from models.votes import Vote
from pipelines.journeys.authors import RETURNED_DAYS

FAR = 100_000.0  # days: apart enough that authors' times never mix in one sorted key


@dataclass(frozen=True)
class Ballots:
    """Votes by hour, and how many authors may vote at each hour's end."""

    hours: list[list[Vote]]
    rows: list[list[int]]  # of the audience's stream, in the place of each vote
    eligible: list[int]
    authors: list[int]


@dataclass(frozen=True)
class _Posts:
    """Posts of the panel's authors sorted by author and time, author numbered from 0."""

    author: Ints
    day: Floats  # since the midnight (UTC) before the start
    row: Ints  # of the audience's stream


def ballots(heard: SimulatedAudience, starts: Millis, days: int, policy: Policy) -> Ballots:
    """All votes of an audience over so many days."""
    early = starts % DAY_MS / DAY_MS
    posts = _panel(heard, early, policy)
    first, eligible = _eligibility(posts, policy)
    cast = _cast(posts, heard.traits.copied, eligible, policy)
    hours: list[list[Vote]] = [[] for _ in range(24 * days)]
    rows: list[list[int]] = [[] for _ in range(24 * days)]
    votes = _votes(heard, starts - starts % DAY_MS, posts, cast, first, policy)
    for vote, row in zip(votes, posts.row[cast].tolist(), strict=True):
        hours[(vote.at - starts) // HOUR_MS].append(vote)
        rows[(vote.at - starts) // HOUR_MS].append(row)
    ends = (np.arange(24 * days) + 1) / 24.0 + early
    by_hour = np.searchsorted(np.sort(eligible[np.isfinite(eligible)]), ends).tolist()
    return Ballots(hours, rows, by_hour, np.searchsorted(np.sort(first), ends).tolist())


def _panel(heard: SimulatedAudience, early: float, policy: Policy) -> _Posts:
    """Posts of the authors seen on enough days, of those the `panel_size` of lowest hash."""
    author, day = heard.posts.author, heard.posts.day + early
    days_seen = _calendar(author, day).sum(axis=1)
    back = np.flatnonzero(days_seen >= RETURNED_DAYS)
    chosen = np.sort(back[np.argsort(heard.population.id[back])[: policy.eligibility.panel_size]])
    place = np.full(days_seen.size, -1)
    place[chosen] = np.arange(chosen.size)
    kept = np.flatnonzero(place[author] >= 0)
    order = kept[np.argsort(place[author[kept]], kind="stable")]  # the stream is in order of time already
    return _Posts(place[author[order]], day[order], order)


def _calendar(author: Ints, day: Floats) -> Bools:
    """Which author posted on which day: shape (authors, days)."""
    on = day.astype(np.int64)
    seen = np.zeros((int(author.max(initial=-1)) + 1, int(on.max(initial=-1)) + 1), dtype=np.bool_)
    seen[author, on] = True
    return seen


def _eligibility(posts: _Posts, policy: Policy) -> tuple[Floats, Floats]:
    """When each author was first seen, and from when they may vote (days)."""
    count = int(posts.author.max(initial=-1)) + 1
    starts = np.searchsorted(posts.author, np.arange(count))
    first = posts.day[starts]
    later = np.where(np.floor(posts.day) > np.floor(first[posts.author]), posts.day, np.inf)
    second = np.minimum.reduceat(later, starts) if count else np.zeros(0)
    return first, np.maximum(second, first + policy.eligibility.min_age_hours / 24.0)


def _cast(posts: _Posts, copied: Bools, eligible: Floats, policy: Policy) -> Ints:
    """Indices of the posts that vote: own words, by who may vote, `vote_every_hours` apart."""
    able = np.flatnonzero((posts.day >= eligible[posts.author]) & ~copied[posts.row])
    key = posts.author[able] * FAR + posts.day[able]
    at, found = np.arange(eligible.size) * FAR, []
    while at.size:
        next_one = np.searchsorted(key, at)
        same = next_one < key.size
        same[same] = np.floor(key[next_one[same]] / FAR) == np.floor(at[same] / FAR)
        next_one = next_one[same]
        found.append(able[next_one])
        at = key[next_one] + policy.eligibility.vote_every_hours / 24.0
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def _active_days(posts: _Posts, at: Ints, horizon: int) -> Ints:
    """Distinct days on which the author of each of these posts posted, of the `horizon` up to it."""
    calendar = _calendar(posts.author, posts.day)
    so_far = np.zeros((calendar.shape[0], calendar.shape[1] + 1), dtype=np.int64)
    np.cumsum(calendar, axis=1, out=so_far[:, 1:])
    who, now = posts.author[at], posts.day[at].astype(np.int64) + 1
    found: Ints = so_far[who, now] - so_far[who, np.maximum(now - horizon, 0)]
    return found


def _votes(
    heard: SimulatedAudience, midnight: Millis, posts: _Posts, cast: Ints, first: Floats, policy: Policy
) -> list[Vote]:
    active = _active_days(posts, cast, policy.eligibility.activity_days).tolist()
    recent = _active_days(posts, cast, 7).tolist()
    row, who = posts.row[cast], posts.author[cast]
    at = (midnight + (posts.day[cast] * DAY_MS).astype(np.int64)).tolist()
    age = (posts.day[cast] - first[who]).tolist()
    names = [channel.name for channel in heard.audience.channels]
    channel = [names[index] for index in heard.population.channel[heard.posts.author[row]].tolist()]
    tagged, stance = heard.traits.tagged[row].tolist(), heard.traits.stance[row].tolist()
    parts = zip(who.tolist(), at, tagged, stance, active, channel, age, recent, strict=True)
    return [Vote(a, t, g, s, 1.0 / d, c, d, o, recent_days=r) for a, t, g, s, d, c, o, r in parts]
