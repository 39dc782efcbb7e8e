"""Bundles: every message of every audience, in its order, in records that a broker takes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from listener.kafka import wire
from listener.kafka.bundling import MOST_BYTES, MOST_MESSAGES, encode_bundles
from models.bundles import Bundle, TaggedMessage
from models.journeys import TaggedPost
from models.marks import Progress
from models.posts import Kind, instant
from models.tags import Tags
from tests.making import MONDAY


def said(number: int, length: int) -> TaggedMessage:
    if length < 0:
        return Progress(partition=number % 4, partitions=4, reached=instant(MONDAY + number))
    at, words = instant(MONDAY), "é" * length
    return TaggedPost(f"p{number}", "x", "a", Kind.ORIGINAL, at, "relief", "locals", Tags(), words)


def unpack(key: str, records: list[tuple[str, bytes]]) -> list[TaggedMessage]:
    bundles = [wire.decode_tagged(value) for name, value in records if name == key]
    return [message for bundle in bundles if isinstance(bundle, Bundle) for message in bundle.messages]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(-1, 60_000)), max_size=25))
def test_each_audience_gets_its_messages_in_order(sent: list[tuple[str, int]]) -> None:
    outgoing = [(key, said(number, length)) for number, (key, length) in enumerate(sent)]
    records = list(encode_bundles(outgoing))
    for key in "ab":
        assert unpack(key, records) == [message for name, message in outgoing if name == key]
    assert all(len(value) < MOST_BYTES + 150_000 for _, value in records)


def test_a_batch_gives_each_audience_few_records() -> None:
    outgoing = [("ab"[number % 2], said(number, -1)) for number in range(2 * MOST_MESSAGES + 2)]
    records = list(encode_bundles(outgoing))
    assert [len(unpack("a", [each])) + len(unpack("b", [each])) for each in records] == [500, 1, 500, 1]


def test_no_messages_are_no_records() -> None:
    assert not list(encode_bundles([]))
