"""Partition clock: how far event time has come in one partition of the stream, and when to report it.

What came in within a day of its date moves the clock by itself, and no further than to when it was received: that is
the broker's time. What is older, or says that it is a replay, has no such bound, and moves it by quorum
(`quorum_time`). A source's mark moves it to where the source says that it is.
"""

from collections.abc import Iterable

from models.marks import Mark, Progress
from models.posts import DAY_MS, HOUR_MS, Millis, instant, millis
from pipelines.quorum_time import QuorumTime

_REPORT_EVERY_MS = HOUR_MS // 6  # event time between two reports: well below the hour that a window is
_LIVE_MS = DAY_MS  # between a post's date and its receipt, at most, for the receipt to say anything of the date

ProgressMarks = tuple[tuple[str, Progress], ...]  # each with its Kafka key


class PartitionClock:
    """The event time that one partition has reached. It never goes back, and no wall clock moves it."""

    def __init__(self, partition: int, partitions: int) -> None:
        self._partition, self._partitions = partition, partitions
        self._reached: Millis = -1
        self._quorum = QuorumTime()
        self._reported: tuple[int, bool] = (-1, False)  # the step of event time, and whether the sources had ended
        self._posts = 0
        self._final = False

    @property
    def reached(self) -> Millis:
        """The event time that it has reached; -1 before any."""
        return self._reached

    def observe_post(self, author: str, at: Millis, received: Millis, *, is_replay: bool = False) -> None:
        """A post of event time `at` came: the sources have not ended."""
        if is_replay or received - at >= _LIVE_MS:
            self._move(self._quorum.observe(author, at))
        else:
            self._move(min(at, received))
        self._posts += 1
        self._final = False

    def observe_mark(self, mark: Mark) -> None:
        """A source said how far it is."""
        self._move(millis(mark.at))
        self._final = mark.final

    def end_of_sources(self) -> Millis:
        """The event time at which the sources end, if nothing follows; -1 without posts. What is known counts on."""
        return max(self._reached, self._quorum.end())

    def finish(self) -> None:
        """The sources have ended."""
        self._move(self.end_of_sources())
        self._final = True

    def progress_marks(self, keys: Iterable[str], *, idle: bool = False) -> ProgressMarks:
        """A progress mark for every key, where there is something new to report; always for an idle partition."""
        self._move(self._quorum.count_votes())
        now = (self._reached // _REPORT_EVERY_MS, self._final)
        if not idle and (now == self._reported or self._reached < 0):
            return ()
        self._reported = now
        mark = self.mark_now(idle=idle)
        return tuple((key, mark) for key in keys)

    def mark_now(self, *, idle: bool = False) -> Progress:
        """A progress mark, whatever was reported."""
        reached = instant(max(self._reached, 0))
        return Progress(self._partition, self._partitions, reached, self._posts, idle, self._final)

    def _move(self, at: Millis) -> None:
        if at > self._reached:
            self._reached = at
