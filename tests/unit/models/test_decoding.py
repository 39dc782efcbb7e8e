"""Decoding: whatever the bytes are, there is a value or one error of ours, with a closed reason."""

import random
from collections.abc import Mapping
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from listener.kafka import wire
from models.alerts import AlertState
from models.commands import Command
from models.decisions import Decision
from models.decoding import Decode, json_decoder, msgpack_decoder, parse_digits
from models.erasures import ErasureRequest
from models.errors import UnreadableError
from models.gaps import Gap
from models.marks import Mark
from models.outcomes import OutcomeReport
from models.posts import Post, instant, millis
from models.rejections import Reason, Rejection
from models.signals import Signal
from pipelines.intake import TrackedAuthor
from pipelines.windows import AudienceHead
from tests.fuzzing import INPUTS, mutate_bytes, mutate_record
from tests.records import NAMED, VALID

DECODERS: Mapping[str, tuple[Decode[Any], str]] = {
    "posts": (json_decoder(Post), "post"),
    "marks": (json_decoder(Mark), "mark"),
    "gaps": (json_decoder(Gap), "gap"),
    "tracked": (json_decoder(TrackedAuthor), "tracked"),
    "tagged": (wire.decode_tagged, "tagged"),
    "commands": (wire.decode_command, "command"),
    "labels": (wire.decode_label, "label"),
    "outcomes": (json_decoder(OutcomeReport), "outcome"),
    "erasures": (json_decoder(ErasureRequest), "erasure"),
    "signals": (json_decoder(Signal), "signal"),
    "decisions": (json_decoder(Decision), "decision"),
    "rejected": (json_decoder(Rejection), "rejection"),
}
STORED: Mapping[str, Decode[Any]] = {
    "alerts": msgpack_decoder(AlertState),
    "state": msgpack_decoder(AudienceHead),
}


def outcome(decode: Decode[Any], record: bytes | None) -> object:
    """The value of a record, or the reason why it has none. What else is raised fails the test."""
    try:
        return decode(record)
    except UnreadableError as error:
        return Reason(error.reason)


@pytest.mark.parametrize("topic", DECODERS)
def test_every_decoder_gives_a_value_or_one_error(topic: str) -> None:
    decode, kind = DECODERS[topic]
    rng = random.Random(topic)
    rejected = sum(isinstance(outcome(decode, mutate_record(rng, VALID[kind])), Reason) for _ in range(INPUTS))
    assert 0 < rejected < INPUTS  # the mutations reach both sides


@pytest.mark.parametrize("kind", STORED)
def test_what_we_store_gives_a_value_or_one_error(kind: str) -> None:
    rng, stored = random.Random(kind), msgspec.msgpack.encode({"progress": {}, "routes": {}, "examples": []})
    for _ in range(INPUTS):
        outcome(STORED[kind], mutate_bytes(rng, stored))


@pytest.mark.parametrize("topic", DECODERS)
@pytest.mark.parametrize("name", NAMED)
def test_no_named_record_is_too_odd(topic: str, name: str) -> None:
    outcome(DECODERS[topic][0], NAMED[name])


@pytest.mark.parametrize("topic", DECODERS)
def test_a_valid_record_decodes_to_itself(topic: str) -> None:
    decode, kind = DECODERS[topic]
    for valid in VALID[kind]:
        value = decode(valid)
        assert decode(wire.encode(value)) == value


@pytest.mark.parametrize(
    "topic", ["marks", "gaps", "commands", "outcomes", "erasures", "posts", "signals", "decisions"]
)
def test_a_time_without_a_zone_is_refused_everywhere(topic: str) -> None:
    decode, kind = DECODERS[topic]
    for valid in VALID[kind]:
        assert b"Z" in valid
        assert outcome(decode, valid.replace(b'Z"', b'"')) is Reason.BAD_FIELD


@pytest.mark.parametrize("topic", ["gaps", "commands", "outcomes", "erasures", "signals", "decisions"])
@pytest.mark.parametrize("year", [b"0001", b"1969", b"9999"])
def test_a_time_that_cannot_be_reckoned_with_is_refused(topic: str, year: bytes) -> None:
    decode, kind = DECODERS[topic]
    for valid in VALID[kind]:
        assert outcome(decode, valid.replace(b'"2025-', b'"' + year + b"-")) is Reason.BAD_FIELD


@given(st.text(max_size=30) | st.binary(max_size=30))
def test_digits_are_a_number_or_nothing(text: str | bytes) -> None:
    number = parse_digits(text)
    assert number is None or 0 <= number < 10**15


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_written_numbers_are_read(number: int) -> None:
    assert parse_digits(str(number)) == number == parse_digits(str(number).encode())


@given(st.integers(min_value=0, max_value=millis(instant(250_000_000_000_000))), st.text(min_size=1, max_size=20))
def test_every_command_decodes_to_itself(at: int, name: str) -> None:
    for command in msgspec.json.decode(wire.encode(_commands(at, name)), type=list[Command]):
        assert wire.decode_command(wire.encode(command)) == command


def _commands(at: int, name: str) -> list[dict[str, Any]]:
    about = {"campaign": name, "audience": name, "at": instant(at)}
    return [
        {"type": "released", "chapter": name, **about},
        {"type": "judged", "signal": name, "verdict": "snooze", "reason": name, **about},
    ]
