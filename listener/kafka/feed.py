"""Feed: lines of files onto `posts`, keyed by author, with marks that say how far event time has come.

Every partition gets the marks, so that event time moves on partitions without posts, too; an end mark says that
nothing follows. A line that is not a post is sent as it is: the worker rejects it with a reason.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from math import inf
from typing import Annotated

import msgspec
from aiokafka import AIOKafkaProducer

from listener.files.lines import Line
from listener.files.replay import END_OF_TIME
from listener.kafka import clients, topics, wire
from listener.kafka.outages import BrokerWatch
from listener.settings import Settings
from models.decoding import check_times, json_decoder
from models.errors import InputError, UnreadableError
from models.gaps import is_gap
from models.marks import Mark
from models.names import SourceId
from models.posts import HOUR_MS, Millis, instant, millis
from pipelines.quorum_time import QuorumTime

_BATCH_LINES = 500  # that are sent before the pace is asked whether to wait
_MARK_EVERY_MS = HOUR_MS // 4  # event time between two marks: windows of an hour close a quarter late at most
_LINGER_MS = 5  # that the producer waits for more lines to send at once
_SOURCE = "feed"  # what the marks say that they come from

Pace = Callable[[int, Millis], Awaitable[None]]  # (lines so far, event time reached): returns when to go on


class _KeyFields(msgspec.Struct):
    """The fields of a post that feeding needs: its key, and its event time."""

    author: SourceId
    created_at: Annotated[datetime, msgspec.Meta(tz=True)]

    def __post_init__(self) -> None:
        check_times(self.created_at)


_decode = json_decoder(_KeyFields)


@dataclass(frozen=True)
class FeedProgress:
    """Lines sent, those among them that are no posts, and the latest event time among the posts (-1: none yet)."""

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
    batch: int = _BATCH_LINES,
) -> FeedProgress:
    """Sends all lines and returns once the brokers have them; one that is away is waited for.

    Raises InputError where the topic is deleted, or where Kafka refuses us.

    `pace` is asked after each `batch` of lines. `end` sends an end mark last. A post dated after `received` moves no
    mark, and the worker rejects it where it is later by more than clocks differ. To send the same lines again is
    harmless.
    """
    producer = clients.producer(settings, linger_ms=_LINGER_MS)
    await producer.start()
    try:
        feeding = _Feeder(settings, producer, pace, received, on_progress, batch).feed_all(iter(lines), end)
        return await BrokerWatch(settings, [topics.POSTS]).guard(feeding)
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
        batch: int,
    ) -> None:
        self._topic, self._producer = settings.topic(topics.POSTS), producer
        self._pace, self._on_progress, self._batch = pace, on_progress, batch
        self._received, self._headers = received, [wire.received_header(received), *wire.REPLAY_HEADERS]
        self._progress, self._last_mark, self._time = FeedProgress(), -1, QuorumTime()

    async def feed_all(self, lines: Iterable[Line], end: bool) -> FeedProgress:
        self._partitions = sorted(await self._producer.partitions_for(self._topic))
        while batch := list(islice(lines, self._batch)):
            await self._send_batch(batch)
            if self._on_progress:
                self._on_progress(self._progress)
            if self._pace:
                await self._pace(self._progress.lines, self._progress.reached)
        self._progress = replace(self._progress, reached=self._time.end())
        if end and self._progress.reached >= 0:
            await asyncio.gather(*await self._send_marks(end=True))
        return self._progress

    async def _send_batch(self, batch: list[Line]) -> None:
        sent: list[Awaitable[object]] = []
        for line in batch:
            if is_gap(line.value):
                sent.extend(await self._send_to_all(line.value, wire.GAP_HEADERS))
                continue
            sent.append(await self._send_line(line.value[: wire.MAX_RECORD_BYTES]))
            if self._progress.reached // _MARK_EVERY_MS > self._last_mark:
                sent.extend(await self._send_marks(end=False))
        await asyncio.gather(*sent)

    async def _send_line(self, value: bytes) -> Awaitable[object]:
        post = _read_post(value)
        if post and (at := millis(post.created_at)) <= self._received:
            self._time.observe(post.author, at)
        before, key = self._progress, post.author.encode() if post else None
        self._progress = FeedProgress(before.lines + 1, before.unread + (post is None), self._time.reached)
        sent: Awaitable[object] = await self._producer.send(self._topic, value, key=key, headers=self._headers)
        return sent

    async def _send_marks(self, *, end: bool) -> list[Awaitable[object]]:
        self._last_mark = self._progress.reached // _MARK_EVERY_MS
        mark = wire.encode(Mark(_SOURCE, instant(self._progress.reached), end))
        return await self._send_to_all(mark, wire.MARK_HEADERS)

    async def _send_to_all(self, value: bytes, headers: wire.RecordHeaders) -> list[Awaitable[object]]:
        """To every partition, as what it says is about quiet ones, too."""
        return [
            await self._producer.send(self._topic, value, partition=partition, headers=[*headers, *self._headers])
            for partition in self._partitions
        ]


def _read_post(value: bytes) -> _KeyFields | None:
    """None for a line that is no post, or whose time has no zone or is before 1970."""
    try:
        post = _decode(value)
    except UnreadableError:
        return None
    return post if millis(post.created_at) >= 0 else None


def at_rate(posts_per_second: float) -> Pace:
    """So many posts a second. Raises InputError."""
    if not 0 < posts_per_second < inf:
        raise InputError(f"--rate: {posts_per_second} posts a second cannot be")
    started = time.monotonic()

    async def pace(lines: int, _: Millis) -> None:
        await asyncio.sleep(max(0.0, started + lines / posts_per_second - time.monotonic()))

    return pace


def lines_at(posts_per_second: float) -> int:
    """How many lines to send at once at this rate: what comes in a tenth of a second, so that it is a stream."""
    return round(max(1.0, min(float(_BATCH_LINES), posts_per_second / 10)))


def at_speed(times: float) -> Pace:
    """Event time so many times as fast as the wall's clock. Raises InputError."""
    if not 0 < times < inf:
        raise InputError(f"--speed: {times} times cannot be")
    started: list[tuple[float, Millis]] = []

    async def pace(_: int, reached: Millis) -> None:
        if not started:
            started.append((time.monotonic(), reached))
        wall, event = started[0]
        await asyncio.sleep(max(0.0, wall + (reached - event) / 1000 / times - time.monotonic()))

    return pace
