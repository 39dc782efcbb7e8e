"""Tagging: a plain consumer of `posts` that matches, samples and tags in batches, and sends what comes of it on.

Offsets are committed once the broker has acknowledged everything that the batch gave: nothing is lost, and what is
repeated is known downstream. All else it remembers may be lost at any time and is made anew.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from aiokafka.errors import CommitFailedError, IllegalStateError, KafkaError

from listener.kafka import topics, wire
from listener.kafka.delayed_assignor import DelayedRoundRobin
from listener.metrics import Metric, Metrics
from listener.settings import Settings, connection
from listener.worker.rate_limiter import RateLimiter
from models.campaigns import Campaign
from pipelines.idle_partitions import IdlePartitions, OffsetSnapshot
from pipelines.intake import Batch, Intake, TagsPosts

POLL_SECONDS = 0.2  # how long we wait for posts before we look whether to stop
LOOKS = 10  # at the whole topic, in the time after which a partition is quiet
LOOK_SECONDS = 5.0  # for which we wait for the broker to answer one

Records = Sequence[ConsumerRecord[bytes, bytes]]
Result = TypeVar("Result")

log = logging.getLogger(__name__)


class Tagging(ConsumerRebalanceListener):  # type: ignore[misc]  # aiokafka ships no types
    """The tagging half of a worker: `start`, `run` until `stop` is asked for, and it closes itself."""

    def __init__(
        self, settings: Settings, campaigns: Sequence[Campaign], tagger: TagsPosts, metrics: Metrics
    ) -> None:
        self._settings, self._campaigns, self._tagger, self._metrics = settings, campaigns, tagger, metrics
        self._posts = settings.topic(topics.POSTS)
        self._tagged, self._rejected = settings.topic(topics.TAGGED), settings.topic(topics.REJECTED)
        self._cap = RateLimiter(settings.rejected_per_minute)
        self._intakes: dict[TopicPartition, Intake] = {}
        self._quiet, self._looked = IdlePartitions(settings.idle_seconds), 0.0
        self._mine: frozenset[TopicPartition] = frozenset()
        self._next: dict[TopicPartition, int] = {}  # the offset after the last one we took
        self._busy = asyncio.Lock()  # held while a batch is in hand: partitions change hands between batches only
        self._assigned = asyncio.Event()  # aiokafka hands out records before `on_partitions_assigned` has finished
        self._stopping = asyncio.Event()
        metrics.read_at_scrape(Metric.CONSUMER_LAG, self._lags)
        metrics.read_at_scrape(Metric.ASSIGNED, self._share)

    @property
    def is_ready(self) -> bool:
        """Whether we have our partitions and work on them."""
        return self._assigned.is_set() and not self._stopping.is_set()

    async def run(self) -> None:
        """Works until `stop`, then gives its partitions back. Raises what the broker refuses for good."""
        self._producer = wire.producer(self._settings, linger_ms=5)
        self._consumer = _consumer(self._settings)
        try:
            await self._producer.start()
            self._consumer.subscribe([self._posts], listener=self)
            await self._consumer.start()
            while not self._stopping.is_set():
                await self._round()
        finally:
            await self._consumer.stop()
            await self._producer.stop()

    def stop(self) -> None:
        """Asks for the end: what is in hand is sent and committed first."""
        self._stopping.set()

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        self._assigned.clear()
        async with self._busy:
            self._forget()

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        async with self._busy:
            self._forget()
            self._mine = frozenset(assigned)
            self._quiet.assigned([each.partition for each in self._mine], time.monotonic())
        self._assigned.set()
        log.info("tagging partitions %s", sorted(each.partition for each in self._mine))

    def _forget(self) -> None:
        self._intakes.clear()
        self._mine = frozenset()
        self._quiet.assigned((), time.monotonic())
        self._next.clear()

    async def _round(self) -> None:
        """One batch of every partition that has records, from reading to committing."""
        taken = await self._unless_stopped(self._read())
        if taken is None:
            return
        async with self._busy:
            for partition, records in taken.items():
                await self._take(partition, records)
            await self._commit({partition: records[-1].offset + 1 for partition, records in taken.items()})
            await self._say_idle()

    async def _read(self) -> Mapping[TopicPartition, Records]:
        """The next records, once they are surely ours. Waits for as long as partitions change hands."""
        wait = round(POLL_SECONDS * 1000)
        taken: Mapping[TopicPartition, Records] = await self._consumer.getmany(
            timeout_ms=wait, max_records=self._settings.batch
        )
        await self._assigned.wait()
        return taken

    async def _unless_stopped(self, reading: Coroutine[Any, Any, Result]) -> Result | None:
        """What is read, or None where the end is asked for first: what was read then is read again."""
        task, stop = asyncio.create_task(reading), asyncio.create_task(self._stopping.wait())
        await asyncio.wait([task, stop], return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if task.done():
            return task.result()
        task.cancel()
        return None

    async def _take(self, partition: TopicPartition, records: Records) -> None:
        intake = self._intake(partition)
        with self._metrics.tagging_seconds.time():
            batch = await asyncio.to_thread(intake.take, [wire.record(each) for each in records])
        self._quiet.heard(partition.partition, time.monotonic())
        await self._send(batch)
        self._next[partition] = records[-1].offset + 1

    def _intake(self, partition: TopicPartition) -> Intake:
        if partition not in self._intakes:
            count = len(self._consumer.partitions_for_topic(self._posts) or ())
            made = Intake(self._campaigns, self._tagger, partition=partition.partition, partitions=count)
            self._intakes[partition] = made
        return self._intakes[partition]

    async def _send(self, batch: Batch) -> None:
        """Sends what a batch gave, and waits until the broker has all of it."""
        kept = self._cap.within(batch.rejections)
        self._metrics.count_posts(batch.counts)
        self._metrics.count_rejections(batch.rejections, not_kept=len(batch.rejections) - len(kept))
        sent = [
            await self._producer.send(self._tagged, wire.encode(message), key=key.encode())
            for key, message in batch.outgoing
        ]
        sent += [await self._producer.send(self._rejected, wire.encode(each)) for each in kept]
        await asyncio.gather(*sent)

    async def _say_idle(self) -> None:
        """A partition that is read to its end and quiet says so: it holds nobody back."""
        now = time.monotonic()
        if now - self._looked < self._settings.idle_seconds / LOOKS:
            return
        self._looked = now
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                self._quiet.looked(await self._look(), now)
        except (KafkaError, TimeoutError) as error:
            log.info("nobody is quiet for now: the broker does not say how far the posts are: %r", error)
            return
        for number in self._quiet.due(now):
            await self._send(self._intake(TopicPartition(self._posts, number)).idle())
            self._quiet.said(number, now)

    async def _look(self) -> OffsetSnapshot:
        """How far each partition of the topic is: ours by what we took, the others by what is committed."""
        numbers = self._consumer.partitions_for_topic(self._posts) or ()
        ends = await self._consumer.end_offsets([TopicPartition(self._posts, each) for each in numbers])
        return {each.partition: (end, await self._taken(each)) for each, end in ends.items()}

    async def _taken(self, partition: TopicPartition) -> int:
        if partition in self._mine:
            return int(await self._consumer.position(partition))
        return int(await self._consumer.committed(partition) or 0)

    async def _commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        if not offsets:
            return
        try:
            await self._consumer.commit(dict(offsets))
        except (CommitFailedError, IllegalStateError):
            log.info("partitions changed hands before a commit: somebody takes those posts again")

    def _lag(self, partition: TopicPartition) -> int:
        end, taken = self._consumer.highwater(partition), self._next.get(partition)
        return max(0, end - taken) if end is not None and taken is not None else 0

    def _lags(self) -> dict[tuple[str, ...], float]:
        return {(each.topic, str(each.partition)): self._lag(each) for each in self._mine}

    def _share(self) -> dict[tuple[str, ...], float]:
        return {("tagging",): len(self._mine)}


def _consumer(settings: Settings) -> AIOKafkaConsumer:
    return AIOKafkaConsumer(
        **connection(settings),
        group_id=settings.topic(topics.TAGGING_GROUP),
        group_instance_id=settings.instance,
        partition_assignment_strategy=[DelayedRoundRobin],
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        session_timeout_ms=round(settings.session_timeout * 1000),
        heartbeat_interval_ms=round(settings.session_timeout * 1000 / 10),
        max_poll_records=settings.batch,
    )
