"""The ledger of commitments in files: entries as they are on the topic `updates`, or records alone, one a line."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from listener.files.lines import Line
from listener.files.records import decode_lines
from models.accountability import CommitmentSignal
from models.decoding import Decode, json_decoder
from models.errors import InputError, UnreadableError
from models.ledger import LedgerEntry, LedgerRecord
from pipelines.flow import Flow

_decode_entry: Decode[LedgerEntry] = json_decoder(LedgerEntry)
_decode_signal: Decode[CommitmentSignal] = json_decoder(CommitmentSignal)
_decode_record: Decode[LedgerRecord] = json_decoder(LedgerRecord)


def read_records(lines: Iterable[Line]) -> Iterator[LedgerRecord]:
    """The records of a file. Raises InputError for a line that is neither an entry nor a record."""
    return decode_lines(lines, _read_record, "no entry of the ledger")


def read_notices(lines: Iterable[Line]) -> Iterator[CommitmentSignal]:
    """The signals of commitments in a file of signals. What cannot be read is passed over."""
    for line in lines:
        with suppress(UnreadableError):
            yield _decode_signal(line.value)


def _read_record(value: bytes | None) -> LedgerRecord:
    try:
        return _decode_entry(value).record
    except UnreadableError:
        return _decode_record(value)


def apply_ledger(flow: Flow, lines: Iterable[Line]) -> None:
    """Gives the flow what was said and changed of commitments; each counts from its own time. Raises InputError."""
    for record in read_records(lines):
        if record.campaign not in flow.accounts:
            raise InputError(
                f"a record of `{record.commitment}`: no campaign {record.campaign} with commitments here"
            )
        flow.record(record)


def read_ledger_lines(path: str) -> Iterator[bytes]:
    """The lines of a ledger as bytes, nothing stripped but the one line break after each. Raises InputError."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    if not data:
        raise InputError(f"{path}: is empty: a ledger has an entry a line")
    lines = data.split(b"\n")
    yield from lines[:-1] if lines[-1] == b"" else lines
