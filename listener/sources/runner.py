"""Runner: reads a source, converts its frames, writes what comes of them, and counts what does not go on.

A batch's cursor is saved once all that came before it is written. So after a crash some frames are read again, and
none is lost: the same post is written twice under the same id, which tagging recognises. Between client and writer
wait a few hundred frames at most: where the writer is slow, the client is not read on.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

import msgspec

from listener.kafka import topics, wire
from listener.sources.base import (
    Converted,
    Cursor,
    Drop,
    DropReason,
    Frame,
    Heartbeat,
    Incoming,
    Reconnect,
    SourceClient,
    SourceSpec,
)
from listener.sources.people import People
from models.erasures import ErasureRequest
from models.gaps import Gap, GapReason
from models.marks import Mark
from models.posts import Millis, Post
from models.rejections import Reason, Rejection

_WAITING = 500  # frames between client and writer, at most, and in one batch
_Why = TypeVar("_Why")


class SourceRecord(NamedTuple):
    """A record for one of our topics."""

    topic: str  # without the prefix of the deployment
    key: bytes | None  # an author's posts, and what is asked about them, keep their order
    value: bytes
    headers: wire.RecordHeaders = ()
    to_every_partition: bool = False  # marks and gaps: they are about partitions that are quiet, too


@dataclass
class SourceCounts:
    """What became of frames. Every reason is there from the start, at zero."""

    frames: int = 0
    records: int = 0  # of all topics
    dropped: dict[DropReason, int] = field(default_factory=lambda: dict.fromkeys(DropReason, 0))
    rejected: dict[Reason, int] = field(default_factory=lambda: dict.fromkeys(Reason, 0))
    reconnects: dict[Reconnect, int] = field(default_factory=lambda: dict.fromkeys(Reconnect, 0))
    gaps: dict[GapReason, int] = field(default_factory=lambda: dict.fromkeys(GapReason, 0))
    sent_at: Millis | None = None  # when the source sent the latest frame, by its own clock
    heard_at: Millis | None = None  # when it last said that it is there, and quiet, by ours

    def add(self, other: SourceCounts) -> None:
        """Adds what became of later frames."""
        self.frames, self.records = self.frames + other.frames, self.records + other.records
        self.sent_at = self.sent_at if other.sent_at is None else other.sent_at
        self.heard_at = self.heard_at if other.heard_at is None else other.heard_at
        _add(self.dropped, other.dropped)
        _add(self.rejected, other.rejected)
        _add(self.reconnects, other.reconnects)
        _add(self.gaps, other.gaps)


WriteRecords = Callable[[Sequence[SourceRecord]], Awaitable[None]]  # returns once they are kept
SaveCursor = Callable[[Cursor], Awaitable[None]]


async def run_source(
    source: SourceSpec,
    client: SourceClient,
    write: WriteRecords,
    save: SaveCursor,
    *,
    people: People,
    after: Cursor | None = None,
    on_batch: Callable[[SourceCounts], None] = lambda counts: None,
) -> SourceCounts:
    """Runs until the client has no more frames. Raises what the client, `write` and `save` raise.

    `after` is the last cursor that was saved; what `write` failed at is read again from there. `on_batch` is told
    what became of each batch once it is written.
    """
    total = SourceCounts()
    async with aclosing(_batches(client.frames(after))) as batches:
        async for batch in batches:
            counts, records = SourceCounts(), list[SourceRecord]()
            for incoming in batch:
                records += _take(incoming, source, people, counts)
            await write(records)
            if cursors := [each.cursor for each in batch if isinstance(each, Frame)]:
                await save(cursors[-1])
            total.add(counts)
            on_batch(counts)
    return total


def to_record(item: Post | ErasureRequest | Mark | Gap | Rejection) -> SourceRecord:
    """What one converted item is on our topics."""
    value = msgspec.json.encode(item)
    match item:
        case Post():
            return SourceRecord(topics.POSTS, item.author.encode(), value)
        case Mark():
            return SourceRecord(topics.POSTS, None, value, wire.MARK_HEADERS, to_every_partition=True)
        case Gap():
            return SourceRecord(topics.POSTS, None, value, wire.GAP_HEADERS, to_every_partition=True)
        case ErasureRequest():
            return SourceRecord(topics.ERASURES, (item.author or item.post or "").encode(), value)
        case Rejection():
            return SourceRecord(topics.REJECTED, None, value)


async def _batches(frames: AsyncIterator[Incoming]) -> AsyncGenerator[list[Incoming], None]:
    """What the client has, as it comes, together what came while the last batch was written."""
    waiting: asyncio.Queue[Incoming] = asyncio.Queue(_WAITING)
    reading = asyncio.create_task(_read_all(frames, waiting))
    try:
        while batch := await _next_batch(waiting, reading):
            yield batch
        await reading
    finally:
        reading.cancel()
        await asyncio.wait([reading])


async def _read_all(frames: AsyncIterator[Incoming], waiting: asyncio.Queue[Incoming]) -> None:
    try:
        async for each in frames:
            await waiting.put(each)
    finally:
        if close := getattr(frames, "aclose", None):
            await close()


async def _next_batch(waiting: asyncio.Queue[Incoming], reading: asyncio.Task[None]) -> list[Incoming]:
    """All that waits; where nothing does, what comes next. Empty once the reading is done."""
    batch = []
    if waiting.empty() and not reading.done():
        getting = asyncio.create_task(waiting.get())
        try:
            await asyncio.wait([getting, reading], return_when=asyncio.FIRST_COMPLETED)
        finally:
            getting.cancel()  # also where we are cancelled: nobody else would end it
        batch += [getting.result()] if getting.done() else []
    while not waiting.empty():
        batch.append(waiting.get_nowait())
    return batch


def _take(incoming: Incoming, source: SourceSpec, people: People, counts: SourceCounts) -> list[SourceRecord]:
    """What is to be written of one thing that came."""
    match incoming:
        case Reconnect():
            counts.reconnects[incoming] += 1
            return []
        case Heartbeat():
            counts.heard_at = incoming.at
            return []
        case Frame():
            counts.frames += 1
            counts.sent_at = incoming.at if incoming.at is not None else counts.sent_at
            items = source.convert(incoming.value, people)
        case Gap() | Mark():
            items = (incoming,)
    _count(counts, items)
    return [to_record(item) for item in items if not isinstance(item, Drop)]


def _count(counts: SourceCounts, items: Sequence[Converted]) -> None:
    for item in items:
        if isinstance(item, Drop):
            counts.dropped[item.reason] += 1
            continue
        counts.records += 1
        if isinstance(item, Rejection):
            counts.rejected[item.reason] += 1
        elif isinstance(item, Gap):
            counts.gaps[item.why] += 1


def _add(total: dict[_Why, int], more: dict[_Why, int]) -> None:
    for why, count in more.items():
        total[why] += count
