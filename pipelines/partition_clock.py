"""Clock: how far event time has come in one partition of the stream, and when to say so."""

from collections.abc import Iterable

from models.marks import Mark, Progress
from models.posts import HOUR_MS, Millis, instant, millis

STRIDE_MS = HOUR_MS // 6  # event time between two progress marks

Marks = tuple[tuple[str, Progress], ...]


class PartitionClock:
    """Event time of one partition: the greatest seen. It never goes back, and knows nothing of the wall's."""

    def __init__(self, partition: int, partitions: int) -> None:
        self._partition, self._partitions = partition, partitions
        self._reached: Millis = -1
        self._told: tuple[Millis, bool] = (-1, False)
        self._posts = 0
        self._end = False

    def observe_post(self, at: Millis) -> None:
        """A post of that event time: the sources go on."""
        self._reached = max(self._reached, at)
        self._posts += 1
        self._end = False

    def observe_mark(self, mark: Mark) -> None:
        """A source said how far it is."""
        self._reached = max(self._reached, millis(mark.at))
        self._end = mark.final

    def finish(self) -> None:
        """The sources have ended."""
        self._end = True

    def progress_marks(self, keys: Iterable[str], *, idle: bool = False) -> Marks:
        """A progress mark for every key, where there is something new to say, or the partition is idle."""
        now = (self._reached // STRIDE_MS, self._end)
        if not idle and (now == self._told or self._reached < 0):
            return ()
        self._told = now
        reached = instant(max(self._reached, 0))
        mark = Progress(self._partition, self._partitions, reached, self._posts, idle, self._end)
        return tuple((key, mark) for key in keys)
