"""State store: the state of each audience as many small records of one table. A save writes only those that changed.

A state is a head record, and the shards of four maps. What a save rests on:

- It writes the head first and the pending posts last. A worker that dies in between leaves a prefix of these records
  on the changelog, and `finish_interrupted_closing` makes a whole state of that.
- A shard has changed where it is another object than before (`is not`): shards are never changed in place.
- No input makes a record larger than RECORD_BYTES: all that a state keeps has a bound (`pipelines.windows.state`).
- The agent publishes signals before it saves. So after a crash they are published again, and not lost.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from itertools import compress, count
from operator import is_not
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from models.author_keys import AuthorKey
from models.decoding import Decode, msgpack_decoder
from models.errors import CorruptionError, SettingsError, UnreadableError
from models.journeys import Author, CopiedText, PendingPost
from models.rejections import Reason
from models.shards import ShardedMap
from pipelines.windows import AudienceHead, AudienceState, WatchedAudience, finish_interrupted_closing, new_state
from pipelines.windows.state import RECORD_BYTES

log = logging.getLogger(__name__)

_FORMAT: Final = b"\x02"  # the first byte of every record: what comes after it may change with it

_STRETCH: Final = 64  # shards looked at together

StateTable = MutableMapping[bytes, bytes]
_Shards = tuple[Mapping[int, Any], ...]
_Clock = Callable[[], float]  # seconds, of a clock that only moves forward

_encode = msgspec.msgpack.Encoder().encode
_decode_head = msgpack_decoder(AudienceHead)


@dataclass(frozen=True)
class _Field:
    """A field of a state that is kept in shards, the letter in the names of its records, and their decoder."""

    name: str
    letter: str
    decode: Decode[Mapping[int, Any]]


# In the order in which they are written. A pending post must be in the panel before it stops being pending; and a
# text must have its keeper before the panel says that the keeper has voted.
_FIELDS: Final = (
    _Field("copies", "c", msgpack_decoder(dict[int, CopiedText])),
    _Field("panel", "p", msgpack_decoder(dict[int, Author])),
    _Field("outsiders", "o", msgpack_decoder(dict[int, int])),
    _Field("open_sketches", "a", msgpack_decoder(dict[int, bytes])),
    _Field("pending", "w", msgpack_decoder(dict[int, tuple[PendingPost, ...]])),
)


def changed_records(key: str, before: AudienceState, after: AudienceState) -> Iterator[tuple[bytes, bytes]]:
    """The records that differ between two states of a key, in the order in which they must be written."""
    if after.head is not before.head:
        yield _record_name(key, "h", 0), _FORMAT + _encode(after.head)
    for field in _FIELDS:
        old, new = getattr(before, field.name).shards, getattr(after, field.name).shards
        for number in _changed_shards(old, new) if old is not new else ():
            yield _record_name(key, field.letter, number), _FORMAT + _encode(new[number])


def _changed_shards(old: _Shards, new: _Shards) -> Iterator[int]:
    """The numbers of the shards that are other objects, and say something else.

    A post changes one of a thousand, and each post asks: tuples compare many at once, by identity first.
    """
    for start in range(0, len(old), _STRETCH):
        before, after = old[start : start + _STRETCH], new[start : start + _STRETCH]
        if before != after:
            yield from compress(count(start), map(is_not, before, after))


def read_state(key: str, table: Mapping[bytes, bytes]) -> AudienceState:
    """The state as the table has it, or a new one. Raises CorruptionError for a record that does not decode."""
    empty = new_state()
    try:
        head = table.get(_record_name(key, "h", 0))
        maps = {field.name: _shards(key, field, getattr(empty, field.name), table) for field in _FIELDS}
        return AudienceState(_decode_head(_body(head)) if head else empty.head, **maps)
    except UnreadableError as error:
        raise CorruptionError(f"the stored state of {key} does not decode: {error}") from error


def _shards(key: str, field: _Field, empty: ShardedMap[Any], table: Mapping[bytes, bytes]) -> ShardedMap[Any]:
    stored = (table.get(_record_name(key, field.letter, number)) for number in range(len(empty.shards)))
    return ShardedMap(tuple(field.decode(_body(each)) if each else {} for each in stored))


def _body(record: bytes) -> bytes:
    if record[:1] != _FORMAT:
        raise UnreadableError(Reason.BAD_FIELD, f"a record of format {record[:1]!r}; this release reads {_FORMAT!r}")
    return record[1:]


def _record_name(key: str, letter: str, number: int) -> bytes:
    return f"{key}/{letter}{number}".encode()


def _claim_state(key: str, state: AudienceState, author_key: AuthorKey) -> AudienceState:
    """The state as one of this author key. Raises SettingsError for a state of another: they must not mix."""
    if state.head.author_key == author_key.id:
        return state
    if state.head.author_key:
        problem = (
            f"the state of {key} was made with author key {state.head.author_key}, and this one is {author_key.id}. "
            "Give the old key back; or start all panels afresh with the new one, under another LISTENER_PREFIX"
        )
        raise SettingsError("LISTENER_AUTHOR_KEY", problem)
    return replace(state, head=replace(state.head, author_key=author_key.id))


class StateStore:
    """The states of a worker's audiences: read from the table once, kept decoded, written as they change."""

    def __init__(
        self, table: StateTable, watched: Mapping[str, WatchedAudience], clock: _Clock = time.monotonic
    ) -> None:
        self._table, self._watched, self._clock = table, watched, clock
        self._stored: dict[str, AudienceState] = {}
        self._decoded: dict[str, AudienceState] = {}
        self._changed_at: dict[str, float] = {}
        self._large: set[bytes] = set()  # names of records that were said to be large

    def load(self, key: str) -> AudienceState:
        """The key's state, with an interrupted save finished. Raises CorruptionError, and SettingsError.

        The latter where the state was made under another author key: it knows its authors by other hashes.
        """
        if key not in self._decoded:
            self._stored[key] = read_state(key, self._table)
            state = _claim_state(key, self._stored[key], self._watched[key].author_key)
            self._decoded[key] = finish_interrupted_closing(state, self._watched[key])
        return self._decoded[key]

    def save(self, key: str, state: AudienceState) -> None:
        """Writes the records that changed since the key was loaded or saved. The key must have been loaded."""
        if state is self._stored[key]:
            return
        for name, record in changed_records(key, self._stored[key], state):
            self._table[name] = record
            self._tell_large(name, record)
        self._stored[key] = self._decoded[key] = state
        self._changed_at[key] = self._clock()

    def _tell_large(self, name: bytes, record: bytes) -> None:
        """Says once of a record that it is larger than any input makes it: a policy asks for too much.

        It is written all the same: to leave it out would lose what it holds, and the broker takes five times as much.
        """
        if len(record) > RECORD_BYTES and name not in self._large:
            self._large.add(name)
            log.warning("state record %s has %d bytes; usual are up to %d", name.decode(), len(record), RECORD_BYTES)

    def forget(self) -> None:
        """Call it in a rebalance: another worker may have changed the table, so all is decoded again."""
        self._stored.clear()
        self._decoded.clear()
        self._changed_at.clear()

    def decoded_states(self) -> Mapping[str, AudienceState]:
        """The states that are decoded now, by key: for metrics."""
        return dict(self._decoded)

    def ages(self) -> Mapping[str, float]:
        """Seconds since each key's state last changed."""
        now = self._clock()
        return {key: now - changed_at for key, changed_at in self._changed_at.items()}
