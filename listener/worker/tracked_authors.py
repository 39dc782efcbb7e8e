"""Tracked authors: whom tagging passes on, kept on a compacted topic, so that a restart drops nobody of the panel.

A partition of `tracked` holds what the intake of the same partition of `posts` tracks. Records are acknowledged
before the offsets of the posts that they came of are committed; reading one twice, or one too many, is harmless.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from listener.kafka import topics, wire
from listener.kafka.compacted import read_latest
from listener.settings import Settings
from models.decoding import json_decoder
from models.errors import CorruptionError, UnreadableError
from pipelines.intake import TrackedAuthor

_decode = json_decoder(TrackedAuthor)


def tracked_records(tracked: Iterable[TrackedAuthor]) -> Iterator[tuple[bytes, bytes | None]]:
    """Key and value of each record; for who is tracked no more, a tombstone."""
    for each in tracked:
        yield f"{each.audience}/{each.author}".encode(), None if each.week is None else wire.encode(each)


async def read_tracked(settings: Settings, partition: int, audiences: Collection[str]) -> list[TrackedAuthor]:
    """Whom the intake of that partition of `posts` tracked for these audiences. Raises CorruptionError."""
    records = await read_latest(settings, topics.TRACKED, [partition])
    return parse_tracked(records, settings.topic(topics.TRACKED), audiences)


def parse_tracked(records: Mapping[bytes, bytes], topic: str, audiences: Collection[str]) -> list[TrackedAuthor]:
    """The tracked authors of these audiences among the records of a topic, by their keys.

    Raises CorruptionError for a record under a key of ours that does not decode; all others are passed over.
    """
    ours = [value for key, value in records.items() if _audience_of(key) in audiences]
    try:
        return [_decode(value) for value in ours]
    except UnreadableError as error:
        raise CorruptionError(f"a record of {topic} does not decode: {error}") from error


def _audience_of(key: bytes) -> str:
    return key.decode(errors="replace").rpartition("/")[0]
