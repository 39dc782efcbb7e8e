"""What receivers share: what arrived, and a switch between good, busy and refusing; and the receivers over HTTP."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from listener.sinks import Send, open_sink
from tests.alerting import route

SECRET = "whsec_c2VjcmV0LW9mLXRoZS10ZXN0cw=="


class Mood(Enum):
    """How the other side answers: HTTP status, SMTP reply."""

    GOOD = (200, "250 ok")
    BUSY = (503, "451 later")
    REFUSING = (400, "554 never")


@dataclass
class Receiver:
    """What arrived, as people or programs would read it, and the sink that sends there."""

    send: Send
    arrived: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    mood: Mood = Mood.GOOD


@dataclass(frozen=True)
class ReceiverSpec:
    """The other side of one sink."""

    listen: Callable[[Path], AbstractAsyncContextManager[Receiver]]  # with a folder of its own
    moods: tuple[Mood, ...] = tuple(Mood)  # that it can be in
    is_for_people: bool = False  # strangers' text must do no harm there; else it arrives to the letter, for programs


async def nowhere(_: object) -> None:
    """The sink of a receiver that does not listen yet."""
    raise AssertionError("not opened")


def over_http(sink: str, path: str = "/in", *, is_for_people: bool = False, **more: str) -> ReceiverSpec:
    """The receiver of a sink that posts to `path`. `more` are further fields of the route."""

    @asynccontextmanager
    async def listen(_: Path) -> AsyncIterator[Receiver]:
        receiver = Receiver(nowhere)

        async def take(request: web.Request) -> web.Response:
            body = (await request.read()).decode()
            if receiver.mood is Mood.GOOD:
                receiver.arrived.append(body)
                receiver.headers.append(request.headers)
            return web.Response(status=receiver.mood.value[0], text="as told")

        pages = web.Application()
        pages.router.add_post(path, take)
        async with TestServer(pages) as server, aiohttp.ClientSession() as client:
            base = str(server.make_url("/in" if path == "/in" else "/")).rstrip("/")
            variables = {"ALERT_TEAM_URL": base, "ALERT_TEAM_SECRET": SECRET}
            receiver.send = open_sink(route(sink=sink, to=("$ALERT_TEAM_URL",), **more), variables, client)
            yield receiver

    return ReceiverSpec(listen, is_for_people=is_for_people)


def free_port() -> int:
    """A port of this machine that nobody has just now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
