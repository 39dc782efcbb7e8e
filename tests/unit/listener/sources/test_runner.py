"""What a source says goes to the topic for it, in the order of its author; drops are counted and not written."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

from listener.kafka import topics, wire
from listener.sources import NOBODY, Cursor, Drop, DropReason, Frame, SourceRecord, SourceSpec, run_source, to_record
from models.erasures import ErasureRequest
from models.marks import Mark
from models.posts import Post
from models.rejections import Reason, Rejection

AT = datetime(2026, 11, 21, 6, tzinfo=UTC)


class Once:
    """A client with one frame."""

    async def frames(self, after: Cursor | None = None) -> AsyncIterator[Frame]:
        yield Frame(b"", "end")


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
