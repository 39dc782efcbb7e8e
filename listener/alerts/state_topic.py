"""State topic: each campaign's alerting state on a compacted topic, so that a restart repeats and loses nothing."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from typing import Final

import msgspec
import zstandard
from aiokafka import AIOKafkaProducer

from listener.kafka import topics
from listener.kafka.compacted import read_latest
from listener.settings import Settings
from models.alerts import AlertState
from models.decoding import msgpack_decoder
from models.errors import CorruptionError, UnreadableError
from pipelines.alerts import drop_largest_signal

log = logging.getLogger(__name__)

_FORMAT: Final = b"\x01"  # the first byte of every record: what comes after it may change with it
_MAX_BYTES: Final = 64 * 1024 * 1024  # of a state once decompressed: more than its bounded queues can ever hold

STATE_BYTES: Final = (
    700_000  # of a record, at most: Kafka takes 1 MB, and what is on its way to people is written again
)

_encode = msgspec.msgpack.Encoder().encode
_decode = msgpack_decoder(AlertState)


async def read_states(settings: Settings, only: Collection[str] | None = None) -> dict[str, AlertState]:
    """The latest state of each campaign, or of those in `only`: other keys are not ours. Raises CorruptionError."""
    latest = await read_latest(settings, topics.ALERTS)
    named = {name.decode(errors="replace"): record for name, record in latest.items()}
    return {name: decode_state(record) for name, record in named.items() if only is None or name in only}


async def write_states(producer: AIOKafkaProducer, settings: Settings, states: Mapping[str, AlertState]) -> None:
    """Writes the states by campaign; returns when the brokers have them."""
    for campaign, state in states.items():
        await producer.send_and_wait(settings.topic(topics.ALERTS), encode_state(state), key=campaign.encode())


def fit_state(state: AlertState) -> AlertState:
    """The state with as many of its signals as a record has room for; the same state where that is all of them."""
    while len(encode_state(state)) > STATE_BYTES and (smaller := drop_largest_signal(state)) is not state:
        log.warning("an alerting state is too large to be stored: its largest signal is let go")
        state = smaller
    return state


def encode_state(state: AlertState) -> bytes:
    """A state as a record. Many of its signals are alike, so it compresses well."""
    return _FORMAT + zstandard.ZstdCompressor().compress(_encode(state))


def decode_state(record: bytes) -> AlertState:
    """The state of a record. Raises CorruptionError."""
    if record[:1] != _FORMAT:
        raise CorruptionError(f"an alerting state of format {record[:1]!r}; this release reads {_FORMAT!r}")
    try:
        return _decode(zstandard.ZstdDecompressor().decompress(record[1:], max_output_size=_MAX_BYTES))
    except (zstandard.ZstdError, UnreadableError) as error:
        raise CorruptionError(f"a stored alerting state does not decode: {error}") from error
