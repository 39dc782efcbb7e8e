"""Health: /livez, /readyz and /metrics, served by the worker beside its work."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager

import msgspec
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from listener.metrics import Metrics
from listener.worker.allowed_hosts import is_allowed_host
from listener.worker.idle_connections import IdleConnections
from listener.worker.page_log import PAGE_LOG
from models.errors import SettingsError

Probe = Callable[[], bool]
Warnings = Callable[[], Sequence[str]]
_PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


class Health:
    """What the worker says of itself: it is alive while its event loop answers, and ready when all its parts are."""

    def __init__(self, metrics: Metrics, hosts: Collection[str] = ()) -> None:
        """`hosts` are names by which the pages may be asked for (`listener.worker.allowed_hosts`)."""
        self._metrics, self._hosts = metrics, hosts
        self._parts: dict[str, Probe] = {}
        self._warnings: list[Warnings] = []

    def add_part(self, part: str, is_ready: Probe) -> None:
        """A part that must be ready for the worker to be."""
        self._parts[part] = is_ready

    def add_warnings(self, warnings: Warnings) -> None:
        """What the page says beside the parts: wrong, and no reason to send the worker's work elsewhere."""
        self._warnings.append(warnings)

    def is_ready(self) -> bool:
        """Whether every part is."""
        return all(self.parts().values())

    def parts(self) -> Mapping[str, bool]:
        """Each part, and whether it is ready."""
        return {part: probe() for part, probe in self._parts.items()}

    def application(self) -> web.Application:
        """The three pages."""
        pages = web.Application(middlewares=[_name_guard(self._hosts)])
        pages.router.add_get("/livez", self._livez)
        pages.router.add_get("/readyz", self._readyz)
        pages.router.add_get("/metrics", self._metrics_page)
        return pages

    async def _livez(self, _: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def _readyz(self, _: web.Request) -> web.Response:
        parts = self.parts()
        warnings = [text for each in self._warnings for text in each()]
        body = msgspec.json.encode({**parts, "warnings": warnings})
        return web.Response(body=body, status=200 if all(parts.values()) else 503, content_type="application/json")

    async def _metrics_page(self, _: web.Request) -> web.Response:
        return web.Response(body=self._metrics.page(), headers={"Content-Type": _PROMETHEUS})


def _name_guard(hosts: Collection[str]) -> Middleware:
    """Answers by names that are ours alone."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not is_allowed_host(request.headers.get("Host", ""), hosts):
            raise web.HTTPMisdirectedRequest(text="This name is not allowed here: see LISTENER_HOSTS.\n")
        return await handler(request)

    return guard


@asynccontextmanager
async def serve_pages(pages: web.Application, host: str, port: int) -> AsyncIterator[int]:
    """Serves the pages and yields the port. Raises SettingsError where it is taken."""
    connections = IdleConnections()
    pages.middlewares.insert(0, connections.noting())
    runner = web.AppRunner(pages, access_log=None, logger=PAGE_LOG)
    await runner.setup()
    assert runner.server is not None
    try:
        async with connections.closing(runner.server):
            yield await _listen(runner, host, port)
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, host: str, port: int) -> int:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        raise SettingsError("LISTENER_WEB_PORT", f"cannot listen on {host}:{port}: {error.strerror}") from None
    return int(runner.addresses[0][1])
