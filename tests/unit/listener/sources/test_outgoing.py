"""Where somebody named an address a source asks there; where a server sends it on to, it asks public ones alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import ClientError, ClientTimeout, web
from aiohttp.test_utils import BaseTestServer, TestServer

from listener.sources import SOURCES, Reconnect
from listener.sources.outgoing import open_session

ADDRESSES = {
    "rss": ("rss", "http://127.0.0.1:{}/feed"),
    "mastodon": ("mastodon", "http://127.0.0.1:{}"),
    "mastodon by socket": ("mastodon", "ws://127.0.0.1:{}"),
    "hackernews": ("hackernews", "http://127.0.0.1:{}"),
    "bluesky": ("bluesky", "ws://127.0.0.1:{}"),
}


@dataclass
class TwoServers:
    """One that everybody may name, and one that only this machine reaches, by another name than the first's."""

    named: BaseTestServer
    inner: BaseTestServer
    asked: list[str] = field(default_factory=list)  # of the two, in order


@asynccontextmanager
async def serve_two(location: str = "http://localhost:{inner}/secrets") -> AsyncIterator[TwoServers]:
    """The first sends everybody on, to a location that may name the ports of both, all but who asks for `/here`."""

    async def send_on(request: web.Request) -> web.Response:
        servers.asked.append("named")
        if request.path == "/here":
            return web.Response(text="here")
        raise web.HTTPFound(location.format(named=servers.named.port, inner=servers.inner.port))

    async def tell(_: web.Request) -> web.Response:
        servers.asked.append("inner")
        return web.Response(text="a secret")

    pages = [web.Application(), web.Application()]
    for page, answer in zip(pages, (send_on, tell), strict=True):
        page.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(pages[0]) as named, TestServer(pages[1]) as inner:
        servers = TwoServers(named, inner)
        yield servers


@pytest.mark.parametrize("kind", ADDRESSES)
async def test_no_source_is_sent_on_to_what_only_our_machines_reach(kind: str) -> None:
    name, address = ADDRESSES[kind]
    async with serve_two() as servers, asyncio.timeout(30):
        frames = SOURCES[name].open([address.format(servers.named.port)]).frames()
        assert isinstance(frames, AsyncIterator)
        async for each in frames:
            if isinstance(each, Reconnect):
                break
        await frames.aclose()  # type: ignore[attr-defined]
    assert set(servers.asked) == {"named"}


@pytest.mark.parametrize("location", ["/here", "http://127.0.0.1:{named}/here"])
async def test_a_server_may_send_us_on_to_itself_wherever_it_is(location: str) -> None:
    async with serve_two(location) as servers, open_session(ClientTimeout(10)) as session:
        answer = await session.get(servers.named.make_url("/"))
        assert await answer.text() == "here"


@pytest.mark.parametrize(
    "location", ["http://127.0.0.1:{inner}/", "http://2130706433:{inner}/", "http://[::ffff:127.0.0.1]:{inner}/"]
)
async def test_another_port_and_other_spellings_of_an_address_are_no_way_round(location: str) -> None:
    async with serve_two(location) as servers, open_session(ClientTimeout(10)) as session:
        with pytest.raises(ClientError, match=r"an address that is not public|not a canonical IPv4 address"):
            await session.get(servers.named.make_url("/"))
    assert servers.asked == ["named"]


async def test_who_was_sent_on_may_ask_a_named_address_afterwards() -> None:
    async with serve_two() as servers, open_session(ClientTimeout(10)) as session:
        with pytest.raises(ClientError):
            await session.get(servers.named.make_url("/"))
        answer = await session.get(servers.inner.make_url("/"))
        assert await answer.text() == "a secret"
