"""Idle connections: who connects and sends no whole request is let go. aiohttp waits for the first one for ever."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

IDLE_SECONDS = 30.0  # without a request that is being answered


class IdleConnections:
    """Of one server: which connections have a request in hand, and since when the others have none."""

    def __init__(self) -> None:
        self._busy: set[asyncio.Transport] = set()
        self._idle_since: dict[asyncio.Transport, float] = {}

    def noting(self) -> Middleware:
        """Notes each request. It stands before all other middleware."""

        @web.middleware
        async def note(request: web.Request, handler: Handler) -> web.StreamResponse:
            if (transport := request.transport) is None:
                return await handler(request)
            self._busy.add(transport)
            try:
                return await handler(request)
            finally:
                self._busy.discard(transport)
                self._idle_since[transport] = time.monotonic()

        return note

    @asynccontextmanager
    async def closing(self, server: web.Server) -> AsyncIterator[None]:
        """Closes what is idle for too long, as long as the context lasts."""
        looking = asyncio.create_task(self._look(server))
        try:
            yield
        finally:
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking

    async def _look(self, server: web.Server) -> None:
        while True:
            await asyncio.sleep(IDLE_SECONDS / 4)
            now, there = time.monotonic(), [each.transport for each in server.connections]
            idle = [each for each in there if each is not None and each not in self._busy]
            self._idle_since = {each: self._idle_since.get(each, now) for each in idle}
            for each, since in self._idle_since.items():
                if now - since > IDLE_SECONDS:
                    each.close()
