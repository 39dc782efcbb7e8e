"""A whole network, seeded: every event is a function of its number, so its truth is known however many there are.

It speaks the first wire of Jetstream. Its hosts break off, in the midst of a frame or between two, say things twice,
and turn subscribers away.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import Enum

from aiohttp import web

from tests.contracts.senders.jetstream import START

_SPACING = 10_000  # microseconds between two events
_AUTHORS = 300_000
_CID = "bafyreibjifzpqj6o6wcq3hejh7y4z4z2vmiklkvykc57tw3pcbx3kxifpm"
_MASK = 2**64 - 1


class Happening(Enum):
    """What an event is."""

    POST = "post"
    REPLY = "reply"
    EDIT = "edit"
    DELETE = "delete"
    LIKE = "like"
    REPOST = "repost"
    GONE = "gone"  # an account is deleted
    RENAMED = "renamed"  # one has another handle


_SHARES = (
    (Happening.POST, 0.18), (Happening.REPLY, 0.17), (Happening.EDIT, 0.01), (Happening.DELETE, 0.03),
    (Happening.LIKE, 0.49), (Happening.REPOST, 0.1), (Happening.GONE, 0.001), (Happening.RENAMED, 0.019),
)  # fmt: skip


@dataclass(frozen=True)
class FakeNetwork:
    """Its events, by number from 1."""

    seed: int
    events: int

    def happening(self, number: int) -> Happening:
        """What the event of that number is."""
        chance = _mix(self.seed, number) / 2**64
        for kind, share in _SHARES:
            chance -= share
            if chance < 0:
                return kind
        return Happening.LIKE

    def author(self, number: int) -> str:
        """Whose event it is."""
        return f"did:plc:{_mix(self.seed + 1, number) % _AUTHORS:024x}"

    def key(self, number: int) -> str:
        """The address of the record that the event is about: of an edit or a delete, that of an earlier event."""
        about = self._earlier(number) if self.happening(number) in (Happening.EDIT, Happening.DELETE) else number
        kind = self.happening(about).value if about == number else "post"
        kind = "post" if kind == "reply" else kind
        return f"at://{self.author(about)}/app.bsky.feed.{kind}/{about:013d}"

    def _earlier(self, number: int) -> int:
        """A post of before, near enough to be seen soon after; there is always one at 1."""
        for back in range(number - 1 - _mix(self.seed + 2, number) % 5_000, 0, -1):
            if self.happening(back) in (Happening.POST, Happening.REPLY):
                return back
        return 1

    def frame(self, number: int) -> bytes:
        """The event as a server sends it."""
        kind, time_us = self.happening(number), START + number * _SPACING
        if kind in (Happening.GONE, Happening.RENAMED):
            did = self.author(number)
            body = '"active":false,"status":"deleted"' if kind is Happening.GONE else '"active":true'
            return (
                f'{{"did":"{did}","time_us":{time_us},"kind":"account","account":{{{body},"did":"{did}"}}}}'.encode()
            )
        did, collection, rkey = self.key(number).removeprefix("at://").split("/")
        operation = {Happening.EDIT: "update", Happening.DELETE: "delete"}.get(kind, "create")
        record = "" if kind is Happening.DELETE else f',"record":{self._record(kind, number)},"cid":"{_CID}"'
        return (
            f'{{"did":"{did}","time_us":{time_us},"kind":"commit","commit":{{"rev":"{number:013d}","operation":'
            f'"{operation}","collection":"{collection}","rkey":"{rkey}"{record}}}}}'
        ).encode()

    def _record(self, kind: Happening, number: int) -> str:
        created = '"createdAt":"2026-11-21T06:00:00.000Z"'
        subject = f'{{"cid":"{_CID}","uri":"at://{self.author(number // 2)}/app.bsky.feed.post/{number // 2:013d}"}}'
        if kind in (Happening.LIKE, Happening.REPOST):
            return f'{{{created},"subject":{subject}}}'
        reply = f',"reply":{{"root":{subject},"parent":{subject}}}' if kind is Happening.REPLY else ""
        return f'{{"text":"number {number} of the town, with more boats and tents","langs":["en"],{created}{reply}}}'

    def start_of(self, cursor: str | None) -> int:
        """The number of the first event at or after a cursor."""
        return max(1, -(-(int(cursor) - START) // _SPACING)) if cursor else 1


@dataclass
class NetworkHost:
    """One of the network's hosts: it breaks off after so many events, on average."""

    network: FakeNetwork
    breaks: int
    rng: random.Random
    connections: int = 0

    def application(self) -> web.Application:
        """Its page."""
        pages = web.Application()
        pages.router.add_get("/subscribe", self.stream)
        return pages

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """One subscriber, until it breaks off; at the end of the network it stays silent."""
        self.connections += 1
        if self.rng.random() < 0.2:
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        start = self.network.start_of(request.query.get("cursor"))
        until = start + round(self.rng.expovariate(1 / self.breaks)) + 600  # more than what is said again
        for number in range(start, min(until, self.network.events + 1)):
            for _ in range(2 if self.rng.random() < 0.001 else 1):
                await socket.send_bytes(self.network.frame(number))
        if until <= self.network.events:
            self._break_off(request, until)
            return socket
        while not socket.closed:
            await socket.receive()
        return socket

    def _break_off(self, request: web.Request, number: int) -> None:
        if request.transport is not None:
            if self.rng.random() < 0.5:
                request.transport.write(b"\x82\x7e\x04\x00" + self.network.frame(number)[:20])
            request.transport.close()


def _mix(seed: int, number: int) -> int:
    """A number of 64 bits that looks like chance (the finaliser of splitmix64, Steele et al. 2014)."""
    z = (number * 0x9E3779B97F4A7C15 + seed * 0xD1342543DE82EF95) & _MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)
