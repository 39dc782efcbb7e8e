"""What every source keeps to, wherever posts come from. A new source inherits this by its module in `senders/`."""

import builtins
import random
import socket
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from listener.kafka import topics
from listener.sources import (
    SOURCES,
    Cursor,
    Drop,
    DropReason,
    Frame,
    SourceClient,
    SourceRecord,
    SourceSpec,
    run_source,
    to_record,
)
from models.posts import Post
from models.rejections import RECORD_LIMIT, Reason, Rejection
from pipelines.posts import Admission
from tests.contracts.senders import sender_of
from tests.making import NOW

every_source = pytest.mark.parametrize("name", SOURCES)


@pytest.fixture
async def client(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[SourceClient]:
    """A source's client, with its sender on the other side."""
    sender = sender_of(request.param)
    async with sender.serve(tmp_path, sender.frames) as addresses:
        yield SOURCES[request.param].open(addresses)


every_client = pytest.mark.parametrize(
    ("client", "name"), [(name, name) for name in SOURCES], indirect=["client"], ids=list(SOURCES)
)


async def frames_after(client: SourceClient, cursor: Cursor | None = None) -> list[Frame]:
    return [frame async for frame in client.frames(cursor)]


def posts_of(source: SourceSpec, frames: Sequence[bytes]) -> list[Post]:
    return [item for frame in frames for item in source.convert(frame) if isinstance(item, Post)]


@st.composite
def damaged(draw: st.DrawFn, frames: Sequence[bytes]) -> bytes:
    """A real frame that was cut, or in which a few bytes were changed."""
    frame = bytearray(draw(st.sampled_from(frames)))
    for _ in range(draw(st.integers(0, 3))):
        frame[draw(st.integers(0, len(frame) - 1))] = draw(st.integers(0, 255))
    return bytes(frame[: draw(st.integers(0, len(frame)))])


# -- the converter


@every_source
def test_the_frames_to_test_with_show_the_usual_and_what_is_bad(name: str) -> None:
    source, frames = SOURCES[name], sender_of(name).frames
    assert name == source.name
    assert len(posts_of(source, frames)) >= 2
    assert any(not isinstance(item, Post) for frame in frames for item in source.convert(frame))


@every_source
@given(data=st.data())
def test_no_bytes_make_the_converter_raise_and_the_same_bytes_give_the_same(name: str, data: st.DataObject) -> None:
    convert = SOURCES[name].convert
    frame = data.draw(st.binary(max_size=200) | damaged(sender_of(name).frames))
    first = convert(frame)
    convert(data.draw(st.sampled_from(sender_of(name).frames)))
    assert convert(frame) == first


@every_source
@given(data=st.data())
def test_what_is_rejected_says_why_and_keeps_no_more_than_it_may(name: str, data: st.DataObject) -> None:
    for item in SOURCES[name].convert(data.draw(st.binary(max_size=200) | damaged(sender_of(name).frames))):
        if isinstance(item, Rejection):
            assert item.reason in Reason
            assert item.detail
            assert len(item.record) <= RECORD_LIMIT


@every_source
def test_the_converter_reaches_nothing_and_has_no_clock(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def reach(*_: object, **__: object) -> None:
        raise AssertionError("a converter is pure")

    source, frames = SOURCES[name], sender_of(name).frames
    expected = [source.convert(frame) for frame in frames]
    for module, function in ((builtins, "open"), (socket, "socket"), (time, "time"), (random, "random")):
        monkeypatch.setattr(module, function, reach)
    found = [source.convert(frame) for frame in frames]
    monkeypatch.undo()
    assert found == expected


@every_source
def test_ids_are_the_posts_own(name: str) -> None:
    source, frames = SOURCES[name], sender_of(name).frames
    ids = [post.id for post in posts_of(source, frames)]
    assert len(set(ids)) == len(ids)
    assert {post.id for post in posts_of(source, frames[::-1])} == set(ids)


@every_source
def test_every_post_is_one_that_tagging_admits(name: str) -> None:
    admission = Admission()
    for post in posts_of(SOURCES[name], sender_of(name).frames):
        record = to_record(post)
        assert (record.topic, record.key) == (topics.POSTS, post.author.encode())
        assert admission.admit(record.value, NOW + 1000 * 24 * 3_600_000) == post


@every_source
def test_what_is_private_never_enters(name: str) -> None:
    sender = sender_of(name)
    items = [item for frame in sender.frames for item in SOURCES[name].convert(frame)]
    records = b"\n".join(to_record(item).value for item in items if not isinstance(item, Drop | Rejection))
    assert [text for text in sender.private if text.encode() in records] == []


# -- the client


@every_client
async def test_the_client_gives_the_frames_as_they_were_sent(client: SourceClient, name: str) -> None:
    assert [frame.value for frame in await frames_after(client)] == list(sender_of(name).frames)


@every_client
async def test_the_client_goes_on_after_any_cursor(client: SourceClient, name: str) -> None:
    frames = await frames_after(client)
    for number, frame in enumerate(frames, start=1):
        assert await frames_after(client, frame.cursor) == frames[number:]


# -- both together


class Broken(Exception):
    """The other side of the writer is gone."""


class Kept:
    """What was written and how far; it fails at one write."""

    def __init__(self, fails_at: int | None = None) -> None:
        self.records: list[SourceRecord] = []
        self.cursor: Cursor | None = None
        self._left = fails_at

    async def write(self, records: Sequence[SourceRecord]) -> None:
        if self._left == 0:
            self._left = None
            raise Broken
        self._left = None if self._left is None else self._left - 1
        self.records += records

    async def save(self, cursor: Cursor) -> None:
        self.cursor = cursor


@every_client
async def test_everything_is_written_or_counted_by_its_reason(client: SourceClient, name: str) -> None:
    kept, source = Kept(), SOURCES[name]
    counts = await run_source(source, client, kept.write, kept.save)
    items = [item for frame in sender_of(name).frames for item in source.convert(frame)]
    assert counts.frames == len(sender_of(name).frames)
    assert counts.records == len(kept.records)
    assert counts.records + sum(counts.dropped.values()) == len(items)
    assert sum(counts.rejected.values()) == sum(isinstance(item, Rejection) for item in items)
    assert (set(counts.dropped), set(counts.rejected)) == (set(DropReason), set(Reason))


@every_client
async def test_a_run_that_broke_off_anywhere_goes_on_and_loses_nothing(client: SourceClient, name: str) -> None:
    whole = Kept()
    await run_source(SOURCES[name], client, whole.write, whole.save)
    for number in range(len(sender_of(name).frames)):
        kept = Kept(fails_at=number)
        with pytest.raises(Broken):
            await run_source(SOURCES[name], client, kept.write, kept.save)
        await run_source(SOURCES[name], client, kept.write, kept.save, after=kept.cursor)
        assert kept.records == whole.records


@every_source
def test_every_record_is_readable_where_it_goes(name: str) -> None:
    for frame in sender_of(name).frames:
        for item in SOURCES[name].convert(frame):
            if not isinstance(item, Drop):
                assert msgspec.json.decode(to_record(item).value, type=type(item)) == item
