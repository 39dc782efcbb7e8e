"""The other side of RSS: a feed with its latest entries, which answers what has not changed with 304."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import msgspec
from aiohttp import web

from listener.sources.rss import RssClient
from listener.sources.rss.entries import split_feed
from tests.contracts.senders.base import IMPATIENT, Fault, SenderSpec, serve_applications


def _find_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


_PORT = _find_port()  # a frame says of which feed it is
_ADDRESS = f"http://127.0.0.1:{_PORT}/feed"


def item(number: int, text: str, *, date: str = "", author: str = "Ann Roe") -> str:
    """One entry of RSS 2.0, of that minute."""
    date = date or f"Sat, 21 Nov 2026 06:{number:02d}:00 GMT"
    return (
        f"<item><guid>g{number}</guid><title>News {number}</title><description>{escape(text)}</description>"
        f"<dc:creator>{author}</dc:creator><pubDate>{date}</pubDate><category>rebuild</category></item>"
    )


def feed(items: Sequence[str]) -> bytes:
    """A whole feed."""
    head = '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
    return f"{head}<title>Town</title><language>en</language>{''.join(items)}</channel></rss>".encode()


ITEMS = (
    item(0, "soon", date="when the sun rises"),
    item(1, "<p>Ann Roe and @ben have a <b>boat</b></p>"),
    item(2, "count me in"),
    item(3, "write to ann@roe.example", author=""),
    item(4, "the end"),
)


@dataclass
class FeedServer:
    """Serves a feed, with one fault on its first answer."""

    items: Sequence[str]
    faults: list[Fault] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)

    def application(self) -> web.Application:
        """Its page."""
        pages = web.Application()
        pages.router.add_get("/feed", self.answer)
        return pages

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """The feed, or that it has not changed."""
        self.asked.append(dict(request.headers))
        fault = self.faults.pop(0) if self.faults else None
        if fault is Fault.GONE:
            return web.Response(status=503)
        if fault is Fault.FROZEN:
            await asyncio.sleep(IMPATIENT.quiet * 4)
        body, etag = feed(self._with_fault(fault)), f'"{len(self.items)}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304)
        answer = web.StreamResponse(headers={"ETag": etag, "Content-Length": str(len(body))})
        await answer.prepare(request)
        half = len(body) // 2
        await answer.write(body[:half])
        await asyncio.sleep(0.1 if fault is Fault.SLOW else 0)
        if fault is Fault.CUT and request.transport is not None:
            request.transport.close()
            return answer
        await answer.write(body[half:])
        return answer

    def _with_fault(self, fault: Fault | None) -> Sequence[str]:
        if fault is Fault.REPEATS:
            return [each for each in self.items for _ in range(2)]
        between = {
            Fault.LARGE: item(99, "x" * 1_000_000),
            Fault.WRONG: "<item><guid>g98</guid><title>&broken; <b></item>",
            Fault.SKEWED: item(97, "from a town ahead", date="Fri, 21 Nov 2031 06:00:00 GMT"),
        }
        return [between[fault], *self.items] if fault in between else self.items


@asynccontextmanager
async def serve_feeds(servers: Sequence[FeedServer], port: int = 0) -> AsyncIterator[list[str]]:
    """The addresses of these, while the block runs; the last is on that port."""
    async with serve_applications([each.application() for each in servers], port) as hosts:
        yield [f"http://{host}/feed" for host in hosts]


@asynccontextmanager
async def _serve(folder: Path, frames: Sequence[bytes]) -> AsyncIterator[Sequence[str]]:
    async with serve_feeds([FeedServer(ITEMS)], _PORT) as addresses:
        yield addresses


@asynccontextmanager
async def _serve_with(folder: Path, frames: Sequence[bytes], fault: Fault) -> AsyncIterator[Sequence[str]]:
    gone, sound = FeedServer(ITEMS, [fault] * 50), FeedServer(ITEMS, [] if fault is Fault.GONE else [fault])
    async with serve_feeds([gone, sound] if fault is Fault.GONE else [sound], _PORT) as addresses:
        yield addresses


SENDER = SenderSpec(
    tuple(msgspec.json.encode(each) for each in split_feed(_ADDRESS, feed(ITEMS))),
    _serve,
    private=("Ann Roe", "ben", "roe.example"),
    is_live=True,
    serve_with=_serve_with,
    open=lambda addresses: RssClient(addresses, IMPATIENT, interval=0.02),
)
