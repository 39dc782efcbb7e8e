"""The client reads from pages what the stream said while it was away, and tells a gap where they do not give it."""

import asyncio
from collections.abc import AsyncIterator

import msgspec
import pytest
from aiohttp import web

from listener.sources import NOBODY, Cursor, Frame, Incoming
from listener.sources.mastodon import MastodonClient, convert_status
from listener.sources.mastodon import instance as one_instance
from listener.sources.mastodon.timelines import TOKENS_VARIABLE, find_timelines
from models.errors import InputError
from models.gaps import Gap, GapReason
from models.posts import Post
from tests.contracts.senders.base import IMPATIENT
from tests.contracts.senders.mastodon import TownServer, serve_towns, status, update

FRAMES = [update(number, f"<p>number {number}</p>") for number in range(1, 31)]


async def read(client: MastodonClient, last: bytes, after: Cursor | None = None) -> list[Incoming]:
    found, frames = list[Incoming](), client.frames(after)
    assert isinstance(frames, AsyncIterator)
    async with asyncio.timeout(5):
        async for each in frames:
            found.append(each)
            if isinstance(each, Frame) and each.value == last:
                break
    await frames.aclose()  # type: ignore[attr-defined]
    return found


def values(found: list[Incoming]) -> list[bytes]:
    return [each.value for each in found if isinstance(each, Frame)]


def gaps(found: list[Incoming]) -> list[GapReason]:
    return [each.why for each in found if isinstance(each, Gap)]


async def test_what_was_posted_meanwhile_comes_from_the_pages_in_its_order() -> None:
    server = TownServer(FRAMES)
    async with serve_towns([server]) as (host,):
        first = await read(MastodonClient([host], IMPATIENT), FRAMES[9])
        server.place = 25
        last = [each for each in first if isinstance(each, Frame)][-1]
        found = await read(MastodonClient([host], IMPATIENT), FRAMES[-1], last.cursor)
    assert values(found) == FRAMES[10:]
    assert gaps(found) == []


async def test_more_than_may_be_fetched_is_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_instance, "_MOST_PAGES", 3)
    async with serve_towns([TownServer(FRAMES, place=25)]) as (host,):
        cursor = _cursor(host, 5)
        found = await read(MastodonClient([host], IMPATIENT), FRAMES[-1], cursor)
    assert values(found) == [*FRAMES[5:14], *FRAMES[25:]]
    assert gaps(found) == [GapReason.BEYOND_ROOM]


async def test_pages_that_are_refused_are_a_gap() -> None:
    class Closed(TownServer):
        async def page(self, request: web.Request) -> web.Response:
            return web.Response(status=422)

    async with serve_towns([Closed(FRAMES, place=25)]) as (host,):
        found = await read(MastodonClient([host], IMPATIENT), FRAMES[-1], _cursor(host, 5))
    assert gaps(found) == [GapReason.NO_REPLAY]


async def test_two_instances_are_read_at_once_and_the_cursor_has_both() -> None:
    others = [update(number, f"<p>other {number}</p>") for number in range(1, 4)]
    async with serve_towns([TownServer(FRAMES), TownServer(others)]) as hosts:
        found = await read(MastodonClient(hosts, IMPATIENT), FRAMES[-1])
    assert set(FRAMES) <= set(values(found))
    assert set(others) & set(values(found))


async def test_who_asks_for_a_token_is_told_by_name() -> None:
    class Closed(TownServer):
        async def stream(self, request: web.Request) -> web.StreamResponse:
            return web.Response(status=401)

    async with serve_towns([Closed(FRAMES)]) as (host,):
        with pytest.raises(InputError, match="answers 401: does it ask for a token"):
            await read(MastodonClient([host], IMPATIENT), b"")


def test_a_token_goes_to_its_own_host_and_is_in_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKENS_VARIABLE, "a.example=secret")
    first, second = find_timelines(["a.example", "https://b.example/tags/rebuild"])
    assert (first.token, second.token) == ("secret", "")
    assert "secret" not in repr(first)
    assert str(second.stream) == "https://b.example/api/v1/streaming/hashtag?tag=rebuild"
    monkeypatch.setenv(TOKENS_VARIABLE, "secret")
    with pytest.raises(InputError, match="expected HOST=TOKEN"):
        find_timelines(["a.example"])


def test_a_socket_is_asked_for_the_same_timelines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKENS_VARIABLE, "a.example=secret")
    whole, tag = find_timelines(["wss://a.example", "wss://a.example/tags/dugnad"])
    assert str(whole.stream) == "wss://a.example/api/v1/streaming?stream=public"
    assert str(tag.stream) == "wss://a.example/api/v1/streaming?stream=hashtag&tag=dugnad"
    assert (str(tag.pages), tag.token) == ("https://a.example/api/v1/timelines/tag/dugnad", "secret")
    assert (whole.host, tag.host) == tuple(
        each.host for each in find_timelines(["a.example", "a.example/tags/dugnad"])
    )


async def test_a_socket_that_refuses_in_words_or_by_status_is_told() -> None:
    class Closed(TownServer):
        async def socket(self, request: web.Request) -> web.StreamResponse:
            return web.Response(status=401)

    class Speaking(TownServer):
        async def socket(self, request: web.Request) -> web.StreamResponse:
            socket = web.WebSocketResponse()
            await socket.prepare(request)
            await socket.send_str('{"error":"Missing access token","status":401}')
            await socket.receive()
            return socket

    async with serve_towns([Closed(FRAMES), Speaking(FRAMES)]) as hosts:
        for host in hosts:
            with pytest.raises(InputError, match="answers 401: does it ask for a token"):
                await read(MastodonClient([host.replace("http", "ws")], IMPATIENT), b"")


async def test_a_payload_of_several_lines_stays_one_event() -> None:
    class Pretty(TownServer):
        async def socket(self, request: web.Request) -> web.StreamResponse:
            socket = web.WebSocketResponse()
            await socket.prepare(request)
            payload = status(1, "<p>one\u2028two</p>").replace(b",", b",\r\n").decode()
            await socket.send_bytes(msgspec.json.encode({"event": "update", "payload": payload}))
            await socket.receive()
            return socket

    async with serve_towns([Pretty([])]) as (host,), asyncio.timeout(5):
        async for each in MastodonClient([host.replace("http", "ws")], IMPATIENT).frames():
            if isinstance(each, Frame):
                break
    assert isinstance(each, Frame)
    (post,) = convert_status(each.value, NOBODY)
    assert isinstance(post, Post)
    assert post.text == "one\u2028two"


@pytest.mark.parametrize("addresses", [[], ["ftp://a.example"], ["https://a.example/@ann"], ["https://"]])
def test_what_is_no_timeline_is_told(addresses: list[str]) -> None:
    with pytest.raises(InputError, match="https://HOST"):
        MastodonClient(addresses)


async def test_what_is_no_cursor_is_told() -> None:
    with pytest.raises(InputError, match="is no place in timelines"):
        await read(MastodonClient(["a.example"]), b"", '{"a.example": {"id": "x", "at": 1}}')


def _cursor(host: str, number: int) -> Cursor:
    return f'{{"{host.removeprefix("http://")}":{{"id":"{number}","at":1795240800000}}}}'


async def test_a_server_that_asks_to_wait_again_and_again_is_a_gap_and_no_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Busy(TownServer):
        async def page(self, request: web.Request) -> web.Response:
            return web.Response(status=429, headers={"Retry-After": "0"})

    monkeypatch.setattr(one_instance, "_asked_to_wait", lambda answer: 0.0)
    async with serve_towns([Busy(FRAMES, place=25)]) as (host,):
        found = await read(MastodonClient([host], IMPATIENT), FRAMES[-1], _cursor(host, 5))
    assert gaps(found) == [GapReason.NO_REPLAY]
