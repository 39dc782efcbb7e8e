"""Tracked authors: whom tagging passes on, kept on a compacted topic, so that a restart drops nobody of the panel.

A partition of `tracked` holds what the intake of the same partition of `posts` tracks. Records are acknowledged
before the offsets of the posts that they came of are committed; reading one twice, or one too many, is harmless.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from listener.kafka import topics, wire
from listener.kafka.compacted import read_each_latest
from listener.settings import Settings
from models.decoding import json_decoder
from models.errors import CorruptionError, UnreadableError
from pipelines.intake import TrackedAuthor

_PARTITIONS: Final = b"/partitions"  # the key under which a partition says of how many it is one

_decode = json_decoder(TrackedAuthor)


class KeptAuthors(NamedTuple):
    """Whom an intake is to track, and the records (key, value) that its partition lacks of them."""

    authors: Sequence[TrackedAuthor]
    lacking: Sequence[tuple[bytes, bytes | None]]


def tracked_records(tracked: Iterable[TrackedAuthor]) -> Iterator[tuple[bytes, bytes | None]]:
    """Key and value of each record; for who is tracked no more, a tombstone."""
    for each in tracked:
        yield f"{each.audience}/{each.author}".encode(), None if each.week is None else wire.encode(each)


async def read_tracked(
    settings: Settings, partition: int, partitions: int, audiences: Collection[str]
) -> KeptAuthors:
    """Whom the intake of that partition of `posts` tracked for these audiences. Raises CorruptionError.

    Where `posts` had another number of partitions then, authors have moved: whom any of them tracked it tracks.
    """
    topic = settings.topic(topics.TRACKED)
    own = (await read_each_latest(settings, topic, [partition])).get(partition, {})
    if own.get(_PARTITIONS) == str(partitions).encode():
        return KeptAuthors(parse_tracked(own, topic, audiences), ())
    others = await read_each_latest(settings, topic, [each for each in range(partitions) if each != partition])
    moved = [author for each in others.values() for author in parse_tracked(each, topic, audiences)]
    records = (*tracked_records(moved), (_PARTITIONS, str(partitions).encode()))
    return KeptAuthors([*parse_tracked(own, topic, audiences), *moved], records)


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
