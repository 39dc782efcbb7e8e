"""Stores: the states of audiences as many small records of one table, so that a change writes only what is new.

A state is a head record and its shards. The head is written first and the pending posts last: whatever part of a save
has reached the changelog, `finish_interrupted_closing` makes a whole state of it. Signals go out before the save.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from models.errors import CorruptionError
from models.journeys import Author, CopiedText, PendingPost
from models.shards import ShardedMap
from pipelines.windows import AudienceHead, AudienceState, WatchedAudience, finish_interrupted_closing, new_state

_FORMAT: Final = b"\x02"  # the first byte of every record: what comes after it may change with it

StateTable = MutableMapping[bytes, bytes]
_Clock = Callable[[], float]  # seconds

_encode = msgspec.msgpack.Encoder().encode
_head = msgspec.msgpack.Decoder(AudienceHead).decode


@dataclass(frozen=True)
class _Part:
    """One field of a state that is kept in shards, the letter of its records, and how a shard is read."""

    field: str
    letter: str
    decode: Callable[[bytes], Mapping[int, Any]]


# In the order in which they are written. What waits is last: it must be in a journey before it stops waiting.
_PARTS: Final = (
    _Part("panel", "p", msgspec.msgpack.Decoder(dict[int, Author]).decode),
    _Part("copies", "c", msgspec.msgpack.Decoder(dict[int, CopiedText]).decode),
    _Part("pending", "w", msgspec.msgpack.Decoder(dict[int, tuple[PendingPost, ...]]).decode),
)


def changed_records(key: str, before: AudienceState, after: AudienceState) -> Iterator[tuple[bytes, bytes]]:
    """The records that differ between two states of a key, in the order in which they must be written."""
    if after.head is not before.head:
        yield _name(key, "h", 0), _FORMAT + _encode(after.head)
    for part in _PARTS:
        old, new = getattr(before, part.field).shards, getattr(after, part.field).shards
        for number, (was, now) in enumerate(zip(old, new, strict=True)):
            if was is not now:
                yield _name(key, part.letter, number), _FORMAT + _encode(now)


def read_state(key: str, table: Mapping[bytes, bytes]) -> AudienceState:
    """The state as the table has it; a fresh one where it has none. Raises CorruptionError."""
    empty = new_state()
    try:
        head = table.get(_name(key, "h", 0))
        parts = {part.field: _shards(key, part, getattr(empty, part.field), table) for part in _PARTS}
        return AudienceState(_head(_body(head)) if head else empty.head, **parts)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CorruptionError(f"the stored state of {key} does not decode: {error}") from error


def _shards(key: str, part: _Part, empty: ShardedMap[Any], table: Mapping[bytes, bytes]) -> ShardedMap[Any]:
    stored = (table.get(_name(key, part.letter, number)) for number in range(len(empty.shards)))
    return ShardedMap(tuple(part.decode(_body(each)) if each else {} for each in stored))


def _body(record: bytes) -> bytes:
    if record[:1] != _FORMAT:
        raise msgspec.DecodeError(f"a record of format {record[:1]!r}; this release reads {_FORMAT!r}")
    return record[1:]


def _name(key: str, letter: str, number: int) -> bytes:
    return f"{key}/{letter}{number}".encode()


class StateStore:
    """The states that this worker holds: read from the table once, kept decoded, written as they change."""

    def __init__(
        self, table: StateTable, watched: Mapping[str, WatchedAudience], clock: _Clock = time.monotonic
    ) -> None:
        self._table, self._watched, self._clock = table, watched, clock
        self._stored: dict[str, AudienceState] = {}
        self._now: dict[str, AudienceState] = {}
        self._changed: dict[str, float] = {}

    def load(self, key: str) -> AudienceState:
        """The key's state, made whole if its last save was not. Raises CorruptionError."""
        if key not in self._now:
            self._stored[key] = read_state(key, self._table)
            self._now[key] = finish_interrupted_closing(self._stored[key], self._watched[key])
        return self._now[key]

    def save(self, key: str, state: AudienceState) -> None:
        """Writes what is new since the key was loaded or saved."""
        if state is self._stored[key]:
            return
        for name, record in changed_records(key, self._stored[key], state):
            self._table[name] = record
        self._stored[key] = self._now[key] = state
        self._changed[key] = self._clock()

    def forget(self) -> None:
        """The partitions have been dealt anew: what another worker may have changed is read again."""
        self._stored.clear()
        self._now.clear()
        self._changed.clear()

    def decoded_states(self) -> Mapping[str, AudienceState]:
        """The states in memory, by key: for metrics."""
        return dict(self._now)

    def ages(self) -> Mapping[str, float]:
        """Seconds since each key's state last changed."""
        now = self._clock()
        return {key: now - changed for key, changed in self._changed.items()}
