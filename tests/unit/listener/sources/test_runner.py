"""What a source says goes to the topic for it, in the order of its author; drops are counted and not written."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from datetime import UTC, datetime

import pytest

from listener.kafka import topics, wire
from listener.sources import NOBODY, Cursor, Drop, DropReason, Frame, SourceRecord, SourceSpec, run_source, to_record
from listener.sources.merging import merge
from models.erasures import ErasureRequest
from models.marks import Mark
from models.posts import Post
from models.rejections import Reason, Rejection

AT = datetime(2026, 11, 21, 6, tzinfo=UTC)


class Once:
    """A client with one frame."""

    async def frames(self, after: Cursor | None = None) -> AsyncIterator[Frame]:
        yield Frame(b"", "end")


class Quiet:
    """A client that has nothing, for ever."""

    def __init__(self) -> None:
        self.is_asked = asyncio.Event()

    async def frames(self, after: Cursor | None = None) -> AsyncIterator[Frame]:
        self.is_asked.set()
        await asyncio.Event().wait()
        yield Frame(b"", "never")


async def run_quiet(client: Quiet) -> None:
    async def keep(_: object) -> None: ...

    await run_source(SourceSpec("toy", lambda *_: (), lambda _: client), client, keep, keep, people=NOBODY)


async def merge_quiet(client: Quiet) -> None:
    async for _ in merge([client.frames]):
        pass


def test_a_post_and_what_is_asked_about_its_author_keep_their_order() -> None:
    assert to_record(Post("a:1", "forum", "5f0c", AT, text="x")).key == b"5f0c"
    assert to_record(ErasureRequest(AT, author="5f0c")).key == b"5f0c"
    assert to_record(ErasureRequest(AT, post="a:1")).key == b"a:1"


def test_a_mark_goes_to_every_partition_and_says_that_it_is_one() -> None:
    record = to_record(Mark("forum", AT))
    assert (record.topic, record.key, record.headers, record.to_every_partition) == (
        topics.POSTS,
        None,
        wire.MARK_HEADERS,
        True,
    )


def test_a_rejection_is_kept_aside() -> None:
    assert to_record(Rejection(Reason.NOT_JSON, "x", b"{")).topic == topics.REJECTED


async def test_a_frame_may_hold_many_things_and_drops_are_only_counted() -> None:
    items = (Post("a:1", "forum", "5f0c", AT, text="x"), Drop(DropReason.NOT_PUBLIC), Drop(DropReason.NOT_PUBLIC))
    written, saved = list[SourceRecord](), list[Cursor]()

    async def write(records: Sequence[SourceRecord]) -> None:
        written.extend(records)

    async def save(cursor: Cursor) -> None:
        saved.append(cursor)

    counts = await run_source(
        SourceSpec("toy", lambda *_: items, lambda _: Once()), Once(), write, save, people=NOBODY
    )
    assert [record.topic for record in written] == [topics.POSTS]
    assert saved == ["end"]
    assert counts.dropped == {**dict.fromkeys(DropReason, 0), DropReason.NOT_PUBLIC: 2}


@pytest.mark.parametrize("read", [run_quiet, merge_quiet])
async def test_who_is_cancelled_while_a_source_is_quiet_leaves_no_task_behind(
    read: Callable[[Quiet], Coroutine[None, None, None]],
) -> None:
    before, client = asyncio.all_tasks(), Quiet()
    reading = asyncio.create_task(read(client))
    await client.is_asked.wait()
    begun = asyncio.all_tasks() - before
    reading.cancel()
    assert (await asyncio.wait(begun, timeout=5))[1] == set()
