"""A Jetstream of our own: its events in the frames of either wire, and a server that replays them from a cursor."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec
import zstandard
from aiohttp import web

from models.posts import instant
from tests.contracts.senders.base import Fault, serve_applications

START = 1_795_240_800_000_000  # 2026-11-21T06:00:00Z in microseconds
SECOND = 1_000_000
ANN, BEN = "did:plc:ann7annannannannannann7", "did:plc:benbenben3benbenben3ben"
EVENTS_PATH = "/xrpc/network.bsky.jetstream.subscribeEvents"
DICTIONARY_PATH = "/xrpc/network.bsky.jetstream.getZstdDictionary"
_TIME_FROM = 10**15  # a cursor from here on is a time


def commit(
    number: int,
    did: str,
    collection: str,
    record: Any = None,
    *,
    operation: str = "create",
    rkey: str = "",
    seconds: float = 0.0,
) -> dict[str, Any]:
    """One event in a form between the wires; it is seen `number` seconds, and `seconds` more, after START."""
    return {
        "seq": number,
        "did": did,
        "time_us": START + round((number + seconds) * SECOND),
        "commit": {
            "rev": f"3m{number:011d}",
            "operation": operation,
            "collection": f"app.bsky.feed.{collection}",
            "rkey": rkey or f"3m{number:011d}",
            **({} if record is None else {"record": record, "cid": "bafyreicid"}),
        },
    }


def post_record(text: str, created: str = "2026-11-21T06:00:00.000Z", **fields: Any) -> dict[str, Any]:
    """The record of a post."""
    return {"$type": "app.bsky.feed.post", "text": text, "createdAt": created, "langs": ["en"], **fields}


def account(number: int, did: str, status: str) -> dict[str, Any]:
    """An account that is active, or has this status."""
    found = {"active": not status, "did": did, "seq": number, "time": "2026-11-21T06:00:00Z"}
    return {
        "seq": number,
        "did": did,
        "time_us": START + number * SECOND,
        "account": {**found, **({"status": status} if status else {})},
    }


def first_wire(event: dict[str, Any]) -> bytes:
    """An event as `/subscribe` sends it."""
    kind = "commit" if "commit" in event else "account"
    return msgspec.json.encode({"did": event["did"], "time_us": event["time_us"], "kind": kind, kind: event[kind]})


def second_wire(event: dict[str, Any]) -> bytes:
    """An event as `subscribeEvents` sends it."""
    kind = "commit" if "commit" in event else "account"
    body = event["commit"] if kind == "commit" else {"account": event["account"]}
    seen = f"{instant(event['time_us'] // 1_000).isoformat().removesuffix('+00:00')}Z"
    payload = {
        "$type": f"network.bsky.jetstream.subscribeEvents#{kind}",
        "seq": event["seq"],
        "did": event["did"],
        "time": seen,
        "witnessedAt": seen,
        **body,
    }
    return msgspec.json.encode({"$type": "message", "payload": payload})


def notice(name: str) -> bytes:
    """An advisory frame of the second wire."""
    payload = {"$type": "network.bsky.jetstream.subscribeEvents#info", "name": name, "message": "from here"}
    return msgspec.json.encode({"$type": "message", "payload": payload})


_AHEAD = commit(1, ANN, "post", post_record("from a town ahead", created="2031-11-21T06:00:00.000Z"), rkey="ahead")
BETWEEN = {
    Fault.LARGE: b'{"did":"' + b"x" * 1_000_000 + b'"}',
    Fault.WRONG: b'{"did":"did:plc:',
    Fault.SKEWED: first_wire(_AHEAD),
}


@dataclass
class JetstreamServer:
    """Replays frames from a cursor, then stays silent and answers pings. Each connection may have a fault."""

    frames: Sequence[bytes]
    faults: list[Fault] = field(default_factory=list)
    floor: int = 0  # frames before this one are forgotten
    is_second: bool = False
    begins_with_now: bool = False  # whatever the cursor: as where that is in the future
    dictionary: bytes = b""
    queries: list[dict[str, str]] = field(default_factory=list)  # of each connection
    before: dict[int, bytes] = field(default_factory=dict)  # frames that come before the one of that place, once

    def application(self) -> web.Application:
        """Its pages."""
        pages = web.Application()
        pages.router.add_get("/subscribe", self.stream)
        pages.router.add_get(EVENTS_PATH, self.stream)
        pages.router.add_get(DICTIONARY_PATH, self._give_dictionary)
        return pages

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """One subscriber."""
        self.queries.append(dict(request.query))
        fault = self.faults.pop(0) if self.faults else None
        if fault is Fault.GONE:
            return web.Response(status=503)
        start = self._start(request.query.get("cursor"))
        if start is None:
            return web.json_response({"error": "CursorTooOld", "message": "floor"}, status=400)
        socket = web.WebSocketResponse(autoping=fault is not Fault.FROZEN)
        await socket.prepare(request)
        if self.is_second and start < self.floor:
            await socket.send_str(notice("OutdatedCursor").decode())
        pack = self._packer(request.query.get("zstdDictionary"))
        await self._send_all(request, socket, max(start, self.floor), fault, pack)
        while not socket.closed and fault is not Fault.FROZEN:
            await socket.receive()
        await asyncio.sleep(30 if fault is Fault.FROZEN else 0)
        return socket

    def _start(self, cursor: str | None) -> int | None:
        """The place of the first frame to send; None where the second wire refuses a number."""
        if cursor is None or self.begins_with_now:
            return 0
        if self.is_second and int(cursor) < _TIME_FROM:
            place = next(
                (i for i, each in enumerate(self.frames) if _place(each)[1] >= int(cursor)), len(self.frames)
            )
            return place if place >= self.floor else None
        return next((i for i, each in enumerate(self.frames) if _place(each)[0] >= int(cursor)), len(self.frames))

    async def _send_all(
        self, request: web.Request, socket: web.WebSocketResponse, start: int, fault: Fault | None, pack: Pack
    ) -> None:
        half = (start + len(self.frames)) // 2
        for place in range(start, len(self.frames)):
            if place == half and fault in (Fault.CUT, Fault.FROZEN):
                if fault is Fault.CUT and request.transport is not None:
                    request.transport.write(b"\x81\x7e\x04\x00" + self.frames[place][:20])
                    request.transport.close()
                return
            if place == half and fault in BETWEEN:
                await socket.send_bytes(pack(BETWEEN[fault]))
            if place in self.before:
                await socket.send_bytes(pack(self.before.pop(place)))
            for _ in range(2 if fault is Fault.REPEATS else 1):
                await socket.send_bytes(pack(self.frames[place]))
            await asyncio.sleep(0.02 if fault is Fault.SLOW else 0)

    def _packer(self, asked: str | None) -> Pack:
        if not asked:
            return bytes
        dictionary = zstandard.ZstdCompressionDict(self.dictionary)
        assert int(asked) == dictionary.dict_id()
        return zstandard.ZstdCompressor(dict_data=dictionary).compress

    async def _give_dictionary(self, _: web.Request) -> web.Response:
        return web.Response(body=self.dictionary) if self.dictionary else web.Response(status=404)


Pack = Callable[[bytes], bytes]


def _place(frame: bytes) -> tuple[int, int]:
    """When an event was seen and its number; those of START where it does not say: such a frame comes every time."""
    try:
        found = msgspec.json.decode(frame)
        payload = found.get("payload", {})
        return found.get("time_us") or START + payload.get("seq", 0) * SECOND, payload.get("seq", 0)
    except (msgspec.DecodeError, AttributeError):
        return 2**53, 2**53


@asynccontextmanager
async def serve_all(servers: Sequence[JetstreamServer]) -> AsyncIterator[list[str]]:
    """The addresses of these servers, while the block runs."""
    async with serve_applications([each.application() for each in servers]) as hosts:
        paths = [EVENTS_PATH if each.is_second else "/subscribe" for each in servers]
        yield [f"ws://{host}{path}" for host, path in zip(hosts, paths, strict=True)]
