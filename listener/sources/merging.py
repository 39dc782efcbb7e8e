"""Merging: several endless streams as one, as their items come. One that fails ends all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from typing import TypeVar

_Item = TypeVar("_Item")


async def merge(streams: Sequence[Callable[[], AsyncIterator[_Item]]]) -> AsyncIterator[_Item]:
    """Each item once it is asked for: where nobody asks, no stream is read on. Raises what a stream raises."""
    waiting: asyncio.Queue[_Item] = asyncio.Queue(1)
    reading = [asyncio.create_task(_read_into(waiting, each)) for each in streams]
    try:
        while True:
            getting = asyncio.ensure_future(waiting.get())
            try:
                await asyncio.wait([getting, *reading], return_when=asyncio.FIRST_COMPLETED)
            finally:
                getting.cancel()  # also where we are cancelled: nobody else would end it
            if not getting.done():
                await next(each for each in reading if each.done())
                return
            yield getting.result()
    finally:
        for each in reading:
            each.cancel()
        await asyncio.wait(reading)


async def _read_into(waiting: asyncio.Queue[_Item], stream: Callable[[], AsyncIterator[_Item]]) -> None:
    items = stream()
    try:
        async for each in items:
            await waiting.put(each)
    finally:
        if close := getattr(items, "aclose", None):
            await close()
