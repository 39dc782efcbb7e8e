"""What every source keeps to, wherever posts come from. A new source inherits this by its module in `senders/`."""

import asyncio
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
    NOBODY,
    SOURCES,
    Converted,
    Cursor,
    Drop,
    DropReason,
    Frame,
    Heartbeat,
    Incoming,
    Reconnect,
    SourceClient,
    SourceRecord,
    run_source,
    to_record,
)
from models.gaps import Gap
from models.posts import Post
from models.rejections import RECORD_LIMIT, Reason, Rejection
from pipelines.posts import Admission
from tests.contracts.senders import FURTHER, sender_of
from tests.contracts.senders.base import Fault
from tests.making import NOW

CASES = {**{name: name for name in SOURCES}, **FURTHER}  # the source of each sender
LIVE = [name for name in CASES if sender_of(name).is_live]
every_source = pytest.mark.parametrize("name", CASES)
every_fault = pytest.mark.parametrize("fault", Fault)
every_live_source = pytest.mark.parametrize("name", LIVE)


def open_client(name: str, addresses: Sequence[str]) -> SourceClient:
    return (sender_of(name).open or SOURCES[CASES[name]].open)(addresses)


def convert(name: str, frame: bytes) -> Sequence[Converted]:
    return SOURCES[CASES[name]].convert(frame, NOBODY)


@pytest.fixture
async def client(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[SourceClient]:
    """A source's client, with its sender on the other side."""
    sender = sender_of(request.param)
    async with sender.serve(tmp_path, sender.frames) as addresses:
        yield open_client(request.param, addresses)


every_client = pytest.mark.parametrize(
    ("client", "name"), [(name, name) for name in CASES], indirect=["client"], ids=list(CASES)
)


class Until:
    """A client that ends with its sender's last frame: a live one would wait for more. `seen` has all it gave."""

    def __init__(self, client: SourceClient, name: str) -> None:
        self._client, self._sender, self.seen = client, sender_of(name), list[Incoming]()

    async def frames(self, after: Cursor | None = None) -> AsyncIterator[Incoming]:
        incoming = self._client.frames(after)
        async for each in incoming:
            self.seen.append(each)
            yield each
            if self._sender.is_live and isinstance(each, Frame) and each.value == self._sender.frames[-1]:
                break
        if closing := getattr(incoming, "aclose", None):
            await closing()


async def frames_after(client: SourceClient, name: str, cursor: Cursor | None = None) -> list[Frame]:
    found = Until(client, name).frames(cursor)
    async with asyncio.timeout(10):
        return [each async for each in found if isinstance(each, Frame)]


def posts_of(name: str, frames: Sequence[bytes]) -> list[Post]:
    return [item for frame in frames for item in convert(name, frame) if isinstance(item, Post)]


def records_of(name: str, frame: bytes) -> list[SourceRecord]:
    return [to_record(item) for item in convert(name, frame) if not isinstance(item, Drop)]


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
    frames = sender_of(name).frames
    assert CASES[name] == SOURCES[CASES[name]].name
    assert len(posts_of(name, frames)) >= 2
    assert any(not isinstance(item, Post) for frame in frames for item in convert(name, frame))


@every_source
@given(data=st.data())
def test_no_bytes_make_the_converter_raise_and_the_same_bytes_give_the_same(name: str, data: st.DataObject) -> None:
    frame = data.draw(st.binary(max_size=200) | damaged(sender_of(name).frames))
    first = convert(name, frame)
    convert(name, data.draw(st.sampled_from(sender_of(name).frames)))
    assert convert(name, frame) == first


@every_source
@given(data=st.data())
def test_what_is_rejected_says_why_and_keeps_no_more_than_it_may(name: str, data: st.DataObject) -> None:
    for item in convert(name, data.draw(st.binary(max_size=200) | damaged(sender_of(name).frames))):
        if isinstance(item, Rejection):
            assert item.reason in Reason
            assert item.detail
            assert len(item.record) <= RECORD_LIMIT


@every_source
def test_the_converter_reaches_nothing_and_has_no_clock(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def reach(*_: object, **__: object) -> None:
        raise AssertionError("a converter is pure")

    frames = sender_of(name).frames
    expected = [convert(name, frame) for frame in frames]
    for module, function in ((builtins, "open"), (socket, "socket"), (time, "time"), (random, "random")):
        monkeypatch.setattr(module, function, reach)
    found = [convert(name, frame) for frame in frames]
    monkeypatch.undo()
    assert found == expected


@every_source
def test_ids_are_the_posts_own(name: str) -> None:
    frames = sender_of(name).frames
    ids = [post.id for post in posts_of(name, frames)]
    assert len(set(ids)) == len(ids)
    assert {post.id for post in posts_of(name, frames[::-1])} == set(ids)


@every_source
def test_every_post_is_one_that_tagging_admits(name: str) -> None:
    admission = Admission()
    for post in posts_of(name, sender_of(name).frames):
        record = to_record(post)
        assert (record.topic, record.key) == (topics.POSTS, post.author.encode())
        assert admission.admit(record.value, NOW + 1000 * 24 * 3_600_000) == post


@every_source
def test_what_is_private_never_enters(name: str) -> None:
    sender = sender_of(name)
    items = [item for frame in sender.frames for item in convert(name, frame)]
    records = b"\n".join(to_record(item).value for item in items if not isinstance(item, Drop | Rejection))
    assert [text for text in sender.private if text.encode() in records] == []


# -- the client


@every_client
async def test_the_client_gives_the_frames_as_they_were_sent(client: SourceClient, name: str) -> None:
    assert [frame.value for frame in await frames_after(client, name)] == list(sender_of(name).frames)


@every_client
async def test_the_client_goes_on_after_any_cursor_and_may_repeat_what_came_before(
    client: SourceClient, name: str
) -> None:
    frames = await frames_after(client, name)
    for number, frame in enumerate(frames[:-1], start=1):
        found = [each.value for each in await frames_after(client, name, frame.cursor)]
        rest = [each.value for each in frames[number:] if each.value not in sender_of(name).once]
        assert [each for each in found if each not in sender_of(name).once][-len(rest) :] == rest
        assert {*found} <= {each.value for each in frames}


@every_live_source
async def test_a_source_that_is_quiet_says_that_it_is_there(name: str, tmp_path: Path) -> None:
    sender, before = sender_of(name), round(time.time() * 1000)
    async with sender.serve(tmp_path, sender.frames) as addresses, asyncio.timeout(30):
        incoming, has_all = open_client(name, addresses).frames(), False
        async for each in incoming:
            has_all = has_all or (isinstance(each, Frame) and each.value == sender.frames[-1])
            if has_all and isinstance(each, Heartbeat):
                break
        await incoming.aclose()  # type: ignore[attr-defined]
    assert isinstance(each, Heartbeat)
    assert before <= each.at <= round(time.time() * 1000)


@every_live_source
@every_fault
async def test_a_fault_of_the_other_side_loses_nothing(name: str, fault: Fault, tmp_path: Path) -> None:
    sender = sender_of(name)
    assert sender.serve_with is not None
    async with sender.serve_with(tmp_path, sender.frames, fault) as addresses, asyncio.timeout(10):
        client, kept = Until(open_client(name, addresses), name), Kept()
        counts = await run_source(SOURCES[CASES[name]], client, kept.write, kept.save, people=NOBODY)
    whole = [record for frame in sender.frames for record in records_of(name, frame)]
    assert {*whole} <= {*kept.records}
    if fault in (Fault.LARGE, Fault.WRONG, Fault.SKEWED) and name != "rss":  # what a feed has is read by its dates
        assert counts.frames > len(sender.frames)
    assert not [each for each in client.seen if isinstance(each, Gap)]
    again = fault in (Fault.CUT, Fault.FROZEN, Fault.GONE)
    assert any(isinstance(each, Reconnect) for each in client.seen) == again


# -- both together


class Broken(Exception):
    """The other side of the writer is gone."""


class Kept:
    """What was written and how far; it fails at one write."""

    def __init__(self, fails_at: int | None = None) -> None:
        self.records: list[SourceRecord] = []
        self.cursor: Cursor | None = None
        self._left = fails_at

    def mend(self) -> None:
        """From now on nothing fails."""
        self._left = None

    async def write(self, records: Sequence[SourceRecord]) -> None:
        if self._left == 0:
            self._left = None
            raise Broken
        self._left = None if self._left is None else self._left - 1
        self.records += records
        await asyncio.sleep(0)

    async def save(self, cursor: Cursor) -> None:
        self.cursor = cursor


@every_client
async def test_everything_is_written_or_counted_by_its_reason(client: SourceClient, name: str) -> None:
    kept, source = Kept(), SOURCES[CASES[name]]
    counts = await run_source(source, Until(client, name), kept.write, kept.save, people=NOBODY)
    items = [item for frame in sender_of(name).frames for item in convert(name, frame)]
    assert counts.frames == len(sender_of(name).frames)
    assert counts.records == len(kept.records)
    assert counts.records + sum(counts.dropped.values()) == len(items)
    assert sum(counts.rejected.values()) == sum(isinstance(item, Rejection) for item in items)
    assert (set(counts.dropped), set(counts.rejected)) == (set(DropReason), set(Reason))


@every_source
async def test_a_run_that_broke_off_anywhere_goes_on_and_loses_nothing(name: str, tmp_path: Path) -> None:
    source, sender = SOURCES[CASES[name]], sender_of(name)
    whole = {record for frame in sender.frames for record in records_of(name, frame)}
    sent_once = {record for frame in sender.once for record in records_of(name, frame)}
    for number in range(len(sender.frames)):
        kept = Kept(fails_at=number)
        async with sender.serve(tmp_path, sender.frames) as addresses, asyncio.timeout(10):
            client = open_client(name, addresses)
            try:
                await run_source(source, Until(client, name), kept.write, kept.save, people=NOBODY)
            except Broken:
                kept.mend()
            else:
                break  # so many writes there were not
            if kept.cursor is None and sender.once:
                continue  # nothing says yet where to go on
            await run_source(source, Until(client, name), kept.write, kept.save, people=NOBODY, after=kept.cursor)
        assert whole - sent_once <= {*kept.records} <= whole


@every_source
def test_every_record_is_readable_where_it_goes(name: str) -> None:
    for frame in sender_of(name).frames:
        for item in convert(name, frame):
            if not isinstance(item, Drop):
                assert msgspec.json.decode(to_record(item).value, type=type(item)) == item
