"""The board's server: a socket, and uvicorn on it, as long as a context lasts."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.applications import Starlette

from listener.board.web.live_board import LiveBoard
from listener.board.web.timed_protocol import TimedProtocol
from models.errors import InputError

_CONNECTIONS = 2_000  # at the same time, readers of events among them
_GRACE_SECONDS = 2  # that requests have to end when we stop


class BoardServer(uvicorn.Server):
    """Leaves signals to whoever runs us, and lets the readers of events go first: they would hold us up for ever."""

    def __init__(self, app: Starlette, host: str, port: int, proxies: str) -> None:
        config = uvicorn.Config(
            app, host=host, port=port, log_level="warning", access_log=False, server_header=False,
            timeout_graceful_shutdown=_GRACE_SECONDS, lifespan="on", http=TimedProtocol, ws="none",
            limit_concurrency=_CONNECTIONS, proxy_headers=bool(proxies), forwarded_allow_ips=proxies,
        )  # fmt: skip
        super().__init__(config)
        self._live: LiveBoard = app.state.live

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Captures none."""
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stops."""
        await self._live.events.stop()
        await super().shutdown(sockets)


@asynccontextmanager
async def serve_app(app: Starlette, host: str, port: int, proxies: str = "") -> AsyncIterator[str]:
    """The board on a port (0 takes a free one) as long as the context lasts; gives its URL. Raises InputError.

    `proxies` are addresses or networks, with commas between, whose X-Forwarded-For and -Proto count.
    """
    listening = _listening_socket(host, port)
    server = BoardServer(app, host, port, proxies)
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
