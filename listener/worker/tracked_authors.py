"""Tracked authors: whom tagging passes on, kept on a compacted topic, so that a restart drops nobody of the panel.

A partition of `tracked` holds what the intake of the same partition of `posts` tracks. Records are acknowledged
before the offsets of the posts that they came of are committed; reading one twice, or one too many, is harmless.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

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


async def read_tracked(settings: Settings, partition: int) -> list[TrackedAuthor]:
    """Whom the intake of that partition of `posts` tracked. Raises CorruptionError for a record that is not ours."""
    return parse_tracked(await read_latest(settings, topics.TRACKED, [partition]), settings.topic(topics.TRACKED))


def parse_tracked(records: Mapping[bytes, bytes], topic: str) -> list[TrackedAuthor]:
    """The tracked authors of the records of a topic. Raises CorruptionError for a record that is not ours."""
    try:
        return [_decode(value) for value in records.values()]
    except UnreadableError as error:
        raise CorruptionError(f"a record of {topic} does not decode: {error}") from error
