"""Streams: the events of a timeline as they come, over server-sent events or a WebSocket, in one form."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
from aiohttp import ClientSession, ClientWebSocketResponse, WSMessage, WSServerHandshakeError

from listener.sources.hosts import Patience
from listener.sources.mastodon.timelines import PublicTimeline
from listener.sources.sockets import read_messages
from listener.sources.sse import LARGEST_EVENT, read_events
from models.decoding import Decode, json_decoder
from models.errors import UnreadableError


class RefusedError(Exception):
    """The server answers, and not with what was asked for."""

    def __init__(self, status: int) -> None:
        super().__init__(f"answers {status}")
        self.status = status


class StreamMessage(msgspec.Struct, frozen=True, gc=False):
    """A message of the WebSocket: an event, whose payload is a text of JSON or a bare id; or why there are none."""

    event: str = ""
    payload: str = ""
    error: str = ""
    status: int = 0


_decode: Decode[StreamMessage] = json_decoder(StreamMessage)


@asynccontextmanager
async def open_stream(
    session: ClientSession, timeline: PublicTimeline, patience: Patience
) -> AsyncIterator[AsyncIterator[bytes]]:
    """The events of a timeline as blocks of server-sent events; an empty one where the server is there, and has none.

    Raises RefusedError; to read on raises TimeoutError where it is frozen, RefusedError and errors of aiohttp's.
    """
    if timeline.stream.scheme not in ("ws", "wss"):
        async with session.get(timeline.stream, headers=timeline.headers) as answer:
            if answer.status != 200:
                raise RefusedError(answer.status)
            yield read_events(answer, 2 * patience.quiet)
        return
    try:
        opening = session.ws_connect(
            timeline.stream, headers=timeline.headers, autoping=False, max_msg_size=LARGEST_EVENT
        )
        async with opening as socket:
            yield _blocks(socket, patience)
    except WSServerHandshakeError as error:
        raise RefusedError(error.status) from None


async def _blocks(socket: ClientWebSocketResponse, patience: Patience) -> AsyncIterator[bytes]:
    async for message in read_messages(socket, patience.quiet):
        yield b"" if message is None else _block_of(message)


def _block_of(message: WSMessage) -> bytes:
    """One message as a block. What is none goes on as an update, for the converter to say what is wrong with it."""
    data: bytes = message.data if isinstance(message.data, bytes) else str(message.data).encode()
    try:
        said = _decode(data)
    except UnreadableError:
        said = StreamMessage("update", data.decode("utf-8", "replace"))
    if said.error:
        raise RefusedError(said.status)
    lines = said.payload.replace("\r", " ").replace("\n", "\ndata: ")
    return f"event: {' '.join(said.event.split())}\ndata: {lines}".encode()
