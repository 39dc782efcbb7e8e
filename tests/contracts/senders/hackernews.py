"""The other side of Hacker News: items by their numbers, and the newest of these numbers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from aiohttp import web

from listener.sources.hackernews import HackerNewsClient
from tests.contracts.senders.base import IMPATIENT, Fault, SenderSpec, serve_applications

FIRST = 101
_AT = 1_795_240_800


def news_item(number: int, **fields: Any) -> bytes:
    """A comment, or what the fields say."""
    usual = {"id": number, "type": "comment", "by": "annroe", "time": _AT + number, "parent": 1, "text": "x"}
    return msgspec.json.encode({**usual, **fields})


_FRAMES = (
    news_item(101, type="story", parent=None, title="Ask HN: who has a boat?", url="https://relief.example/boats"),
    news_item(102, text="<p>I have. <i>annroe</i> &amp; @ben"),
    news_item(103, type="job", title="We hire"),
    news_item(104, deleted=True, by="", text=""),
    b'{"id": 105, "type"',
    news_item(106, text="gone", dead=True),
    news_item(107, text="count me in"),
    news_item(108, text="the end"),
)
BEFORE = {  # as the item before the first
    Fault.LARGE: b'{"id": 100, "text": "' + b"x" * 1_000_000 + b'"}',
    Fault.WRONG: b'{"id": 100, "typ',
    Fault.SKEWED: news_item(100, time=_AT + 5 * 365 * 86_400),
}


@dataclass
class NewsServer:
    """Answers for items, with one fault half-way."""

    frames: Sequence[bytes]
    fault: Fault | None = None
    has_failed: bool = field(default=False)

    def application(self) -> web.Application:
        """Its pages."""
        pages = web.Application()
        pages.router.add_get("/v0/maxitem.json", self.newest)
        pages.router.add_get("/v0/item/{number}.json", self.item)
        return pages

    async def newest(self, _: web.Request) -> web.Response:
        """The newest number."""
        if self.fault is Fault.GONE:
            return web.Response(status=503)
        return web.Response(text=str(FIRST + len(self.frames) - 1))

    async def item(self, request: web.Request) -> web.StreamResponse:
        """One item."""
        number = int(request.match_info["number"])
        body = self.frames[number - FIRST] if FIRST <= number < FIRST + len(self.frames) else b"null"
        body = BEFORE.get(self.fault, body) if self.fault and number == FIRST - 1 else body
        is_now = number == FIRST + len(self.frames) // 2 and not self.has_failed
        self.has_failed = self.has_failed or is_now
        await asyncio.sleep(0.02 if self.fault is Fault.SLOW else 0)
        if is_now and self.fault is Fault.FROZEN:
            await asyncio.sleep(IMPATIENT.quiet * 4)
        if is_now and self.fault is Fault.CUT and request.transport is not None:
            answer = web.StreamResponse(headers={"Content-Length": str(len(body))})
            await answer.prepare(request)
            await answer.write(body[:10])
            request.transport.close()
            return answer
        return web.Response(body=body, content_type="application/json")


@asynccontextmanager
async def _serve_all(servers: Sequence[NewsServer]) -> AsyncIterator[list[str]]:
    async with serve_applications([each.application() for each in servers]) as hosts:
        yield [f"http://{host}" for host in hosts]


@asynccontextmanager
async def _serve(folder: Path, frames: Sequence[bytes]) -> AsyncIterator[Sequence[str]]:
    async with _serve_all([NewsServer(frames)]) as addresses:
        yield addresses


@asynccontextmanager
async def _serve_with(folder: Path, frames: Sequence[bytes], fault: Fault) -> AsyncIterator[Sequence[str]]:
    servers = [NewsServer(frames, fault), NewsServer(frames)]
    async with _serve_all(servers if fault is Fault.GONE else servers[:1]) as addresses:
        yield addresses


SENDER = SenderSpec(
    _FRAMES,
    _serve,
    private=("annroe", "ben", "gone"),
    is_live=True,
    serve_with=_serve_with,
    open=lambda addresses: HackerNewsClient(addresses, IMPATIENT, interval=0.02, back=len(_FRAMES) + 1),
)
