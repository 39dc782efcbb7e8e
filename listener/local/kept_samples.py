"""Kept samples: the authors whose journeys a run follows, as records of its log: a head an audience, and shards."""

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from listener.log.base import FOLLOWED
from listener.sources import SourceRecord
from models.decoding import msgpack_decoder
from models.movement import MovementSample, Traveller
from models.shards import ShardedMap
from pipelines.movement import new_sample


class FollowedHead(msgspec.Struct, frozen=True):
    """What is kept of an audience beside its authors."""

    threshold: int
    asks: dict[int, tuple[str, ...]]
    own: dict[int, tuple[str, ...]]
    missing: frozenset[int]
    told: int = -1  # the number of the last day of which its movement was told
    began: dict[str, int] = {}  # the first day of each chapter


class FollowedAudience(msgspec.Struct, frozen=True):
    """A sample, how far it was told, and when each chapter began."""

    sample: MovementSample
    told: int = -1
    began: dict[str, int] = {}


_HEAD: Final = b"/head"
_encode: Final = msgspec.msgpack.Encoder(order="sorted").encode
_decode_head = msgpack_decoder(FollowedHead)
_decode_shard = msgpack_decoder(list[Traveller])


def followed_records(key: str, before: FollowedAudience | None, after: FollowedAudience) -> Iterator[SourceRecord]:
    """What is other than before. A shard that is empty now has an empty record."""
    sample = after.sample
    head = FollowedHead(sample.threshold, sample.asks, sample.own, sample.missing, after.told, after.began)
    yield SourceRecord(FOLLOWED, key.encode() + _HEAD, _encode(head))
    known = before.sample.travellers.shards if before else new_sample().travellers.shards
    for number, (old, new) in enumerate(zip(known, sample.travellers.shards, strict=True)):
        if old is not new and old != new:
            yield SourceRecord(FOLLOWED, f"{key}/{number}".encode(), _encode(list(new.values())) if new else b"")


def followed_posts(table: Mapping[bytes, bytes]) -> Iterator[int]:
    """The posts (hashed ids) that are kept, longer than the log has them. Raises UnreadableError."""
    for key, value in table.items():
        if key.endswith(_HEAD):
            yield from _decode_head(value).own
        else:
            yield from (post for each in _decode_shard(value) for day in each.days for post, _ in day.posts)


def read_followed(table: Mapping[bytes, bytes], key: str) -> FollowedAudience | None:
    """What was kept of an audience; None where nothing was. Raises UnreadableError."""
    if (found := table.get(key.encode() + _HEAD)) is None:
        return None
    head = _decode_head(found)
    shards = [table.get(f"{key}/{number}".encode()) for number in range(len(new_sample().travellers.shards))]
    travellers = ShardedMap(
        tuple({each.id: each for each in _decode_shard(shard)} if shard else {} for shard in shards)
    )
    sample = MovementSample(travellers, head.threshold, head.asks, head.own, head.missing)
    return FollowedAudience(sample, head.told, head.began)
