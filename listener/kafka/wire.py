"""Wire: what a Kafka record of ours looks like: its bytes and its headers.

What is done with a record that cannot be read is decided once, here. Whoever reads a topic rejects it, counts it,
keeps it on `rejected`, and goes on. One record alone stops a worker: a broken one on `tagged` under the key of an
audience of ours, which nobody but us writes, and whose loss would change decisions. No record under another key does,
and none of a kind that this release does not know: another release wrote it, and may, because ours passes it over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from aiokafka import ConsumerRecord

from models.accountability import ACCOUNTABILITY_TYPE, CommitmentSignal
from models.bundles import Bundle, TaggedMessage
from models.commands import Command
from models.decoding import Decode, json_decoder, parse_digits
from models.labels import LabelRecord
from models.ledger import LedgerEntry, LedgerRecord
from models.posts import MINUTE_MS, Millis
from models.redactions import REDACTION_TYPE, Redaction
from models.rejections import Origin
from models.signals import Signal
from pipelines.intake import InputRecord

RecordHeaders = Sequence[tuple[str, bytes]]

MARK_HEADERS: Final[RecordHeaders] = (("type", b"mark"),)  # of a source's mark, which is on `posts`, too
GAP_HEADERS: Final[RecordHeaders] = (("type", b"gap"),)  # of what a source says that it missed, too
REPLAY_HEADERS: Final[RecordHeaders] = (("replay", b"1"),)  # of what was written long ago and is sent again
_RECEIVED: Final = "received"  # header: epoch milliseconds at which a post was received, if not the record's time
_AHEAD_MS: Final = 10 * MINUTE_MS  # that the header's time may be beyond the broker's, at most: clocks differ
CLOUD_EVENT_HEADERS: Final[RecordHeaders] = (("content-type", b"application/cloudevents+json; charset=utf-8"),)

MAX_RECORD_BYTES: Final = 1_000_000  # a little below Kafka's default limit of 1,048,588 with all overhead

encode = msgspec.json.Encoder().encode
decode_tagged: Decode[Bundle | TaggedMessage] = json_decoder(Bundle | TaggedMessage)
decode_command: Decode[Command | LedgerRecord] = json_decoder(Command | LedgerRecord)
decode_label: Decode[LabelRecord] = json_decoder(LabelRecord)
decode_signal: Decode[Signal] = json_decoder(Signal)
_decode_redaction: Decode[Redaction] = json_decoder(Redaction)
decode_ledger_entry: Decode[LedgerEntry] = json_decoder(LedgerEntry)
_decode_told: Decode[CommitmentSignal] = json_decoder(CommitmentSignal)


class _Typed(msgspec.Struct, frozen=True):
    """Of a CloudEvent its type alone."""

    type: str


_decode_type: Decode[_Typed] = json_decoder(_Typed)


def decode_any_signal(value: bytes | None) -> Signal | CommitmentSignal | Redaction:
    """A record of `signals`: an audience's, a commitment's, or quotes that are called back, as its `type` says.

    Raises UnreadableError.
    """
    kind = _decode_type(value).type
    if kind == REDACTION_TYPE:
        return _decode_redaction(value)
    return _decode_told(value) if kind.startswith(ACCOUNTABILITY_TYPE) else decode_signal(value)


def received_header(at: Millis) -> tuple[str, bytes]:
    """The header that says when a post was received."""
    return _RECEIVED, str(at).encode()


def intake_record(consumed: ConsumerRecord[bytes, bytes]) -> InputRecord:
    """A record of `posts` as intake takes it."""
    origin = Origin(consumed.topic, consumed.partition, consumed.offset)
    return read_input(consumed.value, consumed.headers, consumed.timestamp, origin)


def read_input(value: bytes | None, said: RecordHeaders, kept: Millis, origin: Origin) -> InputRecord:
    """The same of its value, its headers, and when the broker or a log took it."""
    headers = dict(said)
    return InputRecord(
        value=value,
        received=_received_at(headers.get(_RECEIVED), kept),
        origin=origin,
        is_mark=headers.get("type") == b"mark",
        is_gap=headers.get("type") == b"gap",
        is_replay="replay" in headers,
    )


def _received_at(header: bytes | None, timestamp: Millis) -> Millis:
    """The header's time where it is one, else the record's. Nothing was received long after the broker wrote it."""
    found = parse_digits(header or b"")
    return timestamp if found is None else min(found, timestamp + _AHEAD_MS)
