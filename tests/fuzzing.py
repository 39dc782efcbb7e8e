"""Fuzzing: valid records made wrong, fast and the same every time. Knows JSON, and what breaks those who read it."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from typing import Any, Final

import msgspec

# Inputs of each decoder. LISTENER_FUZZ_INPUTS=1000000 is the long form.
INPUTS: Final = int(os.environ.get("LISTENER_FUZZ_INPUTS", "100000"))

ODD_TEXTS: Final = (
    "", "\x00", "\u00b2", "\u0663", "\ufeff", "\u202e", "a" * 600, "2026-01-01T00:00:00", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59Z", "1969-12-31T23:59:59Z", "2026-13-01T00:00:00Z", "NaN",
    "2016-12-31T23:59:60Z", "9998-12-31T23:59:59-12:00",
    "1970-01-01T00:00:00+14:00", "2026-01-01T00:00:00+23:59", "ADVANCE", "released", "relief|locals", "<b>", "[/]",
)  # fmt: skip
ODD_VALUES: Final = tuple(
    msgspec.Raw(each)
    for each in (
        b"null", b"true", b"0", b"-1", b"1", b"2147483648", b"9007199254740993", b"9223372036854775808", b"-0.0",
        b"18446744073709551616", b"1e308", b"1e999", b"5e-324", b"9" * 400, b"[]", b"{}", b"[[]]", b"[null]", b"NaN",
        b'{"":null}', b'{"type":"label"}', b"[" * 2_000 + b"]" * 2_000, *map(msgspec.json.encode, ODD_TEXTS),
    )
)  # fmt: skip
ODD_BYTES: Final = (
    b"\xff", b"\x00", b"\\ud800", b"\\u0000", b"NaN", b"1e999", b"-", b'"', b"[" * 200, b"]", b"{", b"}", b",", b":",
    b"9" * 400, b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\\", b"null", b"\xf0\x9f\x98\x80", b'"type":"label",',
)  # fmt: skip


def mutate_record(rng: random.Random, valid: Sequence[bytes]) -> bytes:
    """One of these JSON objects with something wrong, or not: fields changed, then now and then bytes."""
    record = rng.choice(valid)
    if rng.random() < 0.6:
        plain = msgspec.json.decode(record)
        for _ in range(rng.randrange(3)):
            _mutate_value(rng, plain)
        record = msgspec.json.encode(plain)
    return record if rng.random() < 0.6 else mutate_bytes(rng, record)


def mutate_bytes(rng: random.Random, record: bytes) -> bytes:
    """Bytes flipped, cut, doubled, or with something put in."""
    at, end = sorted((rng.randrange(len(record) + 1), rng.randrange(len(record) + 1)))
    match rng.randrange(5):
        case 0:
            return record[:at]
        case 1:
            return record[:at] + record[end:]
        case 2:
            return record[:end] + record[at:]
        case 3:
            return record[:at] + bytes([rng.randrange(256)]) + record[at + 1 :]
        case _:
            return record[:at] + rng.choice(ODD_BYTES) + record[at:]


def _mutate_value(rng: random.Random, plain: Any) -> None:
    """Changes one place of an object or a list, in place: drops it, adds to it, or puts something odd there."""
    while isinstance(plain, dict | list) and plain:
        place = rng.choice(list(plain)) if isinstance(plain, dict) else rng.randrange(len(plain))
        if isinstance(plain[place], dict | list) and plain[place] and rng.random() < 0.7:
            plain = plain[place]
            continue
        _change(rng, plain, place)
        return


def _change(rng: random.Random, plain: Any, place: Any) -> None:
    match rng.randrange(8):
        case 0:
            del plain[place]
        case 1 if isinstance(plain, dict):
            plain[rng.choice(ODD_TEXTS)] = rng.choice(ODD_VALUES)
        case 1:
            plain.extend([plain[place]] * rng.randrange(5))
        case 2:
            plain[place] = [plain[place]]
        case _:
            plain[place] = rng.choice(ODD_VALUES)
