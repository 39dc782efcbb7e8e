"""Quorum time: how far event time has come in posts that were received long after they were written.

In an archive everything was received at the end, so nothing but the other posts says that a date lies in the future.
An author's clock may be ahead by any amount: event time is what a quorum of the authors heard last have reached, so
stray clocks are outvoted, and the posts of those ahead wait for their hour.

Of the latest 64 posts, with A authors, 3 + A // 3 must have reached it: 24 of 64. Where one author in twenty is
ahead, fewer than one window in a million has so many of them (binomial). An honest stream is behind by the time in
which so many authors speak, and nothing is lost by that: posts wait the longer, and no window sees other posts.
"""

from collections import deque
from typing import Final

from models.posts import HOUR_MS, Millis

_POSTS: Final = 64  # that vote, the latest: few, so that authors who have gone are soon forgotten
_LEAST_AUTHORS: Final = 3  # fewer than in a whole window's posts tell nothing, as in a campaign's beginning
_TALLY_EVERY: Final = 32  # posts between two counts: the cost of one is shared
_DISORDER_MS: Final = HOUR_MS  # by which posts of one moment may come before and after each other
_STRAY_MS: Final = 6 * HOUR_MS  # ahead of the others, at least, to be a stray at the end: a quiet night is none
_NONE: Final = -1  # event time before anything is known


class QuorumTime:
    """What the posts of one stream say of event time. Bounded: the latest posts, and an hour each of those ahead."""

    def __init__(self) -> None:
        self._latest: deque[tuple[str, Millis]] = deque(maxlen=_POSTS)
        self._reached: Millis = _NONE
        self._ahead: dict[int, Millis] = {}  # hours after `_reached` -> the latest event time in each
        self._uncounted = 0
        self._had_quorum = False  # three authors were heard within 64 posts: one or two are not all there are

    def observe(self, author: str, at: Millis) -> Millis:
        """A post of the author is dated `at`. Returns `reached`."""
        self._latest.append((author, at))
        if at > self._reached and at > self._ahead.get(hour := at // HOUR_MS, _NONE):
            self._ahead[hour] = at
        self._uncounted += 1
        return self.count_votes() if self._uncounted == _TALLY_EVERY else self._reached

    @property
    def reached(self) -> Millis:
        """Event time that a quorum had reached when it was counted last; -1 where nobody knows. Never goes back."""
        return self._reached

    def count_votes(self) -> Millis:
        """Event time that a quorum has reached by now; -1 where nobody knows."""
        self._uncounted = 0
        times = self._times_of_authors()
        quorum = min(len(times), _LEAST_AUTHORS + len(times) // 3)
        self._had_quorum |= len(times) >= _LEAST_AUTHORS
        if len(times) >= _LEAST_AUTHORS or (len(self._latest) == _POSTS and not self._had_quorum):
            self._move(times[quorum - 1])
        return self._reached

    def end(self) -> Millis:
        """Event time at the end of the stream: the latest post's of all that are no strays; -1 without posts.

        As posts of one moment come in any order, it is looked for an hour beyond the latest posts, so that the end is
        the same whatever that order. Strays, at most one author in five here, are far beyond all others.
        """
        times = self._times_of_authors()
        if not times:
            return self._reached
        latest = max(self._reached, times[_count_strays(times)])
        self._move(max((at for at in self._ahead.values() if at <= latest + _DISORDER_MS), default=latest))
        return self._reached

    def _times_of_authors(self) -> list[Millis]:
        """How far each author of the latest posts has come, from the furthest."""
        furthest: dict[str, Millis] = {}
        for author, at in self._latest:
            if at > furthest.get(author, _NONE):
                furthest[author] = at
        return sorted(furthest.values(), reverse=True)

    def _move(self, at: Millis) -> None:
        if at > self._reached:
            self._reached = at
            self._ahead = {hour: latest for hour, latest in self._ahead.items() if latest > at}


def _count_strays(times: list[Millis]) -> int:
    """How many, of descending times, are far beyond the rest: more than the rest's faster half is apart, twice."""
    for count in range(len(times) // 5, 0, -1):
        spread = times[count] - times[(count + len(times)) // 2]
        if times[count - 1] - times[count] > max(_STRAY_MS, 2 * spread):
            return count
    return 0
