"""The wire: posts and marks are told apart, and a post says when it was received."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from aiokafka import ConsumerRecord
from hypothesis import given
from hypothesis import strategies as st

from listener.kafka import wire
from models.commands import ChapterRelease, SignalVerdict, Verdict
from models.errors import UnreadableError
from models.marks import Activity, Progress
from models.posts import instant

AT = instant(1_736_000_000_000)


def consumed(value: bytes | None, headers: Sequence[tuple[str, bytes]] = ()) -> ConsumerRecord[bytes, bytes]:
    """A record as aiokafka hands it out, written at 1,000."""
    return ConsumerRecord("t.posts", 2, 7, 1_000, 0, None, value, None, 0, 0, headers)


def test_a_record_is_a_post_unless_its_header_says_mark() -> None:
    assert not wire.intake_record(consumed(b"{}")).is_mark
    assert wire.intake_record(consumed(b"{}", wire.MARK_HEADERS)).is_mark


def test_a_record_was_received_when_it_was_written_or_as_its_header_says() -> None:
    assert wire.intake_record(consumed(b"{}")).received == 1_000
    assert wire.intake_record(consumed(b"{}", [wire.received_header(42)])).received == 42


def test_a_record_knows_where_it_stands() -> None:
    origin = wire.intake_record(consumed(b"{}")).origin
    assert origin is not None
    assert (origin.source, origin.partition, origin.offset) == ("t.posts", 2, 7)


@pytest.mark.parametrize("header", [None, b"", b"\xb2", "\u00b2".encode(), b"9" * 5_000, b"-1", b"1e3"])
def test_a_header_that_is_no_time_counts_for_nothing(header: bytes | None) -> None:
    repeated: list[Any] = [("received", header), ("received", header), ("type", header)]
    assert wire.intake_record(consumed(b"{}", repeated)).received == 1_000


@given(st.binary(max_size=40))
def test_no_header_is_too_odd(header: bytes) -> None:
    odd = [("received", header), ("type", header)]
    assert wire.intake_record(consumed(None, odd)).received >= 0


@pytest.mark.parametrize(
    "message",
    [Progress(1, 4, AT, 10, idle=True), Activity(AT, bytes(8))],
)
def test_what_is_tagged_survives_the_wire(message: Progress | Activity) -> None:
    assert wire.decode_tagged(wire.encode(message)) == message


@pytest.mark.parametrize(
    "command",
    [ChapterRelease("c", "a", "next", AT), SignalVerdict("c", "a", "id", Verdict.ACCEPT, AT)],
)
def test_commands_survive_the_wire(command: ChapterRelease | SignalVerdict) -> None:
    assert wire.decode_command(wire.encode(command)) == command


def test_a_message_of_no_known_type_does_not_decode() -> None:
    with pytest.raises(UnreadableError):
        wire.decode_tagged(b'{"type": "gossip"}')
