"""Running parts: what a run is made of while it runs, and what is to be done between its parts: marks, and the log's
retention."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Final

from listener.local.deciding import Deciding
from listener.local.gathering import Gathering, LogBuffer
from listener.local.quiet_marks import quiet_mark
from listener.local.sifting import Sifter
from listener.log.disk_log import DiskLog
from listener.settings import Settings
from listener.sources.base import DropReason
from listener.sources.runner import SourceCounts, to_record
from listener.worker.lifecycle import Service
from models.marks import Mark
from models.posts import HOUR_MS, Millis, instant

_LOOK_SECONDS: Final = 1.0  # between two looks whether sources have ended or are quiet
_TRIM_SECONDS: Final = 600.0  # between two looks whether the log has what it need not keep
_SETTLE_SECONDS: Final = 5.0  # between two times at which what was erased is gone from the disk, too
_QUIET_TIMES: Final = 2  # `idle_seconds` without a post are quiet: who lost a connection has said so by then
_END_SOURCE: Final = "run"  # what the mark says that comes after all sources


class RunningParts(Service):
    """The parts that run, and what is to be done between them: marks, and the log's retention."""

    def __init__(
        self,
        settings: Settings,
        log: DiskLog,
        buffer: LogBuffer,
        deciding: Deciding,
        sifter: Sifter,
        *,
        may_end: bool = True,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`may_end`: whether nothing can come any more once all sources have ended."""
        self._settings, self._log, self._clock = settings, log, clock
        self.buffer, self.deciding, self.sifter = buffer, deciding, sifter
        self.gathering: Sequence[Gathering] = ()
        self._heard_before = list[SourceCounts]()  # of those that gathered before a file was changed
        self.sent, self._may_end = SourceCounts(), may_end  # what programs sent
        self.api_port: int | None = None  # at which programs may send
        self.ended = asyncio.Event()  # the sources have, and all is decided
        self._stopped, self._trimmed_at, self._settled_at = asyncio.Event(), 0.0, 0.0

    async def run(self) -> None:
        """Looks after the parts until `stop`. Raises InputError where the log cannot be written."""
        while not self._stopped.is_set():
            await asyncio.sleep(_LOOK_SECONDS)
            if self._may_end and all(each.has_ended.is_set() for each in self.gathering):
                if not self.ended.is_set():
                    await self._end_sources()
            else:
                await self._mark_quiet()
            await self._trim()
            await self._settle()

    def stop(self) -> None:
        """Asks for the end."""
        self._stopped.set()

    def hear(self, gathering: Sequence[Gathering]) -> None:
        """These are the sources from now on."""
        self._heard_before += [each.counts for each in self.gathering]
        self.gathering = gathering
        self.ended.clear()

    def source_counts(self) -> list[SourceCounts]:
        """What became of what each source gave."""
        return [*self._heard_before, *(each.counts for each in self.gathering), self.sent]

    @property
    def left_out(self) -> int:
        """Posts that no campaign matches: not in the log."""
        return self.sifter.left_out + sum(each.dropped[DropReason.UNWANTED] for each in self.source_counts())

    def describe_heard(self) -> str:
        """What was heard so far, in words."""
        counts = self.deciding.counts.posts
        seen, of_story = counts.total() + self.left_out, counts["tagged"] + counts["activity"]
        return f"Heard so far: {seen:,} posts, likes and reposts, {of_story:,} of the story." if seen else ""

    async def _end_sources(self) -> None:
        """Says in the log that the sources have ended, so that every window closes."""
        await self.buffer.flush()
        reached = await self.deciding.wait_until_read()
        if reached >= 0:
            await self._log.append([to_record(Mark(_END_SOURCE, instant(reached), final=True))])
            await self.deciding.wait_until_read()
        self.ended.set()

    async def _mark_quiet(self) -> None:
        idle_ms = round(_QUIET_TIMES * self._settings.idle_seconds * 1000)
        mark = quiet_mark(self._now(), self.buffer.last_post, self.deciding.reached, idle_ms)
        if mark is not None and all(each.is_heard or each.has_ended.is_set() for each in self.gathering):
            await self.buffer.write([to_record(mark)])

    async def _trim(self) -> None:
        """Lets go of what is older than the settings want, and is read."""
        if time.monotonic() - self._trimmed_at < _TRIM_SECONDS:
            return
        self._trimmed_at = time.monotonic()
        before = self._now() - round(self._settings.retention_hours * HOUR_MS)
        position = self.deciding.position
        await self._log.call(lambda: self._log.file.trim(before, position))

    async def _settle(self) -> None:
        """Leaves nothing on the disk of what was erased or let go."""
        if time.monotonic() - self._settled_at < _SETTLE_SECONDS:
            return
        self._settled_at = time.monotonic()
        await self._log.call(self._log.file.settle)

    def _now(self) -> Millis:
        return round(self._clock() * 1000)
