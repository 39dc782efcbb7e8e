"""Ledger: the books of all campaigns on a compacted topic: a restart tells nobody twice and forgets nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec
import zstandard
from aiokafka import AIOKafkaProducer

from listener.kafka import topics
from listener.kafka.compacted import read_latest
from listener.settings import Settings
from models.alerts import AlertState
from models.errors import CorruptionError

FORMAT: Final = b"\x02"  # the first byte of every record: what comes after it may change with it
MAX_BOOK: Final = 64 * 1024 * 1024  # bytes, unpacked

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(AlertState).decode


def packed(book: AlertState) -> bytes:
    """A book as a record: many of its signals are alike, so it packs well."""
    return FORMAT + zstandard.ZstdCompressor().compress(_encode(book))


def unpacked(record: bytes) -> AlertState:
    """The book of a record. Raises CorruptionError."""
    if record[:1] != FORMAT:
        raise CorruptionError(f"a book of format {record[:1]!r}; this release reads {FORMAT!r}")
    try:
        return _decode(zstandard.ZstdDecompressor().decompress(record[1:], max_output_size=MAX_BOOK))
    except (zstandard.ZstdError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CorruptionError(f"a stored book does not decode: {error}") from error


async def read(settings: Settings) -> dict[str, AlertState]:
    """The latest book of each campaign. Raises CorruptionError."""
    records = await read_latest(settings, topics.ALERTS)
    return {name.decode(): unpacked(record) for name, record in records.items()}


async def write(producer: AIOKafkaProducer, settings: Settings, books: Mapping[str, AlertState]) -> None:
    """Writes the books; returns when the brokers have them."""
    for campaign, book in books.items():
        await producer.send_and_wait(settings.topic(topics.ALERTS), packed(book), key=campaign.encode())
