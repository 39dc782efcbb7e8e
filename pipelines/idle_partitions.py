"""Quiet: which of our partitions of `posts` may say that they hold nobody back, and when.

A partition that is read to its end and silent for a while says so, and again for as long as the others go on: each
time it lets event time come as far as they are by then, and no further. When a stream that stood still begins to
move, all partitions have that while to speak: of posts that are fed to all of them at once, none is late for it.
Pure: times, in seconds, and looks at the topic come in.
"""

from collections.abc import Iterable, Mapping
from math import inf

STILL = 2  # times the while: longer than it takes everybody to say that they are quiet
OffsetSnapshot = Mapping[int, tuple[int, int]]  # partition -> offset of its end, and of what is taken next


class IdlePartitions:
    """What one worker knows of its own partitions, and of all those of the topic."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._since: dict[int, float] = {}  # when ours last had a record, or last said that they are quiet
        self._said: dict[int, OffsetSnapshot] = {}  # how far the topic was then
        self._look: OffsetSnapshot = {}
        self._moved = self._stirred = -inf  # when the topic last moved, and since when it moves

    def assign(self, partitions: Iterable[int], now: float) -> None:
        """These are ours, and no others."""
        self._since = dict.fromkeys(partitions, now)
        self._said.clear()

    def note_record(self, partition: int, now: float) -> None:
        """It had a record."""
        self._since[partition] = now

    def note_offsets(self, look: OffsetSnapshot, now: float) -> None:
        """How far the topic is, all of its partitions."""
        if look == self._look:
            return
        if now - self._moved > STILL * self._seconds:
            self._stirred = now
        self._look, self._moved = look, now

    def find_idle(self, now: float) -> list[int]:
        """Those that are to say that they are quiet: all is read, and there is something new to let pass."""
        silent = [each for each, since in self._since.items() if now - max(since, self._stirred) > self._seconds]
        return [each for each in silent if self._is_read(each) and self._said.get(each) != self._look]

    def note_announcement(self, partition: int, now: float) -> None:
        """It has said so."""
        self._since[partition], self._said[partition] = now, self._look

    def _is_read(self, partition: int) -> bool:
        end, taken = self._look.get(partition, (1, 0))
        return taken >= end
