"""State records: a state as many small records, each with a number, and what of them the journal says anew.

A state is a record for its head, one for its book of commitments, one for whom it has quoted, and one for each shard
of six maps; a shard that is empty has none. What a record of the journal says of a number
(`listener/worker/state_journal.py`) counts, and not what the number's own record says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from itertools import accumulate, compress, count
from operator import is_not
from typing import Any, Final

import msgspec

from models.accountability import Book
from models.decoding import Decode, msgpack_decoder
from models.errors import CorruptionError, UnreadableError
from models.journeys import Author, CopiedText, PendingPost
from models.labels import LabelledPost
from models.quoted import QuotedPosts
from models.rejections import Reason
from models.shards import ShardedMap
from pipelines.windows import AudienceHead, AudienceState, new_state

FORMAT: Final = b"\x02"  # the first byte of every record: what comes after it may change with it

_STRETCH: Final = 64  # shards looked at together

StateTable = MutableMapping[bytes, bytes]
RecordChange = tuple[int, bytes | None]  # the number of a record, and what it says now; None: it has none any more
_Shards = tuple[Mapping[int, Any], ...]

_encode = msgspec.msgpack.Encoder().encode
_decode_head = msgpack_decoder(AudienceHead)
_decode_book = msgpack_decoder(Book)
_decode_quoted = msgpack_decoder(QuotedPosts)


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

# Records have numbers: 0 is the head's, the shards' follow field by field, then the book's and that of
# whom it quoted. Stored states rest on them.
_COUNTS: Final = [len(getattr(new_state(), field.name).shards) for field in _FIELDS]
_STARTS: Final = list(accumulate(_COUNTS, initial=1))
RECORD_NAMES: Final = [
    "h0",
    *(f"{field.letter}{number}" for field, size in zip(_FIELDS, _COUNTS, strict=True) for number in range(size)),
    "b0",
    "q0",
]
_OWNERS: Final = [
    None,
    *(field for field, size in zip(_FIELDS, _COUNTS, strict=True) for _ in range(size)),
    None,
    None,
]
_BOOK, _QUOTED = len(RECORD_NAMES) - 2, len(RECORD_NAMES) - 1


def record_name(key: str, number: int) -> bytes:
    """The name of a key's record of that number."""
    return f"{key}/{RECORD_NAMES[number]}".encode()


def changed_records(before: AudienceState, after: AudienceState) -> Iterator[RecordChange]:
    """The records that differ between two states, by number; None is that of a shard that is empty now."""
    if after.head is not before.head:
        yield 0, FORMAT + _encode(after.head)
    if after.book is not before.book:
        yield _BOOK, FORMAT + _encode(after.book)
    if after.quoted is not before.quoted:
        yield _QUOTED, FORMAT + _encode(after.quoted)
    for field, start in zip(_FIELDS, _STARTS[:-1], strict=True):
        old, new = getattr(before, field.name).shards, getattr(after, field.name).shards
        for number in _changed_shards(old, new) if old is not new else ():
            yield start + number, _encode_shard(new[number])


def _changed_shards(old: _Shards, new: _Shards) -> Iterator[int]:
    """The numbers of the shards that are other objects, and say something else.

    A post changes one of a thousand, and each post asks: tuples compare many at once, by identity first.
    """
    for start in range(0, len(old), _STRETCH):
        before, after = old[start : start + _STRETCH], new[start : start + _STRETCH]
        if before != after:
            yield from compress(count(start), map(is_not, before, after))


def record_of(state: AudienceState, number: int) -> bytes | None:
    """What the record of that number says in a state; None where it has none."""
    field = _OWNERS[number]
    if number == _BOOK:
        return FORMAT + _encode(state.book)
    if number == _QUOTED:
        return FORMAT + _encode(state.quoted)
    if field is None:
        return FORMAT + _encode(state.head)
    return _encode_shard(getattr(state, field.name).shards[number - _STARTS[_FIELDS.index(field)]])


def _encode_shard(shard: Mapping[int, Any]) -> bytes | None:
    return FORMAT + _encode(shard) if shard else None


def read_state(table: Mapping[bytes, bytes], key: str, said: Mapping[int, bytes | None]) -> AudienceState:
    """The key's state as the table has it, but for what is `said` by number; a new one where there is nothing.

    Raises CorruptionError for a record that does not decode.
    """
    records = [said[i] if i in said else table.get(record_name(key, i)) for i in range(len(RECORD_NAMES))]
    try:
        maps: dict[str, Any] = {
            field.name: ShardedMap(tuple([field.decode(body(record)) if record else {} for record in records[a:b]]))
            for field, a, b in zip(_FIELDS, _STARTS, _STARTS[1:], strict=False)
        }
        head = _decode_head(body(records[0])) if records[0] else AudienceHead()
        book = _decode_book(body(kept)) if (kept := records[_BOOK]) else Book()
        quoted = _decode_quoted(body(kept)) if (kept := records[_QUOTED]) else QuotedPosts()
    except UnreadableError as error:
        raise CorruptionError(f"the stored state of {key} does not decode: {error}") from error
    return AudienceState(head, book=book, quoted=quoted, **maps)


def body(record: bytes) -> bytes:
    """What a record says after its format. Raises UnreadableError for a format that this release does not read."""
    if record[:1] != FORMAT:
        raise UnreadableError(Reason.BAD_FIELD, f"a record of format {record[:1]!r}; this release reads {FORMAT!r}")
    return record[1:]


def take_out(table: StateTable, names: Iterable[bytes]) -> None:
    """Takes out the records of these names that there are."""
    for name in names:
        if name in table:
            del table[name]
