"""Timed protocol: HTTP/1.1 whose requests must come within some seconds: who is slow on purpose holds no place."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_SECONDS = 10.0  # from the connection, or the answer before, to the end of a request's headers


class TimedProtocol(H11Protocol):
    """uvicorn's protocol, which waits for headers without an end."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A connection: the first request is due."""
        super().connection_made(transport)
        self._deadline = self.loop.call_later(HEADER_SECONDS, self._give_up)

    def data_received(self, data: bytes) -> None:
        """Bytes of a request. Once its headers are there, it has an answer to wait for."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._end_deadline()

    def on_response_complete(self) -> None:
        """An answer: the next request is due."""
        super().on_response_complete()
        self._end_deadline()
        if not self.transport.is_closing() and (self.cycle is None or self.cycle.response_complete):
            self._deadline = self.loop.call_later(HEADER_SECONDS, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self._end_deadline()
        super().connection_lost(exc)

    def _give_up(self) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()

    def _end_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
