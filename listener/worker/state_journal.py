"""State journal: the changes of a write as one record, or few: a write is whole or not at all, and costs little.

A write appends what changed to the key's journal. When the journal is full it is folded: each record that it speaks
of is written under its own name, and then the journal's are taken out, the oldest first.

    journal  j0: head, w17, w512   j1: head, w3   j2 ... (full)  --fold-->  h0, w3, w17, w512, ...

Whatever prefix of these writes a crash leaves, the state is the one before a write or the one after it:

- A write of several records counts when its last is there; those of one that was cut short are taken out.
- While it is folded, the journal still says what counts. As its oldest are taken out, those that are left say what is
  as new as the records of their own names, which were all written before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import Final

import msgspec

from listener.worker.state_records import (
    FORMAT,
    RECORD_NAMES,
    RecordChange,
    StateTable,
    body,
    record_name,
    take_out,
)
from models.decoding import msgpack_decoder
from models.errors import CorruptionError, UnreadableError
from models.rejections import Reason

_PLACES: Final = 2_048  # for records of a journal: with _PART_BYTES each, more than the largest state has
_MOST_RECORDS: Final = 128  # of a journal, before the next write folds it
_MOST_BYTES: Final = 2_000_000  # the same in bytes: to fold it costs as many records as it speaks of
_PART_BYTES: Final = 150_000  # of one of its records, unless one change alone has more


class JournalRecord(msgspec.Struct, frozen=True, array_like=True):
    """One record of a journal: its number since the beginning, that of the last of its write, and what it changes."""

    number: int
    last: int
    changes: dict[int, bytes | None]  # by the number of the state's record


_encode = msgspec.msgpack.Encoder().encode
_decode = msgpack_decoder(JournalRecord)


class StateJournal:
    """The journal of one key, as it stands in the table. Read it once, then only append."""

    def __init__(self, table: StateTable, key: str) -> None:
        """Raises CorruptionError for a record that does not decode."""
        self._table, self._key = table, key
        self._numbers: list[int] = []  # of its records, in order
        self._bytes = 0
        self.said: dict[int, None] = {}  # the numbers of the state's records that it speaks of
        self._next = 0

    def read(self) -> Mapping[int, bytes | None]:
        """What it says of the state's records, by number; the rest of a write that was cut short is taken out."""
        found = sorted(self._find(), key=lambda each: each.number)
        whole = [each for each in found if each.last <= found[-1].number]
        take_out(self._table, (self._name(each.number) for each in found if each.last > found[-1].number))
        said: dict[int, bytes | None] = {}
        for each in whole:
            said |= each.changes
        self._numbers, self.said = [each.number for each in whole], dict.fromkeys(said)
        self._next = self._numbers[-1] + 1 if whole else 0
        self._bytes = sum(map(len, filter(None, said.values())))
        return said

    def _find(self) -> Iterator[JournalRecord]:
        for place in range(_PLACES):
            record = self._table.get(self._name(place))
            if record is not None:
                yield _read_record(record, self._key)

    def append(self, changes: Sequence[RecordChange], record_of: Callable[[int], bytes | None]) -> None:
        """Writes these changes. `record_of` gives records of the state before them: a full journal is folded."""
        parts = list(_split(changes))
        if len(self._numbers) + len(parts) > _MOST_RECORDS or self._bytes > _MOST_BYTES:
            self.fold(record_of)
        last = self._next + len(parts) - 1
        for number, part in zip(count(self._next), parts, strict=False):
            record = FORMAT + _encode(JournalRecord(number, last, dict(part)))
            self._table[self._name(number)] = record
            self._numbers.append(number)
            self._bytes += len(record)
        self.said |= dict.fromkeys(number for number, _ in changes)
        self._next = last + 1

    def fold(self, record_of: Callable[[int], bytes | None]) -> None:
        """Writes each record that the journal speaks of under its own name, and empties it."""
        for number in self.said:
            name, record = record_name(self._key, number), record_of(number)
            if record is None:
                take_out(self._table, [name])
            else:
                self._table[name] = record
        take_out(self._table, map(self._name, self._numbers))
        self._numbers, self.said, self._bytes = [], {}, 0

    def _name(self, number: int) -> bytes:
        return f"{self._key}/j{number % _PLACES}".encode()


def _read_record(record: bytes, key: str) -> JournalRecord:
    try:
        found = _decode(body(record))
        if not all(0 <= number < len(RECORD_NAMES) for number in found.changes):
            raise UnreadableError(Reason.BAD_FIELD, "it speaks of a record that a state does not have")
    except UnreadableError as error:
        raise CorruptionError(f"the journal of {key} does not decode: {error}") from error
    return found


def _split(changes: Sequence[RecordChange]) -> Iterator[Sequence[RecordChange]]:
    """The changes in as many parts as the bound of a record asks for."""
    begin, size = 0, 0
    for at, (_, record) in enumerate(changes):
        size += len(record or b"")
        if at > begin and size > _PART_BYTES:
            yield changes[begin:at]
            begin, size = at, len(record or b"")
    yield changes[begin:]
