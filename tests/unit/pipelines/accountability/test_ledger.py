"""The ledger: a byte that is changed is found, and so is a line that is gone, moved or added."""

from hypothesis import given
from hypothesis import strategies as st

from models.ledger import LedgerRecord
from pipelines.accountability import encode_entry, find_changes, seal_record, verify_ledger
from tests.unit.pipelines.accountability.promises import at, campaign_of, day, promise, run, said

RECORDS: list[LedgerRecord] = [
    said("2026-02-01T12", 1, "https://fund.example/q1"),
    *find_changes("fund", [promise()], [promise(update_every=120)], at("2026-03-01T01")),
    said("2026-05-01T12", 2, "https://fund.example/æ"),
]
LINES = [encode_entry(each) for each in run(campaign_of(promise(update_every=120)), RECORDS, day("2026-06-01"))[2]]
WHOLE = b"\n".join(LINES)


def test_what_was_written_is_found_good_with_its_head() -> None:
    check = verify_ledger(LINES)
    assert check.problem == ""
    assert len(check.hashes["fund"]) == 3


@given(place=st.integers(0, len(WHOLE) - 1), other=st.integers(1, 255))
def test_any_byte_that_is_changed_is_found(place: int, other: int) -> None:
    changed = bytearray(WHOLE)
    changed[place] ^= other
    assert verify_ledger(bytes(changed).split(b"\n")).problem


@given(place=st.integers(0, len(WHOLE) - 1))
def test_any_byte_that_is_taken_out_is_found(place: int) -> None:
    assert verify_ledger((WHOLE[:place] + WHOLE[place + 1 :]).split(b"\n")).problem


def test_a_line_that_is_gone_moved_or_sealed_anew_is_found_and_a_repeat_is_none() -> None:
    assert verify_ledger(LINES[1:]).problem
    assert verify_ledger([LINES[0], LINES[2]]).problem
    assert verify_ledger([LINES[1], LINES[0], LINES[2]]).problem
    forged = encode_entry(seal_record(said("2026-02-02T12", 4), 1, ""))
    assert verify_ledger([forged, *LINES[1:]]).problem
    assert verify_ledger([*LINES[:2], LINES[1], LINES[2]]).problem == ""


def test_lines_cut_off_at_the_end_are_found_by_who_noted_the_head() -> None:
    assert verify_ledger(LINES[:2]).heads != verify_ledger(LINES).heads
