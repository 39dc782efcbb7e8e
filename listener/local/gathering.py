"""Gathering: sources into the log. What several sources give within a moment is kept together, with their cursors.

A cursor is kept with the records that it covers, and never before them. A source that gives more than is kept just
now waits: what is held in memory has a bound.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from listener.files.lines import STANDARD
from listener.kafka import topics
from listener.log.base import Log
from listener.sources import SOURCES, Cursor, People, SourceCounts, SourceRecord, SourceSpec, run_source
from listener.sources.http import API_ADDRESS, parse_address
from listener.sources.runner import to_record
from models.errors import InputError
from models.marks import Mark
from models.posts import DAY_MS, MINUTE_MS, Millis, instant

_KEPT_TOGETHER: Final = 1_000  # records, about: as many wait while they are being kept
_KEEP_SECONDS: Final = 0.25  # that a record waits for others

Sift = Callable[[Sequence[SourceRecord]], Sequence[SourceRecord]]  # what of some records goes into the log


class NamedSource(NamedTuple):
    """A source as a person named it: `NAME` or `NAME=ADDRESS`. Under that its cursor is kept."""

    name: str
    spec: SourceSpec
    addresses: tuple[str, ...]

    @property
    def can_resume(self) -> bool:
        """Whether a cursor means the same tomorrow: standard input is another each time."""
        return STANDARD not in self.addresses


def find_source(name: str) -> NamedSource:
    """The source that somebody named. Raises InputError, also where its address cannot be one."""
    kind, _, address = (f"ndjson={STANDARD}" if name == "stdin" else name).partition("=")
    if kind not in SOURCES:
        raise InputError(
            f"--source {name}: there is no source `{kind[:40]}`; there are: stdin, http, {', '.join(SOURCES)}"
        )
    found = NamedSource(name, SOURCES[kind], (address,) if address else ())
    SOURCES[kind].open(found.addresses)
    return found


def is_api(name: str) -> bool:
    """Whether what somebody named is no source that we ask, but where programs send."""
    return name.partition("=")[0] == "http"


def find_api(names: Sequence[str]) -> str | None:
    """HOST:PORT at which programs may send, where one of the names says so. Raises InputError where two do."""
    found = [each.partition("=")[2] or API_ADDRESS for each in dict.fromkeys(names) if is_api(each)]
    if len(found) > 1:
        raise InputError("--source http: once is enough")
    if found:
        parse_address(found[0])
    return found[0] if found else None


class LogBuffer:
    """Records on their way into the log: `run` until `stop`."""

    def __init__(self, log: Log, sift: Sift = lambda records: records) -> None:
        self._log, self._sift = log, sift
        self._records: list[SourceRecord] = []
        self._cursors: dict[str, Cursor] = {}
        self._full, self._room, self._keeping = asyncio.Event(), asyncio.Condition(), asyncio.Lock()
        self._stopped = False
        self.last_post: Millis = round(time.time() * 1000)  # when a post came last; before any, when we began

    async def write(self, records: Sequence[SourceRecord]) -> None:
        """Takes records. They are kept in their order, and before any cursor that is saved after them."""
        if len(self._records) >= _KEPT_TOGETHER:
            self._full.set()
            async with self._room:
                await self._room.wait_for(lambda: len(self._records) < _KEPT_TOGETHER)
        self._records += records
        if any(is_post(each) for each in records):
            self.last_post = round(time.time() * 1000)

    async def keep(self, records: Sequence[SourceRecord]) -> None:
        """Takes records, and returns once they are kept."""
        await self.write(records)
        await self.flush()

    def note_cursor(self, name: str, cursor: Cursor) -> None:
        """All that was written of a source until now is covered by this cursor."""
        self._cursors[name] = cursor

    async def run(self) -> None:
        """Keeps what was taken, again and again. Raises InputError where the log cannot be written."""
        while not self._stopped:
            with suppress(TimeoutError):
                async with asyncio.timeout(_KEEP_SECONDS):
                    await self._full.wait()
            await self.flush()
        await self.flush()

    def stop(self) -> None:
        """Asks for the end: what was taken is kept first."""
        self._stopped = True
        self._full.set()

    async def flush(self) -> None:
        """Returns once all is kept that was taken before."""
        async with self._keeping:  # what another call took is kept by then
            records, self._records = self._records, []
            cursors, self._cursors = self._cursors, {}
            self._full.clear()
            async with self._room:
                self._room.notify_all()
            if kept := [*self._sift(records), *(_cursor_record(*each) for each in cursors.items())]:
                await self._log.append(kept)


class Gathering:
    """One source on its way into the log: `run` until it ends, or is cut short by `stop`."""

    def __init__(
        self,
        source: NamedSource,
        people: People,
        buffer: LogBuffer,
        after: Cursor | None,
        on_batch: Callable[[SourceCounts], None] = lambda counts: None,
    ) -> None:
        self._on_batch = on_batch
        self.source, self._people, self._buffer, self._after = source, people, buffer, after
        self.counts = SourceCounts()
        self.is_heard = False  # something came, and the connection was not lost since
        self.has_ended = asyncio.Event()
        self._running: asyncio.Task[object] | None = None
        self._stopped, self._marked_at = False, 0

    async def run(self) -> None:
        """Reads the source. Raises InputError where it cannot be read."""
        client = self.source.spec.open(self.source.addresses)
        self._running = asyncio.create_task(
            run_source(
                self.source.spec,
                client,
                self._write,
                self._save,
                people=self._people,
                after=self._after,
                on_batch=self._note,
            )
        )
        if self._stopped:
            self._running.cancel()
        with suppress(asyncio.CancelledError):
            await self._running
            self.has_ended.set()

    def stop(self) -> None:
        """Reads no further."""
        self._stopped = True
        if self._running is not None:
            self._running.cancel()

    def _note(self, counts: SourceCounts) -> None:
        self.counts.add(counts)
        self._on_batch(counts)
        was_lost = any(counts.reconnects.values())
        has_come = bool(counts.frames or counts.records or counts.heard_at)
        self.is_heard = has_come or (self.is_heard and not was_lost)

    async def _write(self, records: Sequence[SourceRecord]) -> None:
        """Before the records a mark, once a minute, of how far the source has come with all before them."""
        await self._buffer.write([*self._marks(), *records])

    def _marks(self) -> list[SourceRecord]:
        """None of what is read up later than a day after it was sent: there posts alone say what time it is."""
        sent_at = self.counts.sent_at
        if sent_at is None or sent_at < self._marked_at + MINUTE_MS or sent_at < time.time() * 1000 - DAY_MS:
            return []
        self._marked_at = sent_at
        return [to_record(Mark(self.source.spec.name, instant(min(sent_at, round(time.time() * 1000)))))]

    async def _save(self, cursor: Cursor) -> None:
        if self.source.can_resume:
            self._buffer.note_cursor(self.source.name, cursor)


async def read_cursors(log: Log) -> Mapping[str, Cursor]:
    """How far each source is read, by name."""
    return {name.decode(): cursor.decode() for name, cursor in (await log.latest(topics.CURSORS)).items()}


def _cursor_record(name: str, cursor: Cursor) -> SourceRecord:
    return SourceRecord(topics.CURSORS, name.encode(), cursor.encode())


def is_post(record: SourceRecord) -> bool:
    """Whether a record is a post, and no mark."""
    return record.topic == topics.POSTS and not record.headers
