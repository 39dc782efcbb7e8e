"""Sockets: the messages of a WebSocket. Where nothing comes we ask with a ping: who does not answer is frozen."""

from __future__ import annotations

from collections.abc import AsyncIterator

from aiohttp import ClientWebSocketResponse, WSMessage, WSMsgType

_END = (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED, WSMsgType.ERROR)


async def read_messages(socket: ClientWebSocketResponse, quiet: float) -> AsyncIterator[WSMessage | None]:
    """The messages of data of a socket without `autoping`, until the other side ends; None where it has none.

    Raises TimeoutError where nothing comes for so many seconds, and no answer to a ping in as many again.
    """
    has_asked = False
    while True:
        try:
            message = await socket.receive(timeout=quiet)
        except TimeoutError:
            if has_asked:
                raise
            has_asked = True
            await socket.ping()
            continue
        has_asked = False
        if message.type in _END:
            return
        if message.type is WSMsgType.PING:
            await socket.pong(message.data)
        if message.type in (WSMsgType.PING, WSMsgType.PONG):
            yield None
        elif message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
            yield message
