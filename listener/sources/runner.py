"""Runner: reads a source, converts its frames, writes what comes of them, and counts what does not go on.

A frame's cursor is saved once its records are written. So after a crash some frames are read again, and none is lost:
the same post is written twice under the same id, which tagging recognises.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from listener.kafka import topics, wire
from listener.sources.base import Converted, Cursor, Drop, DropReason, SourceClient, SourceSpec
from models.erasures import ErasureRequest
from models.marks import Mark
from models.posts import Post
from models.rejections import Reason, Rejection


class SourceRecord(NamedTuple):
    """A record for one of our topics."""

    topic: str  # without the prefix of the deployment
    key: bytes | None  # an author's posts, and what is asked about them, keep their order
    value: bytes
    headers: wire.RecordHeaders = ()
    to_every_partition: bool = False  # marks: windows close on partitions that are quiet, too


@dataclass
class SourceCounts:
    """What became of frames. Every reason is there from the start, at zero."""

    frames: int = 0
    records: int = 0  # of all topics
    dropped: dict[DropReason, int] = field(default_factory=lambda: dict.fromkeys(DropReason, 0))
    rejected: dict[Reason, int] = field(default_factory=lambda: dict.fromkeys(Reason, 0))


WriteRecords = Callable[[Sequence[SourceRecord]], Awaitable[None]]  # returns once they are kept
SaveCursor = Callable[[Cursor], Awaitable[None]]


async def run_source(
    source: SourceSpec, client: SourceClient, write: WriteRecords, save: SaveCursor, *, after: Cursor | None = None
) -> SourceCounts:
    """Runs until the client has no more frames. Raises what the client, `write` and `save` raise.

    `after` is the last cursor that was saved; what `write` failed at is read again from there.
    """
    counts = SourceCounts()
    async for frame in client.frames(after):
        items = source.convert(frame.value)
        await write([to_record(item) for item in items if not isinstance(item, Drop)])
        await save(frame.cursor)
        _count(counts, items)
    return counts


def to_record(item: Post | ErasureRequest | Mark | Rejection) -> SourceRecord:
    """What one converted item is on our topics."""
    value = msgspec.json.encode(item)
    match item:
        case Post():
            return SourceRecord(topics.POSTS, item.author.encode(), value)
        case Mark():
            return SourceRecord(topics.POSTS, None, value, wire.MARK_HEADERS, to_every_partition=True)
        case ErasureRequest():
            return SourceRecord(topics.ERASURES, (item.author or item.post or "").encode(), value)
        case Rejection():
            return SourceRecord(topics.REJECTED, None, value)


def _count(counts: SourceCounts, items: Sequence[Converted]) -> None:
    counts.frames += 1
    for item in items:
        if isinstance(item, Drop):
            counts.dropped[item.reason] += 1
            continue
        counts.records += 1
        if isinstance(item, Rejection):
            counts.rejected[item.reason] += 1
