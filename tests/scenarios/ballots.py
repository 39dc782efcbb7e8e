"""Ballots: the votes of a simulated audience, straight from its arrays: what `pipelines.journeys` would let vote.

The full path (posts, tags, journeys, flow) is slow by the hundred runs; a test holds this short cut to it.
"""

from dataclasses import dataclass

import numpy as np

from listener.simulator.authors import Bools, Ints
from listener.simulator.simulate import Heard
from listener.simulator.tracks import Floats
from models.policy import Policy
from models.posts import DAY_MS, HOUR_MS
from models.votes import Vote

FAR = 100_000.0  # days: apart enough that authors' times never mix in one sorted key


@dataclass(frozen=True)
class Ballots:
    """Votes by hour, and how many authors may vote at each hour's end."""

    hours: list[list[Vote]]
    eligible: list[int]
    authors: list[int]


@dataclass(frozen=True)
class _Posts:
    """Posts of the panel's authors sorted by author and time, author numbered from 0."""

    author: Ints
    day: Floats
    row: Ints  # of the audience's stream


def ballots(heard: Heard, days: int, policy: Policy) -> Ballots:
    """All votes of an audience over so many days."""
    posts = _panel(heard, policy)
    first, eligible = _eligibility(posts, policy)
    cast = _cast(posts, heard.voices.copied, eligible, policy)
    hours: list[list[Vote]] = [[] for _ in range(24 * days)]
    for vote in _votes(heard, posts, cast, first, policy):
        hours[vote.at // HOUR_MS].append(vote)
    ends = (np.arange(24 * days) + 1) / 24.0
    by_hour = np.searchsorted(np.sort(eligible[np.isfinite(eligible)]), ends).tolist()
    return Ballots(hours, by_hour, np.searchsorted(np.sort(first), ends).tolist())


def _panel(heard: Heard, policy: Policy) -> _Posts:
    """Posts of the authors seen on two days, of those the `panel_size` of lowest hash."""
    order = np.lexsort((heard.posts.day, heard.posts.author))
    author, day = heard.posts.author[order], heard.posts.day[order]
    known, number = np.unique(author, return_inverse=True)
    seen = np.unique(np.stack([number, np.floor(day).astype(np.int64)]), axis=1)
    back = np.flatnonzero(np.bincount(seen[0], minlength=known.size) >= policy.min_days)
    chosen = back[np.argsort(heard.crowd.hash[known[back]])[: policy.panel_size]]
    place = np.full(known.size, -1)
    place[np.sort(chosen)] = np.arange(chosen.size)
    kept = place[number] >= 0
    return _Posts(place[number[kept]], day[kept], order[kept])


def _eligibility(posts: _Posts, policy: Policy) -> tuple[Floats, Floats]:
    """When each author was first seen, and from when they may vote (days)."""
    count = int(posts.author.max(initial=-1)) + 1
    starts = np.searchsorted(posts.author, np.arange(count))
    first = posts.day[starts]
    later = np.where(np.floor(posts.day) > np.floor(first[posts.author]), posts.day, np.inf)
    second = np.minimum.reduceat(later, starts) if count else np.zeros(0)
    return first, np.maximum(second, first + policy.min_age_hours / 24.0)


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
        at = key[next_one] + policy.vote_every_hours / 24.0
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def _active_days(posts: _Posts, at: Ints, horizon: int) -> Ints:
    """Distinct days on which the author of each of these posts posted, of the `horizon` up to it."""
    days = np.floor(posts.day).astype(np.int64)
    key = np.unique(posts.author * 1000 + days)
    now = posts.author[at] * 1000 + days[at]
    since = posts.author[at] * 1000 + np.maximum(days[at] - horizon + 1, 0)
    found: Ints = np.searchsorted(key, now, side="right") - np.searchsorted(key, since, side="left")
    return found


def _votes(heard: Heard, posts: _Posts, cast: Ints, first: Floats, policy: Policy) -> list[Vote]:
    active = _active_days(posts, cast, policy.activity_days).tolist()
    recent = _active_days(posts, cast, 7).tolist()
    row, who = posts.row[cast], posts.author[cast]
    at = (posts.day[cast] * DAY_MS).astype(np.int64).tolist()
    age = (posts.day[cast] - first[who]).tolist()
    names = [channel.name for channel in heard.audience.channels]
    channel = [names[index] for index in heard.crowd.channel[heard.posts.author[row]].tolist()]
    tagged, stance = heard.voices.tagged[row].tolist(), heard.voices.stance[row].tolist()
    parts = zip(who.tolist(), at, tagged, stance, active, channel, age, recent, strict=True)
    return [
        Vote(a, t, g, s, 1.0 / d, c, o >= policy.established_days, d, o, recent_days=r)
        for a, t, g, s, d, c, o, r in parts
    ]
