"""Server-sent events: the events of a stream as they come, whole: blocks of lines, with an empty line after each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import NamedTuple

from aiohttp import ClientPayloadError, ClientResponse

from listener.sources.bodies import closed_as_cut

LARGEST_EVENT = 4 * 1024 * 1024  # bytes of an event


class ServerEvent(NamedTuple):
    """One event: its name, and its data."""

    name: str
    data: bytes


async def read_events(answer: ClientResponse, quiet: float) -> AsyncIterator[bytes]:
    """The blocks of a stream until it ends; an empty one for what only keeps it open.

    Raises TimeoutError where nothing comes for so many seconds, and ClientPayloadError for an event without an end.
    """
    waiting = b""
    while True:
        with closed_as_cut():
            async with asyncio.timeout(quiet):  # wait_for may swallow a cancel on Python 3.11
                chunk = await answer.content.readany()
        if not chunk:
            return
        *blocks, waiting = (waiting + chunk.replace(b"\r\n", b"\n")).split(b"\n\n")
        if len(waiting) > LARGEST_EVENT:
            raise ClientPayloadError("an event that does not end")
        for block in blocks:
            yield b"\n".join([line for line in block.split(b"\n") if line and not line.startswith(b":")])


def parse_event(block: bytes) -> ServerEvent:
    """The name and the data of a block; several lines of data are one text."""
    name, data = "", list[bytes]()
    for line in block.split(b"\n"):
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if field == b"event":
            name = value.decode("utf-8", "replace")
        elif field == b"data":
            data.append(value)
    return ServerEvent(name, b"\n".join(data))
