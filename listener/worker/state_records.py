"""State records: a state as many small records, and which of a record's two places holds it.

A state is a record for its head and one for each shard of six maps. A record has two names, one for each place, and
the record of places says which of the two counts; there is none as long as all are in their first. So a save of many
records writes each to its free place, and is done, at once for all, with the one record of places
(`listener/worker/state_store.py`). A shard that is empty has no record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from itertools import accumulate, compress, count
from operator import is_not
from typing import Any, Final

import msgspec

from models.decoding import Decode, msgpack_decoder
from models.errors import CorruptionError, UnreadableError
from models.journeys import Author, CopiedText, PendingPost
from models.labels import LabelledPost
from models.rejections import Reason
from models.shards import ShardedMap
from pipelines.windows import AudienceHead, AudienceState, new_state

_FORMAT: Final = b"\x02"  # the first byte of every record: what comes after it may change with it

_STRETCH: Final = 64  # shards looked at together

StateTable = MutableMapping[bytes, bytes]
_Shards = tuple[Mapping[int, Any], ...]

_encode = msgspec.msgpack.Encoder().encode
_decode_head = msgpack_decoder(AudienceHead)


@dataclass(frozen=True)
class _Field:
    """A field of a state that is kept in shards, the letter in the names of its records, and their decoder."""

    name: str
    letter: str
    decode: Decode[Mapping[int, Any]]


_FIELDS: Final = (
    _Field("copies", "c", msgpack_decoder(dict[int, CopiedText])),
    _Field("panel", "p", msgpack_decoder(dict[int, Author])),
    _Field("outsiders", "o", msgpack_decoder(dict[int, int])),
    _Field("open_sketches", "a", msgpack_decoder(dict[int, bytes])),
    _Field("pending", "w", msgpack_decoder(dict[int, tuple[PendingPost, ...]])),
    _Field("labelled", "l", msgpack_decoder(dict[int, LabelledPost])),
)

# Records have numbers: 0 is the head's, the shards' follow field by field. Stored states rest on them.
_COUNTS: Final = [len(getattr(new_state(), field.name).shards) for field in _FIELDS]
_STARTS: Final = list(accumulate(_COUNTS, initial=1))
_NAMES: Final = [
    "h0",
    *(f"{field.letter}{number}" for field, size in zip(_FIELDS, _COUNTS, strict=True) for number in range(size)),
]
_PLACES_BYTES: Final = (len(_NAMES) + 7) // 8


@dataclass(frozen=True)
class RecordPlaces:
    """Which of its two places each record of a key's state is in. `bits` has one for each number of a record."""

    key: str
    bits: int = 0

    def name(self, number: int, *, is_free: bool = False) -> bytes:
        """The name that counts of the record of that number, or the one that is free."""
        is_second = bool(self.bits >> number & 1) is not is_free
        return f"{self.key}/{_NAMES[number].upper() if is_second else _NAMES[number]}".encode()

    def switch(self, numbers: Iterable[int]) -> RecordPlaces:
        """The places after these records have changed theirs."""
        return RecordPlaces(self.key, self.bits ^ sum(1 << number for number in numbers))

    def to_record(self) -> tuple[bytes, bytes]:
        """The name and the content of the record of places."""
        return _places_name(self.key), _FORMAT + self.bits.to_bytes(_PLACES_BYTES, "little")

    def find_leftovers(self, table: Mapping[bytes, bytes]) -> list[bytes]:
        """Names of records in places that do not count: a crash left them there."""
        names = (self.name(number, is_free=True) for number in range(len(_NAMES)))
        return [name for name in names if name in table]


def read_places(key: str, table: Mapping[bytes, bytes]) -> RecordPlaces:
    """The places as the table has them. Raises CorruptionError for a record that is none."""
    record = table.get(_places_name(key))
    try:
        return RecordPlaces(key, 0 if record is None else _decode_places(_body(record)))
    except UnreadableError as error:
        raise CorruptionError(f"the stored state of {key} does not decode: {error}") from error


def _decode_places(body: bytes) -> int:
    if len(body) != _PLACES_BYTES:
        raise UnreadableError(Reason.BAD_FIELD, f"{len(body)} bytes of places; expected {_PLACES_BYTES}")
    return int.from_bytes(body, "little")


def _places_name(key: str) -> bytes:
    return f"{key}/s0".encode()


def changed_records(before: AudienceState, after: AudienceState) -> Iterator[tuple[int, bytes | None]]:
    """The records that differ between two states, by number; None is that of a shard that is empty now."""
    if after.head is not before.head:
        yield 0, _FORMAT + _encode(after.head)
    for field, start in zip(_FIELDS, _STARTS[:-1], strict=True):
        old, new = getattr(before, field.name).shards, getattr(after, field.name).shards
        for number in _changed_shards(old, new) if old is not new else ():
            yield start + number, _FORMAT + _encode(new[number]) if new[number] else None


def _changed_shards(old: _Shards, new: _Shards) -> Iterator[int]:
    """The numbers of the shards that are other objects, and say something else.

    A post changes one of a thousand, and each post asks: tuples compare many at once, by identity first.
    """
    for start in range(0, len(old), _STRETCH):
        before, after = old[start : start + _STRETCH], new[start : start + _STRETCH]
        if before != after:
            yield from compress(count(start), map(is_not, before, after))


def read_state(table: Mapping[bytes, bytes], places: RecordPlaces) -> AudienceState:
    """The state as the table has it, or a new one. Raises CorruptionError for a record that does not decode."""
    try:
        head = table.get(places.name(0))
        maps = {
            field.name: ShardedMap(tuple(_read_shards(field, range(start, end), table, places)))
            for field, start, end in zip(_FIELDS, _STARTS, _STARTS[1:], strict=False)
        }
        return AudienceState(_decode_head(_body(head)) if head else AudienceHead(), **maps)
    except UnreadableError as error:
        raise CorruptionError(f"the stored state of {places.key} does not decode: {error}") from error


def _read_shards(
    field: _Field, numbers: Iterable[int], table: Mapping[bytes, bytes], places: RecordPlaces
) -> Iterator[Mapping[int, Any]]:
    stored = (table.get(places.name(number)) for number in numbers)
    return (field.decode(_body(record)) if record else {} for record in stored)


def _body(record: bytes) -> bytes:
    if record[:1] != _FORMAT:
        raise UnreadableError(Reason.BAD_FIELD, f"a record of format {record[:1]!r}; this release reads {_FORMAT!r}")
    return record[1:]
