"""The board's server: routes, headers, and the task that keeps the board up to date."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from listener.board.records.base import RecordSource
from listener.board.web.actions import BoardActions
from listener.board.web.assets import STATIC_FOLDER
from listener.board.web.authentication import Authenticator
from listener.board.web.live_board import LiveBoard
from listener.board.web.pages import Pages, environment
from models.campaigns import Campaign
from models.errors import InputError

_CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_CACHED_FOR_A_YEAR = "public, max-age=31536000, immutable"
_GRACE_SECONDS = 2  # seconds that readers have to go when we stop

_log = logging.getLogger(__name__)


class SecurityHeaders:
    """Puts our headers on every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        named = scope["type"] == "http" and scope["path"].startswith("/static/") and b"v=" in scope["query_string"]
        ours = {**_HEADERS, "cache-control": _CACHED_FOR_A_YEAR if named else "no-store"}

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                lines = [(name.encode(), value.encode()) for name, value in ours.items()]
                message = {**message, "headers": [*message["headers"], *lines]}
            await send(message)

        await self._app(scope, receive, sending if scope["type"] == "http" else send)


def create_board_app(
    source: RecordSource, campaigns: Sequence[Campaign], token: str = "", *, live: LiveBoard | None = None
) -> Starlette:
    """The board as an ASGI application. `token` lets people sign in; without one it is read-only."""
    live = live or LiveBoard(source)
    pages = Pages(live, Authenticator(token), {each.name: each for each in campaigns}, environment())
    app = Starlette(
        routes=_routes(pages, BoardActions(pages)),
        middleware=[Middleware(SecurityHeaders), Middleware(GZipMiddleware, minimum_size=1000)],
        exception_handlers={HTTPException: pages.wrong, 500: pages.wrong},
        lifespan=_lifespan_of(live),
    )
    app.state.live = live
    return app


def _routes(pages: Pages, deeds: BoardActions) -> list[Route | Mount]:
    post = ["POST"]
    return [
        Route("/", pages.board),
        Route("/audiences/{campaign}/{audience}", pages.audience),
        Route("/audiences/{campaign}/{audience}/series.json", pages.series),
        Route("/signals", pages.signals),
        Route("/signals/rows", pages.rows),
        Route("/signals/{id}.json", pages.signal_json),
        Route("/signals/{id}", pages.signal),
        Route("/events", pages.events),
        Route("/livez", pages.alive),
        Route("/readyz", pages.ready),
        Route("/signin", deeds.door),
        Route("/signin", deeds.enter, methods=post),
        Route("/signout", deeds.leave, methods=post),
        Route("/verdicts", deeds.judge, methods=post),
        Route("/releases", deeds.release, methods=post),
        Mount("/static", StaticFiles(directory=STATIC_FOLDER)),
    ]


def _lifespan_of(live: LiveBoard) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(live.run())
        task.add_done_callback(_log_failure)
        yield
        await live.stop()
        task.cancel()
        await asyncio.wait([task])

    return lifespan


def _log_failure(task: asyncio.Task[None]) -> None:
    """A mistake of ours ends the reading, not the serving: the pages say that they are no longer live."""
    if not task.cancelled() and (error := task.exception()):
        _log.error("the board has stopped reading", exc_info=error)


class BoardServer(uvicorn.Server):
    """Leaves signals to whoever runs us, and lets the readers of events go first: they would hold us up for ever."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        config = uvicorn.Config(
            app, host=host, port=port, log_level="warning", access_log=False, server_header=False,
            timeout_graceful_shutdown=_GRACE_SECONDS, lifespan="on",
        )  # fmt: skip
        super().__init__(config)
        self._live: LiveBoard = app.state.live

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Captures none."""
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stops."""
        await self._live.stop()
        await super().shutdown(sockets)


@asynccontextmanager
async def serve_app(app: Starlette, host: str, port: int) -> AsyncIterator[str]:
    """The board on a port (0 takes a free one) as long as the context lasts; gives its URL. Raises InputError."""
    listening = _listening_socket(host, port)
    server = BoardServer(app, host, port)
    task = asyncio.create_task(server.serve([listening]))
    try:
        yield f"http://{_url_host(host)}:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task


def _listening_socket(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise InputError(f"the board cannot listen on {host}, port {port}: {error.strerror}") from None


def _url_host(host: str) -> str:
    return f"[{host}]" if ":" in host else host
