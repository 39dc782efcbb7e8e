"""The other side of Mastodon: an instance with its stream, which says nothing twice, and its pages, which do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from aiohttp import web

from listener.sources.mastodon import MastodonClient
from listener.sources.sse import parse_event
from tests.contracts.senders.base import IMPATIENT, Fault, SenderSpec, serve_applications

HOST = "https://town.example"
ANN = {
    "uri": f"{HOST}/users/ann",
    "url": f"{HOST}/@ann",
    "acct": "ann",
    "username": "ann",
    "display_name": "Ann Roe",
    "indexable": True,
    "bot": False,
}


def status(number: int, content: str, account: dict[str, Any] = ANN, **fields: Any) -> bytes:
    """A post as the API has it."""
    usual = {
        "id": str(number),
        "uri": f"{HOST}/users/ann/statuses/{number}",
        "created_at": f"2026-11-21T06:{number:02d}:00.000Z",
        "visibility": "public",
        "content": content,
        "language": "en",
        "account": account,
    }
    return msgspec.json.encode({**usual, **fields})


def update(number: int, content: str, account: dict[str, Any] = ANN, **fields: Any) -> bytes:
    """The event of a new post."""
    return b"event: update\ndata: " + status(number, content, account, **fields)


def deleted(number: int) -> bytes:
    """The event of a delete, with the name that the client gives it: the stream has the number alone."""
    named = {"uri": f"{HOST}/users/ann/statuses/{number}", "created_at": f"2026-11-21T06:{number:02d}:00Z"}
    return b"event: delete\ndata: " + msgspec.json.encode(named)


_MENTION = '<span class="h-card"><a href="https://b.example/@ben" class="u-url mention">@<span>ben</span></a></span>'
_BAD = b'event: update\ndata: {"id": "4", "uri":'
_EDIT = b"event: status.update\ndata: " + status(5, "<p>in other words</p>", edited_at="2026-11-21T06:06:00Z")
FRAMES = (
    update(1, f"<p>Ann Roe and {_MENTION} help</p><p>Come #rebuild</p>", tags=[{"name": "rebuild"}]),
    update(2, "<p>count me in</p>", in_reply_to_id="1"),
    update(3, "<p>for friends</p>", visibility="private"),
    _BAD,
    _EDIT,
    deleted(2),
    update(6, "<p>do not find me</p>", {**ANN, "indexable": False}),
    update(7, "<p>beep</p>", {**ANN, "bot": True}),
    update(8, "<p>more of it</p>"),
    update(9, "<p>the end</p>"),
)


@dataclass
class TownServer:
    """Streams its frames once, from where it is; its pages have all posts so far."""

    frames: Sequence[bytes]
    faults: list[Fault] = field(default_factory=list)
    place: int = 0  # of the next frame that the stream says

    def application(self) -> web.Application:
        """Its stream and its pages."""
        pages = web.Application()
        pages.router.add_get("/api/v1/streaming/public", self.stream)
        pages.router.add_get("/api/v1/timelines/public", self.page)
        return pages

    async def page(self, request: web.Request) -> web.Response:
        """Posts after a number: the newest of a page first."""
        events = [parse_event(each) for each in self.frames[: self.place]]
        posts = [
            msgspec.json.decode(each.data) for each in events if each.name == "update" and each.data[-1:] == b"}"
        ]
        after = [each for each in posts if int(each["id"]) > int(request.query["min_id"])]
        chosen = {int(each["id"]) for each in after[:3]}
        raw = [each.data for each in events if each.name == "update" and each.data[-1:] == b"}"]
        body = b",".join(each for each in reversed(raw) if int(msgspec.json.decode(each)["id"]) in chosen)
        return web.Response(body=b"[" + body + b"]", content_type="application/json")

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """One subscriber."""
        fault = self.faults.pop(0) if self.faults else None
        if fault is Fault.GONE:
            return web.Response(status=503)
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await answer.prepare(request)
        await answer.write(b":)\n\n")
        half = len(self.frames) - 3
        while self.place < len(self.frames):
            frame, self.place = self.frames[self.place], self.place + 1
            if self.place == half and fault in (Fault.CUT, Fault.FROZEN):
                await self._break(request, answer, frame, fault)
                return answer
            if self.place == half and fault is Fault.LARGE:
                await answer.write(b"event: update\ndata: {" + b"x" * 1_000_000 + b"}\n\n")
            for _ in range(2 if fault is Fault.REPEATS else 1):
                await answer.write(_as_sent(frame) + b"\n\n")
            await asyncio.sleep(0.02 if fault is Fault.SLOW else 0)
        while True:
            await asyncio.sleep(0.05)
            await answer.write(b":thump\n\n")

    async def _break(self, request: web.Request, answer: web.StreamResponse, frame: bytes, fault: Fault) -> None:
        """The frame is not said, or not to its end; and what comes while nobody listens is on the pages alone."""
        if fault is Fault.FROZEN:
            await asyncio.sleep(IMPATIENT.quiet * 4)
            return
        await answer.write(frame[:20])
        if request.transport is not None:
            request.transport.close()


def _as_sent(frame: bytes) -> bytes:
    """A frame as the stream has it: of a delete, the number alone."""
    event = parse_event(frame)
    if event.name != "delete":
        return frame
    uri: str = msgspec.json.decode(event.data)["uri"]
    return b"event: delete\ndata: " + uri.rpartition("/")[2].encode()


@asynccontextmanager
async def serve_towns(servers: Sequence[TownServer]) -> AsyncIterator[list[str]]:
    """The addresses of these, while the block runs."""
    async with serve_applications([each.application() for each in servers]) as hosts:
        yield [f"http://{host}" for host in hosts]


@asynccontextmanager
async def _serve(folder: Path, frames: Sequence[bytes]) -> AsyncIterator[Sequence[str]]:
    async with serve_towns([TownServer(frames)]) as addresses:
        yield addresses


@asynccontextmanager
async def _serve_with(folder: Path, frames: Sequence[bytes], fault: Fault) -> AsyncIterator[Sequence[str]]:
    faults = [fault] * (50 if fault is Fault.GONE else 1)
    servers = [TownServer(frames, faults), TownServer(frames)]
    async with serve_towns(servers if fault is Fault.GONE else servers[:1]) as addresses:
        yield addresses


SENDER = SenderSpec(
    FRAMES,
    _serve,
    private=("Ann Roe", "ben", "/users/ann", "for friends", "do not find me"),
    once=(_BAD, _EDIT, deleted(2)),
    is_live=True,
    serve_with=_serve_with,
    open=lambda addresses: MastodonClient(addresses, IMPATIENT),
)
