"""Sampling: which authors' posts a tagging partition passes on, so that a hot campaign costs no more than a warm one.

Each partition keeps its own two pools, twice as large as the panel's, and passes on only authors who would fit: what
the panel would take is among them (the test holds it on simulated streams), and nobody needs to coordinate.
"""

from heapq import nsmallest

from models.policy import Eligibility, Policy
from models.posts import DAY_MS, Millis


class Sampler:
    """The pools of one partition and one campaign|audience: author hashes with the days they were seen on."""

    def __init__(self, policy: Policy) -> None:
        bounds = policy.eligibility
        self._newcomers = _Pool(bounds.sampler_pools * bounds.newcomer_pool, bounds)
        self._returned = _Pool(bounds.sampler_pools * bounds.panel_size, bounds)

    def offer(self, author: int, at: Millis) -> bool:
        """Whether a post of this author at event time `at` goes on; remembers the author if so."""
        day = at // DAY_MS
        if self._returned.knows(author, day):
            return True
        if self._newcomers.was_seen_before(author, day):
            self._newcomers.drop(author)
            return self._returned.takes(author, day)
        return self._newcomers.takes(author, day)


class _Pool:
    """Up to `size` hashes, the lowest, of authors seen within the activity horizon."""

    def __init__(self, size: int, bounds: Eligibility) -> None:
        self._size, self._days, self._most = size, bounds.activity_days, bounds.panel_overgrowth * size
        self._seen: dict[int, int] = {}
        self._bar: int | None = None  # the highest hash in, once full
        self._day = 0  # of the last trim

    def knows(self, author: int, day: int) -> bool:
        if author not in self._seen:
            return False
        self._seen[author] = max(day, self._seen[author])
        return True

    def was_seen_before(self, author: int, day: int) -> bool:
        return author in self._seen and self._seen[author] != day

    def drop(self, author: int) -> None:
        self._seen.pop(author, None)

    def takes(self, author: int, day: int) -> bool:
        if day > self._day:
            self._trim(day)
        if self._bar is not None and author > self._bar:
            return False
        self._seen[author] = day
        if len(self._seen) > self._most:
            self._trim(day)
        return True

    def _trim(self, day: int) -> None:
        """The idle leave, the lowest hashes stay. Once a day at least: those who left make room for others."""
        oldest, self._day, self._bar = day - self._days, day, None
        self._seen = {author: last for author, last in self._seen.items() if last >= oldest}
        if len(self._seen) >= self._size:
            kept = nsmallest(self._size, self._seen)
            self._bar = kept[-1]
            self._seen = {author: self._seen[author] for author in kept}
