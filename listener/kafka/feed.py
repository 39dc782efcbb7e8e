"""Feed: lines of files onto `posts`, keyed by author, with marks that say how far event time has come.

Every partition gets the marks, so windows close on partitions that are quiet; an end mark says that nothing
follows. A line that is not a post is fed as it is: the worker rejects it with a reason.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

import msgspec
from aiokafka import AIOKafkaProducer

from listener.files.lines import Line
from listener.files.replay import END_OF_TIME
from listener.kafka import clients, topics, wire
from listener.settings import Settings
from models.errors import InputError
from models.marks import Mark
from models.posts import HOUR_MS, Millis, instant, millis

_BATCH_LINES = 500  # lines between two looks at the pace
_MARK_EVERY_MS = HOUR_MS // 4  # event time between two marks
_SOURCE = "feed"

Pace = Callable[[int, Millis], Awaitable[None]]  # (lines so far, event time reached): returns when to go on


class _Peek(msgspec.Struct):
    """What feeding needs of a line."""

    author: str
    created_at: datetime


_peek = msgspec.json.Decoder(_Peek).decode


@dataclass(frozen=True)
class FeedProgress:
    """What was fed: lines, those among them that are no posts, and the event time reached (-1: none)."""

    lines: int = 0
    unread: int = 0
    reached: Millis = -1


async def feed(
    settings: Settings,
    lines: Iterable[Line],
    *,
    pace: Pace | None = None,
    end: bool = True,
    received: Millis = END_OF_TIME,
    on_progress: Callable[[FeedProgress], None] | None = None,
) -> FeedProgress:
    """Sends all lines and returns once the brokers have them. Raises InputError where they do not.

    `pace` is asked after each batch. `end` closes with an end mark. A post dated after `received` moves no mark;
    dated later by more than clocks differ, the worker rejects it. Feeding the same lines again is harmless.
    """
    producer = clients.producer(settings, linger_ms=5)
    await producer.start()
    try:
        return await _Feeder(settings, producer, pace, received, on_progress).all(iter(lines), end)
    finally:
        await producer.stop()


class _Feeder:
    """One run of feeding."""

    def __init__(
        self,
        settings: Settings,
        producer: AIOKafkaProducer,
        pace: Pace | None,
        received: Millis,
        on_progress: Callable[[FeedProgress], None] | None,
    ) -> None:
        self._topic, self._producer = settings.topic(topics.POSTS), producer
        self._pace, self._on_progress = pace, on_progress
        self._received, self._headers = received, [wire.received_header(received)]
        self._fed, self._marked = FeedProgress(), -1

    async def all(self, lines: Iterable[Line], end: bool) -> FeedProgress:
        self._partitions = sorted(await self._producer.partitions_for(self._topic))
        while batch := list(islice(lines, _BATCH_LINES)):
            await self._batch(batch)
            if self._on_progress:
                self._on_progress(self._fed)
            if self._pace:
                await self._pace(self._fed.lines, self._fed.reached)
        if end and self._fed.reached >= 0:
            await self._mark(end=True)
        return self._fed

    async def _batch(self, batch: list[Line]) -> None:
        sent: list[Awaitable[object]] = []
        for line in batch:
            sent.append(await self._line(line.value[: wire.MAX_RECORD_BYTES]))
            if self._fed.reached // _MARK_EVERY_MS > self._marked:
                sent.extend(await self._marks(end=False))
        await asyncio.gather(*sent)

    async def _line(self, value: bytes) -> Awaitable[object]:
        seen = _seen(value)
        key, at = (seen.author.encode(), millis(seen.created_at)) if seen else (None, -1)
        fed, reached = self._fed, -1 if at > self._received else at
        self._fed = FeedProgress(fed.lines + 1, fed.unread + (seen is None), max(fed.reached, reached))
        sent: Awaitable[object] = await self._producer.send(self._topic, value, key=key, headers=self._headers)
        return sent

    async def _mark(self, *, end: bool) -> None:
        await asyncio.gather(*await self._marks(end=end))

    async def _marks(self, *, end: bool) -> list[Awaitable[object]]:
        self._marked = self._fed.reached // _MARK_EVERY_MS
        mark = wire.encode(Mark(_SOURCE, instant(self._fed.reached), end))
        headers = [*wire.MARK_HEADERS, *self._headers]
        return [
            await self._producer.send(self._topic, mark, partition=partition, headers=headers)
            for partition in self._partitions
        ]


def _seen(value: bytes) -> _Peek | None:
    try:
        seen = _peek(value)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return seen if seen.created_at.tzinfo is not None and millis(seen.created_at) >= 0 else None


def at_rate(posts_per_second: float) -> Pace:
    """So many posts a second. Raises InputError."""
    if posts_per_second <= 0:
        raise InputError(f"--rate: {posts_per_second} posts a second cannot be")
    started = time.monotonic()

    async def pace(lines: int, _: Millis) -> None:
        await asyncio.sleep(max(0.0, started + lines / posts_per_second - time.monotonic()))

    return pace


def at_speed(times: float) -> Pace:
    """Event time so many times as fast as the wall's clock. Raises InputError."""
    if times <= 0:
        raise InputError(f"--speed: {times} times cannot be")
    started: list[tuple[float, Millis]] = []

    async def pace(_: int, reached: Millis) -> None:
        if not started:
            started.append((time.monotonic(), reached))
        wall, event = started[0]
        await asyncio.sleep(max(0.0, wall + (reached - event) / 1000 / times - time.monotonic()))

    return pace
