"""The journal: what was appended last is what it says, however it is split and folded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listener.worker import state_journal
from listener.worker.state_journal import StateJournal
from listener.worker.state_records import FORMAT, RECORD_NAMES, RecordChange, record_name
from models.errors import CorruptionError
from tests.changelog import Changelog, restored_table

KEY = "relief|locals"
Said = dict[int, bytes | None]

writes = st.lists(
    st.dictionaries(st.integers(0, 9), st.none() | st.binary(max_size=40), min_size=1), min_size=1, max_size=30
)


@pytest.fixture(scope="module", autouse=True)
def short_journals() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(state_journal, "_MOST_RECORDS", 5)
        patch.setattr(state_journal, "_PART_BYTES", 60)
        yield


def read(table: Mapping[bytes, bytes]) -> dict[int, bytes]:
    """What counts of the records 0 to 9, as the next owner reads it."""
    said = StateJournal(dict(table), KEY).read()
    records = {i: said[i] if i in said else table.get(record_name(KEY, i)) for i in range(10)}
    return {number: record for number, record in records.items() if record is not None}


def append(journal: StateJournal, truth: Said, changes: Mapping[int, bytes | None]) -> None:
    before = dict(truth)
    journal.append(list[RecordChange](changes.items()), before.get)
    truth.update(changes)


def present(truth: Said) -> dict[int, bytes]:
    return {number: record for number, record in truth.items() if record is not None}


@given(writes)
def test_whatever_is_written_is_read_by_the_next_owner(every: list[Said]) -> None:
    table, truth = dict[bytes, bytes](), Said()
    journal = StateJournal(table, KEY)
    for number, changes in enumerate(every):
        if number % 7 == 6:
            journal = StateJournal(table, KEY)
            journal.read()
        append(journal, truth, changes)
        assert read(table) == present(truth)


@given(writes, st.floats(0, 1))
def test_a_write_that_is_cut_short_is_none(every: list[Said], share: float) -> None:
    table, truth = Changelog(), Said()
    journal = StateJournal(table, KEY)
    for changes in every[:-1]:
        append(journal, truth, changes)
    before, expected = dict(table), present(truth)
    table.changes.clear()
    append(journal, truth, every[-1])
    cut = int(share * len(table.changes))
    left = restored_table(before, table.changes[:cut])
    assert read(left) in (expected, present(truth))
    successor, known = StateJournal(left, KEY), Said(read(left))
    successor.read()
    append(successor, known, {3: b"next"})  # goes on where the cut was
    assert read(left) == present(known)


def test_a_folded_journal_has_no_records() -> None:
    table, truth = dict[bytes, bytes](), Said()
    journal = StateJournal(table, KEY)
    for number in range(4):
        append(journal, truth, {number: b"%d" % number})
    journal.fold(truth.get)
    assert table == {record_name(KEY, number): b"%d" % number for number in range(4)}


@pytest.mark.parametrize(
    "record", [b"", b"\x01\x93", FORMAT + b"\x93\x00", FORMAT + b"\x93\x00\x00\x81\xcd\xff\xff\xc0"]
)
def test_a_record_that_is_none_of_ours_says_whose_it_is(record: bytes) -> None:
    assert len(RECORD_NAMES) < 0xFFFF
    with pytest.raises(CorruptionError, match=r"journal of relief\|locals"):
        StateJournal({f"{KEY}/j0".encode(): record}, KEY).read()
