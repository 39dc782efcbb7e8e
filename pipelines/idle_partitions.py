"""Idle partitions: which of a worker's partitions of `posts` to report as idle, and when.

The watermark is the least of all partitions, so one without posts would stop it for all. A partition that has been
read to its end, and has had no record for `seconds`, is reported as idle: then it counts as being as far as the
furthest partition is at that time, and no further. So the report is repeated for as long as the others move on.

When a topic that stood still begins to move, no partition is reported as idle for `seconds`. Posts that were written
to all partitions at once need that time to be read; an idle report before that would make some of them late.

Pure: times, in seconds of any one clock, and offsets are arguments.
"""

from collections.abc import Iterable, Mapping
from math import inf

_STANDSTILL = 2  # times `seconds` without a new offset: by then every idle partition has been reported
OffsetSnapshot = Mapping[int, tuple[int, int]]  # partition -> offset of its end, and of the next record to take


class IdlePartitions:
    """What one worker knows of its own partitions, and of the offsets of the whole topic."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._last_active: dict[int, float] = {}  # own partition -> when it had a record, or was reported as idle
        self._reported: dict[int, OffsetSnapshot] = {}  # own partition -> the topic's offsets at its last report
        self._offsets: OffsetSnapshot = {}
        self._moved_at = -inf  # when the topic's offsets last changed
        self._moving_since = -inf  # when they changed for the first time after a standstill

    def assign(self, partitions: Iterable[int], now: float) -> None:
        """After a rebalance: these partitions are the worker's, and no others."""
        self._last_active = dict.fromkeys(partitions, now)
        self._reported.clear()

    def note_record(self, partition: int, now: float) -> None:
        """The partition had a record."""
        self._last_active[partition] = now

    def note_offsets(self, offsets: OffsetSnapshot, now: float) -> None:
        """The offsets of all partitions of the topic, as they are now."""
        if offsets == self._offsets:
            return
        if now - self._moved_at > _STANDSTILL * self._seconds:
            self._moving_since = now
        self._offsets, self._moved_at = offsets, now

    def find_idle(self, now: float) -> list[int]:
        """The own partitions to report as idle: read to the end, quiet for `seconds`, and not reported since the
        topic's offsets last changed. Follow each with `note_report`, or it is found again.
        """
        quiet = [
            partition
            for partition, active in self._last_active.items()
            if now - max(active, self._moving_since) > self._seconds
        ]
        return [each for each in quiet if self._is_read_to_end(each) and self._reported.get(each) != self._offsets]

    def note_report(self, partition: int, now: float) -> None:
        """The partition was reported as idle."""
        self._last_active[partition], self._reported[partition] = now, self._offsets

    def _is_read_to_end(self, partition: int) -> bool:
        """Whether every record of the partition has been taken. False as long as its offsets are unknown."""
        end, next_offset = self._offsets.get(partition, (1, 0))
        return next_offset >= end
