"""State upgrade: a state that a release before the journal wrote, brought into the form that is read now.

That release kept two places for each record, one in lower case and one in upper case, and a record of places that
says which counts. Here what counts in a second place is said in the journal, then the record of places is taken out,
and last the second places: a crash in between leaves what is brought over again, or what is no longer read.
"""

from __future__ import annotations

from typing import Final

from listener.worker.state_journal import StateJournal
from listener.worker.state_records import RECORD_NAMES, StateTable, body, take_out
from models.errors import CorruptionError, UnreadableError

_PLACES_BYTES: Final = (len(RECORD_NAMES) + 7) // 8  # of the record of places, after its format


def upgrade(table: StateTable, key: str) -> None:
    """Brings the key's records over, if an earlier release wrote any. Raises CorruptionError for broken ones."""
    if (places := table.get(_places_name(key))) is not None:
        journal = StateJournal(table, key)
        said = journal.read()  # by a try that was cut short
        changes = [(number, table.get(_second_name(key, number))) for number in _second_places(key, places)]
        journal.append(changes, said.get)
        del table[_places_name(key)]
    take_out(table, (_second_name(key, number) for number in range(len(RECORD_NAMES))))


def _second_places(key: str, record: bytes) -> list[int]:
    """The numbers of the records whose second place counts."""
    try:
        bits = body(record)
    except UnreadableError as error:
        raise CorruptionError(f"the stored state of {key} does not decode: {error}") from error
    if len(bits) != _PLACES_BYTES:
        raise CorruptionError(f"the places of {key} have {len(bits)} bytes; expected {_PLACES_BYTES}")
    chosen = int.from_bytes(bits, "little")
    return [number for number in range(len(RECORD_NAMES)) if chosen >> number & 1]


def _places_name(key: str) -> bytes:
    return f"{key}/s0".encode()


def _second_name(key: str, number: int) -> bytes:
    return f"{key}/{RECORD_NAMES[number].upper()}".encode()
