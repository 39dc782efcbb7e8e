"""Feeds are asked for politely, an entry comes once, and where a feed has forgotten some there is a gap."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listener.sources import NOBODY, Cursor, Frame, Incoming
from listener.sources.rss import RssClient, convert_entry
from listener.sources.rss.entries import FeedEntry, decode_entry, split_feed
from models.errors import InputError
from models.gaps import Gap, GapReason
from models.posts import Post
from models.rejections import Reason, Rejection
from tests.contracts.senders.base import IMPATIENT
from tests.contracts.senders.rss import ITEMS, FeedServer, feed, item, serve_feeds

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Town</title>
<entry><id>tag:1</id><title>Boats</title><updated>2026-11-21T06:01:00+01:00</updated>
<author><name>Ann Roe</name></author><content type="html">&lt;p&gt;Ann Roe has a boat&lt;/p&gt;</content></entry>
</feed>"""


def titles(found: list[Incoming]) -> list[str]:
    return [decode_entry(each.value).title for each in found if isinstance(each, Frame)]


async def read(client: RssClient, last: str, after: Cursor | None = None) -> list[Incoming]:
    found, frames = list[Incoming](), client.frames(after)
    assert isinstance(frames, AsyncIterator)
    async with asyncio.timeout(5):
        async for each in frames:
            found.append(each)
            if titles([each]) == [last]:
                break
    await frames.aclose()  # type: ignore[attr-defined]
    return found


def impatient(hosts: list[str]) -> RssClient:
    return RssClient(hosts, IMPATIENT, interval=0.02)


async def test_what_has_not_changed_is_not_sent_again_and_new_entries_come_once() -> None:
    server = FeedServer(list(ITEMS))
    async with serve_feeds([server]) as hosts:
        reading = asyncio.create_task(read(impatient(hosts), "News 6"))
        while len(server.asked) < 4:  # noqa: ASYNC110  # a server says nothing of who asked
            await asyncio.sleep(0.01)
        server.items = [*ITEMS[1:], item(5, "more"), item(6, "last")]
        found = await reading
    assert titles(found) == [f"News {number}" for number in range(7)]
    assert "If-None-Match" not in server.asked[0]
    assert all(each["If-None-Match"] == '"5"' for each in server.asked[1:4])


async def test_a_feed_that_has_forgotten_all_that_we_knew_is_a_gap_and_one_that_has_some_is_none() -> None:
    server = FeedServer(list(ITEMS))
    async with serve_feeds([server]) as hosts:
        first = await read(impatient(hosts), "News 4")
        cursor = [each.cursor for each in first if isinstance(each, Frame)][-1]
        server.items = [*ITEMS[4:], item(5, "more")]
        some = await read(impatient(hosts), "News 5", cursor)
        server.items = [item(8, "more"), item(9, "last")]
        none = await read(impatient(hosts), "News 9", cursor)
    assert [each for each in some if isinstance(each, Gap)] == []
    assert [each.why for each in none if isinstance(each, Gap)] == [GapReason.BEYOND_ROOM]
    assert titles(none) == ["News 8", "News 9"]


def test_an_entry_of_either_format_becomes_a_post_without_its_author() -> None:
    (entry,) = split_feed("https://town.example/feed", ATOM)
    (found,) = convert_entry(msgspec.json.encode(entry), NOBODY)
    assert isinstance(found, Post)
    assert found.text == "Boats\n@user has a boat"
    assert found.created_at.isoformat() == "2026-11-21T05:01:00+00:00"
    assert found.author == NOBODY.author("rss", "https://town.example/feed\x1fAnn Roe")


def test_an_entry_without_a_date_is_rejected() -> None:
    (found,) = convert_entry(msgspec.json.encode(FeedEntry("f", "1", "x")), NOBODY)
    assert isinstance(found, Rejection)
    assert found.reason is Reason.MISSING_FIELD


@settings(max_examples=60)
@given(st.data())
def test_no_document_makes_it_raise(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from([feed(ITEMS), ATOM])))
    for _ in range(data.draw(st.integers(0, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    for entry in split_feed("f", bytes(whole)):
        convert_entry(msgspec.json.encode(entry), NOBODY)


def test_entities_that_grow_without_end_are_no_feed() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    document = f"<?xml version='1.0'?>{bomb}]><rss><channel><item><title>&j;</title></item></channel></rss>"
    assert sum(len(each.title) for each in split_feed("f", document.encode())) < 100_000


@pytest.mark.parametrize("addresses", [[], ["town.example"], ["file:///etc/passwd"], ["https://"]])
def test_what_is_no_feed_is_told(addresses: list[str]) -> None:
    with pytest.raises(InputError, match="address of a feed"):
        RssClient(addresses)


async def test_what_is_no_cursor_is_told() -> None:
    with pytest.raises(InputError, match="is no place in feeds"):
        await read(RssClient(["https://a.example"]), "", "x")


def test_a_number_is_an_id_within_its_feed_alone_and_an_address_is_one_everywhere() -> None:
    def id_of(feed: str, guid: str) -> str:
        entry = FeedEntry(feed, guid, "x", published=datetime(2026, 11, 21, tzinfo=UTC))
        (found,) = convert_entry(msgspec.json.encode(entry), NOBODY)
        assert isinstance(found, Post)
        return found.id

    assert id_of("a", "12") != id_of("b", "12")
    assert id_of("a", "https://town.example/12") == id_of("b", "https://town.example/12")
