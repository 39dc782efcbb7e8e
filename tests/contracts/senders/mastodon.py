"""The other side of Mastodon: an instance with its stream, which says nothing twice, and its pages, which do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
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

BETWEEN = {
    Fault.LARGE: b"event: update\ndata: {" + b"x" * 1_000_000 + b"}",
    Fault.WRONG: b'{"event": "upd',
    Fault.SKEWED: update(0, "<p>from a town ahead</p>", created_at="2031-11-21T06:00:00.000Z"),
}


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
        pages.router.add_get("/api/v1/streaming", self.socket)
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

        async def say(event: bytes) -> None:
            await answer.write(event + b"\n\n")

        if not await self._say_all(say, fault):
            await _break(request, fault, b"event: update\ndata: {")
            return answer
        while True:
            await asyncio.sleep(0.05)
            await answer.write(b":thump\n\n")

    async def socket(self, request: web.Request) -> web.StreamResponse:
        """One subscriber over a WebSocket."""
        fault = self.faults.pop(0) if self.faults else None
        if fault is Fault.GONE or request.query["stream"] != "public":
            return web.Response(status=503)
        socket = web.WebSocketResponse(autoping=fault is not Fault.FROZEN)
        await socket.prepare(request)

        async def say(event: bytes) -> None:
            await socket.send_str(_as_message(event))

        if not await self._say_all(say, fault):
            await _break(request, fault, b"\x81\x7e\x04\x00{")
            return socket
        while not socket.closed:
            await socket.receive()
        return socket

    async def _say_all(self, say: Callable[[bytes], Awaitable[None]], fault: Fault | None) -> bool:
        """Says all frames from where it is, or half of them: then what comes while nobody listens is on the pages."""
        half, more = len(self.frames) - 3, BETWEEN.get(fault) if fault is not None else None
        while self.place < len(self.frames):
            frame, self.place = self.frames[self.place], self.place + 1
            if self.place == half and fault in (Fault.CUT, Fault.FROZEN):
                return False
            if self.place == half and more is not None:
                await say(more)
            for _ in range(2 if fault is Fault.REPEATS else 1):
                await say(_as_sent(frame))
            await asyncio.sleep(0.02 if fault is Fault.SLOW else 0)
        return True


async def _break(request: web.Request, fault: Fault | None, begun: bytes) -> None:
    """A frame is not said, or not to its end."""
    if fault is Fault.FROZEN:
        await asyncio.sleep(IMPATIENT.quiet * 4)
    elif request.transport is not None:
        request.transport.write(begun)
        request.transport.close()


def _as_message(event: bytes) -> str:
    """An event as the WebSocket has it; what is none as it is."""
    said = parse_event(event)
    message = {"stream": ["public"], "event": said.name, "payload": said.data.decode()}
    return msgspec.json.encode(message).decode() if said.name else event.decode()


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
async def serve_town(folder: Path, frames: Sequence[bytes]) -> AsyncIterator[Sequence[str]]:
    """The address of a sound instance."""
    async with serve_towns([TownServer(frames)]) as addresses:
        yield addresses


@asynccontextmanager
async def serve_town_with(folder: Path, frames: Sequence[bytes], fault: Fault) -> AsyncIterator[Sequence[str]]:
    """That of one with a fault, and of a sound one where it does not come back."""
    faults = [fault] * (50 if fault is Fault.GONE else 1)
    servers = [TownServer(frames, faults), TownServer(frames)]
    async with serve_towns(servers if fault is Fault.GONE else servers[:1]) as addresses:
        yield addresses


PRIVATE = ("Ann Roe", "ben", "/users/ann", "for friends", "do not find me")
ONCE = (_BAD, _EDIT, deleted(2))
SENDER = SenderSpec(
    FRAMES,
    serve_town,
    private=PRIVATE,
    once=ONCE,
    is_live=True,
    serve_with=serve_town_with,
    open=lambda addresses: MastodonClient(addresses, IMPATIENT),
)
