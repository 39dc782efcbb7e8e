"""Partition clock: how far event time has come in one partition of the stream, and when to report it."""

from collections.abc import Iterable

from models.marks import Mark, Progress
from models.posts import HOUR_MS, Millis, instant, millis

_REPORT_EVERY_MS = HOUR_MS // 6  # event time between two reports: well below the hour that a window is

ProgressMarks = tuple[tuple[str, Progress], ...]  # each with its Kafka key


class PartitionClock:
    """The greatest event time seen in one partition. It never goes back, and no wall clock moves it."""

    def __init__(self, partition: int, partitions: int) -> None:
        self._partition, self._partitions = partition, partitions
        self._reached: Millis = -1
        self._reported: tuple[int, bool] = (-1, False)  # the step of event time, and whether the sources had ended
        self._posts = 0
        self._final = False

    @property
    def reached(self) -> Millis:
        """How far it has come; -1 before anything was seen."""
        return self._reached

    def observe_post(self, at: Millis) -> None:
        """A post of event time `at` came: the sources have not ended."""
        self._reached = max(self._reached, at)
        self._posts += 1
        self._final = False

    def observe_mark(self, mark: Mark) -> None:
        """A source said how far it is."""
        self._reached = max(self._reached, millis(mark.at))
        self._final = mark.final

    def finish(self) -> None:
        """The sources have ended."""
        self._final = True

    def progress_marks(self, keys: Iterable[str], *, idle: bool = False) -> ProgressMarks:
        """A progress mark for every key, where there is something new to report; always for an idle partition."""
        now = (self._reached // _REPORT_EVERY_MS, self._final)
        if not idle and (now == self._reported or self._reached < 0):
            return ()
        self._reported = now
        reached = instant(max(self._reached, 0))
        mark = Progress(self._partition, self._partitions, reached, self._posts, idle, self._final)
        return tuple((key, mark) for key in keys)
