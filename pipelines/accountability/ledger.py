"""Ledger: entries that form a chain of hashes, one chain a campaign. No byte of it changes without being found.

    hash = SHA-256(canonical JSON of [number, previous hash, record])

Who can write can also write the whole chain anew: whoever noted the last hash, its head, finds that, too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

import msgspec

from models.decoding import Decode, json_decoder
from models.errors import UnreadableError
from models.ledger import FIRST_PREVIOUS, LedgerEntry, LedgerRecord

encode_entry = msgspec.json.Encoder(order="deterministic").encode
_decode = json_decoder(LedgerEntry)
_decode_record: Decode[LedgerRecord] = json_decoder(LedgerRecord)


def seal_record(record: LedgerRecord, number: int, previous: str) -> LedgerEntry:
    """The record as an entry of that number. `previous` is the hash of the one before; empty for the first."""
    previous, record = previous or FIRST_PREVIOUS, _decode_record(encode_entry(record))  # as it will be read
    return LedgerEntry(number, previous, record, _hash(number, previous, record))


def _hash(number: int, previous: str, record: LedgerRecord) -> str:
    return sha256(encode_entry([number, previous, record])).hexdigest()


@dataclass
class LedgerCheck:
    """What was found of a ledger: for each campaign the hashes of its entries, and the first thing that is wrong."""

    hashes: dict[str, list[str]] = field(default_factory=dict)
    line: int = 0  # from 1, of what is wrong
    problem: str = ""  # empty: every byte is as it was written

    @property
    def heads(self) -> dict[str, str]:
        """The last hash of each campaign."""
        return {name: hashes[-1] for name, hashes in self.hashes.items()}


def verify_ledger(lines: Iterable[bytes]) -> LedgerCheck:
    """Checks every line, without its line break. An entry that comes again as it was is a repeat, and no problem."""
    check = LedgerCheck()
    for number, line in enumerate(lines, 1):
        if problem := _find_problem(line, check.hashes):
            check.line, check.problem = number, problem
            return check
    return check


def _find_problem(line: bytes, hashes: dict[str, list[str]]) -> str:
    """What is wrong with a line; else it is added to the hashes of its campaign."""
    try:
        entry = _decode(line)
    except UnreadableError as error:
        return f"is no entry: {error}"
    if encode_entry(entry) != line:
        return "is not written as entries are: something was changed in it"
    if entry.hash != _hash(entry.number, entry.previous, entry.record):
        return f"entry {entry.number} does not have its own hash: something was changed in it"
    known = hashes.setdefault(entry.record.campaign, [])
    if entry.number <= len(known) and known[entry.number - 1] == entry.hash:
        return ""
    if entry.number != len(known) + 1:
        return f"entry {entry.number} comes after entry {len(known)}: entries were taken out, or added"
    if entry.previous != (known[-1] if known else FIRST_PREVIOUS):
        return f"entry {entry.number} does not follow the one before it: one of them was put in another's place"
    known.append(entry.hash)
    return ""
