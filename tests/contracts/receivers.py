"""Receivers: the other side of every sink, real as far as it goes, with a switch between good, busy and refusing."""

import logging
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from enum import Enum
from pathlib import Path

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from listener.sinks import Send, opened
from models.alerts import SinkKind
from tests.alerting import route

SECRET = "whsec_c2VjcmV0LW9mLXRoZS10ZXN0cw=="
PASSWORD = "hunter2-never-shown"


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


Opening = Callable[[Path], AbstractAsyncContextManager[Receiver]]


async def _nowhere(_: object) -> None:
    raise AssertionError("not opened")


def over_http(sink: SinkKind, path: str = "/in", **more: str) -> Opening:
    """A receiver of a sink that posts."""

    @asynccontextmanager
    async def opening(_: Path) -> AsyncIterator[Receiver]:
        receiver = Receiver(_nowhere)

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
            variables = {"TEAM_URL": base, "TEAM_SECRET": SECRET}
            receiver.send = opened(route(sink=sink, to=("$TEAM_URL",), **more), variables, client)
            yield receiver

    return opening


def free_port() -> int:
    """A port of this machine that nobody has just now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class Mailbox:
    """A mail server's handler that keeps what it gets."""

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self._receiver.mood is Mood.GOOD:
            mail = message_from_bytes(envelope.original_content or b"", policy=policy.default)
            self._receiver.arrived.append(mail.get_content())
            self._receiver.headers.append({name: str(value) for name, value in mail.items()})
        return self._receiver.mood.value[1]


@asynccontextmanager
async def over_smtp(_: Path) -> AsyncIterator[Receiver]:
    """A mail server on this machine."""
    receiver = Receiver(_nowhere)
    port = free_port()
    controller = Controller(Mailbox(receiver), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        variables = {"SMTP": f"smtp://127.0.0.1:{port}?from=listener@example.org"}
        mail = route(sink=SinkKind.EMAIL, to=("ana@example.org", "ben@example.org"), server="$SMTP")
        async with aiohttp.ClientSession() as client:
            receiver.send = opened(mail, variables, client)
            yield receiver
    finally:
        controller.stop()


@asynccontextmanager
async def in_file(folder: Path) -> AsyncIterator[Receiver]:
    """A file that is read line by line."""
    path = folder / "alerts.ndjson"
    async with aiohttp.ClientSession() as client:
        send = opened(route(sink=SinkKind.FILE, to=(str(path),)), {}, client)
        receiver = Receiver(send)

        async def sent(alert: object) -> None:
            path.unlink(missing_ok=True) if receiver.mood is Mood.GOOD and path.is_dir() else None
            if receiver.mood is not Mood.GOOD and not path.exists():
                path.mkdir()
            await send(alert)  # type: ignore[arg-type]
            receiver.arrived[:] = path.read_text("utf-8").splitlines()

        receiver.send = sent
        yield receiver


class _Kept(logging.Handler):
    def __init__(self, receiver: Receiver) -> None:
        super().__init__(logging.INFO)
        self._receiver = receiver

    def emit(self, record: logging.LogRecord) -> None:
        self._receiver.arrived.append(record.getMessage())


@asynccontextmanager
async def in_log(_: Path) -> AsyncIterator[Receiver]:
    """Our own log."""
    log = logging.getLogger("listener.alerts")
    async with aiohttp.ClientSession() as client:
        receiver = Receiver(opened(route(), {}, client))
        handler, level = _Kept(receiver), log.level
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        try:
            yield receiver
        finally:
            log.removeHandler(handler)
            log.setLevel(level)


OVER_THE_NET: dict[str, Opening] = {
    "webhook": over_http(SinkKind.WEBHOOK, secret="$TEAM_SECRET"),
    "cloudevents": over_http(SinkKind.CLOUDEVENTS, secret="$TEAM_SECRET"),
    "alertmanager": over_http(SinkKind.ALERTMANAGER, path="/api/v2/alerts"),
    "slack": over_http(SinkKind.SLACK),
    "email": over_smtp,
}
ALL: dict[str, Opening] = {**OVER_THE_NET, "file": in_file, "log": in_log}
