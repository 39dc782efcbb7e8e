"""The wire: posts and marks are told apart, and a post says when it was received."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from aiokafka import ConsumerRecord
from hypothesis import given
from hypothesis import strategies as st

from listener.files.replay import END_OF_TIME
from listener.kafka import wire
from models.commands import ChapterRelease, SignalVerdict, Verdict
from models.errors import UnreadableError
from models.marks import Activity, Mark, Progress
from models.posts import MINUTE_MS, instant
from models.rejections import Reason
from pipelines.intake import Intake
from pipelines.tags import Tagger
from tests.making import campaign

YEAR_9000 = 221_845_392_000_000
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


@pytest.mark.parametrize("year_9999", [END_OF_TIME, 10**15 - 1])
def test_no_header_says_that_a_record_was_received_long_after_the_broker_wrote_it(year_9999: int) -> None:
    record = wire.intake_record(consumed(b"{}", [wire.received_header(year_9999)]))
    assert record.received == 1_000 + 10 * MINUTE_MS


def test_a_replay_says_that_it_is_one() -> None:
    assert not wire.intake_record(consumed(b"{}")).is_replay
    assert wire.intake_record(consumed(b"{}", wire.REPLAY_HEADERS)).is_replay


def test_a_forged_header_lets_no_mark_of_the_year_9999_in() -> None:
    forged = wire.encode(Mark("a", instant(YEAR_9000), True))
    record = wire.intake_record(consumed(forged, [*wire.MARK_HEADERS, wire.received_header(END_OF_TIME)]))
    result = Intake([campaign()], Tagger([campaign()])).take([record])
    assert (result.outgoing, [each.reason for each in result.rejections]) == ((), [Reason.FUTURE])


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
