"""Sampling: which authors' posts a tagging partition passes on, so that what a campaign costs has a bound.

A partition drops a post only where no order of the rest, and no split of it over partitions, could have made the post
count in the panel (`pipelines.journeys.panel`). It passes on the posts of

    the lowest    authors: the `newcomer_pool` of lowest hash of those who spoke in the post's week, up to the post's
                  hour. The partition sees a part of them, so its bound is never below that of the whole
    the tracked   authors passed on before, who may be in the panel since, for as long as anybody is known

The second part must survive a restart: `take_tracked` has what is new in it, for the worker to keep, and `restore`
takes it back. All else a restart forgets, and then passes on more than it must. Every author's posts must come to one
partition: `posts` is keyed by author.
"""

from math import ceil
from statistics import median_low

from models.policy import Policy
from models.posts import HOUR_MS, WEEK_MS, Millis
from pipelines.journeys.panel import ANY_HASH, hash_of_rank

_WEEKS = 8  # of which a partition knows who spoke. One that it forgets keeps nobody out: stray clocks make weeks, too
_STALE = 8  # a bound is found anew once so-manieth part of the pool is new: until then it lets in more than it must


class Sampler:
    """Whom one partition passes on for one audience."""

    def __init__(self, policy: Policy) -> None:
        bounds = policy.eligibility
        self._pool, self._known_weeks = bounds.newcomer_pool, ceil(bounds.activity_days / 7)
        # An hour's posts may still come while those of the next day are here already, and no later.
        self._late_hours = ceil(policy.time.vote_lateness_hours) + 1
        self._speakers: dict[int, _WeekSpeakers] = {}  # by number of the week
        self._tracked: dict[int, int] = {}  # author -> week of the last post
        self._trimmed_size = self._pool
        self._bounds_before: dict[int, int] = {}  # by week; an old bound stays right, if not the lowest
        self._news: dict[int, int | None] = {}  # what of `_tracked` nobody has taken yet

    def offer(self, author: int, at: Millis) -> bool:
        """Whether a post of this author at event time `at` goes on."""
        week, last = at // WEEK_MS, self._tracked.get(author)
        passes = self._speakers_of(week).add(author, at // HOUR_MS)
        if last is not None and week - last <= self._known_weeks:
            if week > last:
                self._track(author, week)
            return True
        if passes and author <= self._bound_before(week):
            self._track(author, week)
        return passes

    def take_tracked(self) -> dict[int, int | None]:
        """Whose week changed since this was last asked: author -> week, None for who is tracked no more."""
        news, self._news = self._news, {}
        return news

    def restore(self, author: int, week: int) -> None:
        """Takes back what `take_tracked` gave before a restart."""
        self._tracked[author] = max(week, self._tracked.get(author, week))

    def of_policy(self, policy: Policy) -> "Sampler":
        """One of another policy, which tracks whom this one does."""
        after = Sampler(policy)
        after._tracked, after._news = dict(self._tracked), dict(self._news)
        return after

    def __len__(self) -> int:
        """How many authors are tracked."""
        return len(self._tracked)

    def _track(self, author: int, week: int) -> None:
        self._tracked[author] = self._news[author] = week
        if len(self._tracked) > 2 * self._trimmed_size:
            self._forget_absent()

    def _forget_absent(self) -> None:
        """Drops authors last seen before the week that the lower half of them allow: few have clocks ahead."""
        oldest = median_low(self._tracked.values()) - self._known_weeks
        self._news.update((author, None) for author, week in self._tracked.items() if week < oldest)
        self._tracked = {author: week for author, week in self._tracked.items() if week >= oldest}
        self._trimmed_size = max(self._pool, len(self._tracked))

    def _speakers_of(self, week: int) -> "_WeekSpeakers":
        if week not in self._speakers:
            if len(self._speakers) >= _WEEKS:
                del self._speakers[min(self._speakers)]
            self._speakers[week] = _WeekSpeakers(self._pool, self._late_hours)
            self._bounds_before = {week: self._find_bound_before(week)}
        return self._speakers[week]

    def _bound_before(self, week: int) -> int:
        """The hash above which nobody can enter the panel in that week: so many spoke in the weeks before it."""
        if week not in self._bounds_before:
            self._bounds_before[week] = self._find_bound_before(week)
        return self._bounds_before[week]

    def _find_bound_before(self, week: int) -> int:
        known = range(week - self._known_weeks, week)
        spoke = {each for number in known if number in self._speakers for each in self._speakers[number].lowest()}
        return hash_of_rank(self._pool, spoke)


class _WeekSpeakers:
    """Who spoke in one week, and from which hour on: those who are among the lowest `pool` hashes of some hour."""

    def __init__(self, pool: int, late_hours: int) -> None:
        self._pool, self._late_hours = pool, late_hours
        self._first_hours: dict[int, int] = {}  # author -> first hour with a post
        self._bounds: dict[int, tuple[int, int]] = {}  # hour -> its bound, and `_added` when that was found
        self._added, self._trimmed_size = 0, pool

    def add(self, author: int, hour: int) -> bool:
        """Whether the author is among the lowest `pool` of those who spoke up to that hour. If so, counts."""
        if author > self._bound(hour):
            return False
        if hour < self._first_hours.get(author, hour + 1):
            self._first_hours[author] = hour
            self._added += 1
            if len(self._first_hours) > 2 * self._trimmed_size:
                self._drop_needless()
        return True

    def lowest(self) -> list[int]:
        """The lowest `pool` hashes of the week."""
        return sorted(self._first_hours)[: self._pool]

    def _bound(self, hour: int) -> int:
        """The hash of rank `pool` up to that hour, or a higher one that was right a little before."""
        if len(self._first_hours) < self._pool:
            return ANY_HASH
        bound, found_at = self._bounds.get(hour, (ANY_HASH, -self._pool))
        if self._added - found_at >= self._pool / _STALE:
            bound = hash_of_rank(self._pool, (each for each, first in self._first_hours.items() if first <= hour))
            self._bounds[hour] = bound, self._added
        return bound

    def _drop_needless(self) -> None:
        """Drops who is above the bound of the first hour, or of the last for which no post will come in time."""
        settled = max(self._first_hours.values()) - self._late_hours
        self._bounds.clear()
        self._first_hours = {
            author: first for author, first in self._first_hours.items() if author <= self._bound(max(first, settled))
        }
        self._trimmed_size = max(self._pool, len(self._first_hours))


def renew_sampler(known: Sampler | None, before: Policy | None, policy: Policy) -> Sampler:
    """The sampler of an audience whose campaign has this policy now: the one that is known, where nothing changed."""
    if known is None:
        return Sampler(policy)
    return known if policy == before else known.of_policy(policy)
