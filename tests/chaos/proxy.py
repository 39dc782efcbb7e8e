"""Proxy: a line between a client and a broker that can be cut, slowed, stopped, or held at a chosen request.

async with Proxy() as proxy:
    server = KafkaServer(folder, proxied=proxy.port)  # says to whom comes by the proxy to stay there
    server.start()
    proxy.target = server.behind_proxy
    ...
    await proxy.hold(END_TRANSACTION)  # returns once such a request has come; nothing is passed on from it on
    proxy.release()
"""

from __future__ import annotations

import asyncio
import struct
from contextlib import suppress
from typing import Final, Self

PRODUCE: Final = 0  # numbers of Kafka's protocol
ADD_PARTITIONS: Final = 24
ADD_OFFSETS: Final = 25
END_TRANSACTION: Final = 26
COMMIT_OFFSETS: Final = 28

_CHUNK: Final = 65_536


class Proxy:
    """One listening port, and the lines through it."""

    def __init__(self) -> None:
        self.target = 0  # the broker's port
        self.port = 0
        self.delay_seconds = 0.0  # of each piece, each way
        self._open = asyncio.Event()
        self._open.set()
        self._refuses = False
        self._held_from: int | None = None
        self._holds = asyncio.Event()
        self._lines: set[asyncio.StreamWriter] = set()
        self._serving: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._begin, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        self.release()
        self.cut(refuse=True)
        await asyncio.gather(*self._serving, return_exceptions=True)

    async def hold(self, request: int) -> None:
        """Returns when a request of this number is here. It is not passed on, nor is anything after it."""
        self._held_from = request
        await self._holds.wait()

    def stop(self) -> None:
        """Passes nothing on; lines stay open, and new ones are taken: a black hole."""
        self._open.clear()

    def release(self) -> None:
        """Passes on all that came meanwhile, and all that comes."""
        self._held_from, self._refuses = None, False
        self._holds.clear()
        self._open.set()

    def cut(self, *, refuse: bool = False) -> None:
        """Ends every line; with `refuse`, new ones, too, until `release`."""
        self._refuses = refuse
        for line in [*self._lines]:
            line.transport.abort()

    def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving = asyncio.create_task(self._serve(reader, writer))
        self._serving.add(serving)
        serving.add_done_callback(self._serving.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._refuses:
            writer.transport.abort()
            return
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        ends = {writer, back}
        self._lines |= ends
        try:
            await asyncio.gather(self._pass_requests(reader, back), self._pass_answers(there, writer))
        finally:
            self._lines -= ends
            for end in ends:
                end.transport.abort()

    async def _pass_requests(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Request by request: each begins with its length and the number of its kind."""
        with suppress(OSError, asyncio.IncompleteReadError):
            while True:
                length = await reader.readexactly(4)
                request = await reader.readexactly(struct.unpack(">i", length)[0])
                if self._held_from == struct.unpack(">h", request[:2])[0]:
                    self._open.clear()
                    self._holds.set()
                await self._pass(length + request, writer)
        writer.transport.abort()

    async def _pass_answers(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await reader.read(_CHUNK):
                await self._pass(piece, writer)
        writer.transport.abort()

    async def _pass(self, piece: bytes, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(self.delay_seconds)
        await self._open.wait()
        writer.write(piece)
        await writer.drain()
