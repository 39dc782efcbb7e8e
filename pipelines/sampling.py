"""Sampling: which authors' posts a tagging partition passes on, so that what a campaign costs has a bound.

Each partition keeps two pools of its own, `sampler_pools` times as large as the panel's, and passes on only authors
who have a place in them. Both keep the authors of lowest hash, as the panel does, so what the panel would take is
among what is passed on (a test holds it on simulated streams), and partitions need not coordinate.
"""

from heapq import nsmallest

from models.policy import Eligibility, Policy
from models.posts import DAY_MS, Millis


class Sampler:
    """The two pools of one partition and one audience: authors seen on one day, and authors who returned."""

    def __init__(self, policy: Policy) -> None:
        bounds = policy.eligibility
        self._newcomers = _Pool(bounds.sampler_pools * bounds.newcomer_pool, bounds)
        self._returned = _Pool(bounds.sampler_pools * bounds.panel_size, bounds)

    def offer(self, author: int, at: Millis) -> bool:
        """Gives the author of a post at event time `at` a place. Returns whether there was one: the post goes on.

        Who returns on another day moves to the other pool. Where that has no place, the author starts again as new.
        """
        day = at // DAY_MS
        if author in self._returned:
            self._returned.note_seen(author, day)
            return True
        if self._newcomers.was_seen_on_another_day(author, day):
            self._newcomers.drop(author)
            return self._returned.add(author, day)
        return self._newcomers.add(author, day)


class _Pool:
    """The lowest author hashes, at most `size`, of those seen within the activity horizon."""

    def __init__(self, size: int, bounds: Eligibility) -> None:
        self._size, self._days, self._trim_size = size, bounds.activity_days, bounds.panel_overgrowth * size
        self._last_seen: dict[int, int] = {}  # author -> number of the day
        self._highest: int | None = None  # highest hash that has a place; None: every hash has one
        self._trimmed_day = 0

    def __contains__(self, author: int) -> bool:
        return author in self._last_seen

    def was_seen_on_another_day(self, author: int, day: int) -> bool:
        return author in self._last_seen and self._last_seen[author] != day

    def note_seen(self, author: int, day: int) -> None:
        """The author, who has a place, was seen again."""
        self._last_seen[author] = max(day, self._last_seen[author])

    def drop(self, author: int) -> None:
        self._last_seen.pop(author, None)

    def add(self, author: int, day: int) -> bool:
        """Adds the author, unless the hash is too high; returns whether it was added."""
        if day > self._trimmed_day:
            self._trim(day)
        if self._highest is not None and author > self._highest:
            return False
        self._last_seen[author] = day
        if len(self._last_seen) > self._trim_size:
            self._trim(day)
        return True

    def _trim(self, day: int) -> None:
        """Drops authors not seen within the horizon, then those of the highest hashes.

        At least once a day, because those who are dropped make room for others.
        """
        oldest, self._trimmed_day, self._highest = day - self._days, day, None
        self._last_seen = {author: last for author, last in self._last_seen.items() if last >= oldest}
        if len(self._last_seen) >= self._size:
            kept = nsmallest(self._size, self._last_seen)
            self._highest = kept[-1]
            self._last_seen = {author: self._last_seen[author] for author in kept}
