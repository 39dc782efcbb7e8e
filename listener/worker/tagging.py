"""Tagging: a plain consumer of `posts` that matches, samples and tags in batches, and sends what comes of it on.

Offsets are committed once the broker has acknowledged everything that the batch gave: nothing is lost, and repeats
are dropped downstream. Offsets must survive, and whom it passes on (`tracked_authors`): what else it remembers is
made anew after a rebalance.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterable, Sequence

from aiokafka import TopicPartition
from aiokafka.coordinator.assignors.abstract import AbstractPartitionAssignor
from aiokafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor
from aiokafka.errors import KafkaError

from listener.kafka import clients, topics, wire
from listener.kafka.bundling import encode_bundles
from listener.kafka.clients import ConsumerGroup
from listener.kafka.consumer_loop import ConsumerLoop, KafkaRecord, RecordBatch, RecordHandler
from listener.kafka.outages import ride_out
from listener.metrics import Metric, Metrics
from listener.settings import Settings
from listener.worker.rate_limiter import RateLimiter
from listener.worker.tracked_authors import read_tracked, tracked_records
from models.author_keys import AuthorKey
from models.bundles import TaggedMessage
from models.campaigns import Campaign
from models.errors import InputError
from pipelines.accountability import PostTagger
from pipelines.idle_partitions import IdlePartitions, OffsetSnapshot
from pipelines.intake import Intake, IntakeResult

_LINGER_MS = 5  # that the producer waits for more to send at once; small beside the time that tagging a batch takes
_SNAPSHOTS = 10  # of the topic's offsets, in the time after which a silent partition is idle
_SNAPSHOT_SECONDS = 5.0  # that the broker may take for one; tagging waits for it

log = logging.getLogger(__name__)


class Tagging(RecordHandler):
    """The tagging part of a worker: `run` until `stop` is called."""

    def __init__(
        self,
        settings: Settings,
        campaigns: Sequence[Campaign],
        tagger: PostTagger,
        metrics: Metrics,
        author_key: AuthorKey,
        *,
        assignor: type[AbstractPartitionAssignor] = RoundRobinPartitionAssignor,
    ) -> None:
        self._settings, self._campaigns, self._tagger, self._metrics = settings, campaigns, tagger, metrics
        self._author_key = author_key
        self._posts_topic = settings.topic(topics.POSTS)
        self._tagged_topic, self._rejected_topic = settings.topic(topics.TAGGED), settings.topic(topics.REJECTED)
        self._tracked_topic = settings.topic(topics.TRACKED)
        self._rejection_limit = RateLimiter(settings.rejected_per_minute)
        self._intakes: dict[TopicPartition, Intake] = {}
        self._next_offsets: dict[TopicPartition, int] = {}  # the offset after the last one that we took
        self._idle, self._snapshot_at = IdlePartitions(settings.idle_seconds), 0.0
        group = ConsumerGroup(topics.TAGGING_GROUP, assignor, settings.instance, settings.posts_at_once)
        self._loop = ConsumerLoop(settings, group, [topics.POSTS], self)
        metrics.read_at_scrape(Metric.CONSUMER_LAG, self._read_lags)
        metrics.read_at_scrape(Metric.ASSIGNED, self._count_partitions)

    @property
    def is_ready(self) -> bool:
        """Whether we have our partitions and work on them."""
        return self._loop.is_ready

    async def run(self) -> None:
        """Works until `stop`, and waits for brokers that are away. Raises what they refuse for good."""
        await ride_out("tagging", self._take_part, self._loop.ended)

    async def _take_part(self) -> None:
        """One membership of the group, from its beginning to its end."""
        async with clients.producer(self._settings, linger_ms=_LINGER_MS) as self._producer:
            await self._loop.run()

    def stop(self) -> None:
        """Asks for the end: the batch in hand is sent and committed first."""
        self._loop.stop()

    async def on_assigned(self, partitions: frozenset[TopicPartition]) -> None:
        numbers = sorted(each.partition for each in partitions)
        self._idle.assign(numbers, time.monotonic())
        log.info("tagging partitions %s", numbers)

    async def on_revoked(self) -> None:
        self._intakes.clear()
        self._next_offsets.clear()
        self._idle.assign((), time.monotonic())

    async def process(self, batch: RecordBatch) -> None:
        for partition, records in batch.items():
            await self._tag(partition, records)

    async def after_commit(self, batch: RecordBatch) -> None:
        """A partition that is read to its end, and silent, says that it is idle: event time need not wait for it."""
        now = time.monotonic()
        if now - self._snapshot_at < self._settings.idle_seconds / _SNAPSHOTS:
            return
        self._snapshot_at = now
        if (snapshot := await self._take_snapshot()) is None:
            return
        self._idle.note_offsets(snapshot, now)
        for number in self._idle.find_idle(now):
            partition = TopicPartition(self._posts_topic, number)
            await self._send(partition, (await self._intake_of(partition)).report_idle())
            self._idle.note_report(number, now)

    async def _tag(self, partition: TopicPartition, records: Sequence[KafkaRecord]) -> None:
        intake = await self._intake_of(partition)
        with self._metrics.tagging_seconds.time():
            result = await asyncio.to_thread(intake.take, [wire.intake_record(each) for each in records])
        self._idle.note_record(partition.partition, time.monotonic())
        await self._send(partition, result)
        self._metrics.tagged_after.observe(max(0.0, time.time() - records[0].timestamp / 1000))
        self._next_offsets[partition] = records[-1].offset + 1

    async def _intake_of(self, partition: TopicPartition) -> Intake:
        """The partition's intake; a new one tracks whom the one before it tracked, in whatever worker."""
        if partition not in self._intakes:
            self._intakes[partition] = await self._make_intake(partition.partition)
        return self._intakes[partition]

    async def _make_intake(self, number: int) -> Intake:
        count = len(self._loop.consumer.partitions_for_topic(self._posts_topic) or ())
        intake = Intake(
            self._campaigns, self._tagger, partition=number, partitions=count, author_key=self._author_key
        )
        kept = await read_tracked(self._settings, number, count, intake.audiences)
        intake.restore(kept.authors)
        await asyncio.gather(*await self._send_tracked(number, kept.lacking))
        return intake

    async def _send(self, partition: TopicPartition, result: IntakeResult) -> None:
        """Sends what a batch gave, and returns once the broker has acknowledged all of it."""
        kept = self._rejection_limit.admit(result.rejections)
        self._metrics.count_posts(result.counts)
        self._metrics.missing_tags.add(message for _, message in result.outgoing)
        self._metrics.count_rejections(result.rejections, not_kept=len(result.rejections) - len(kept))
        acknowledgements = [
            await self._producer.send(self._tagged_topic, value, key=key.encode())
            for key, value in self._encode(result.outgoing)
        ]
        acknowledgements += [await self._producer.send(self._rejected_topic, wire.encode(each)) for each in kept]
        acknowledgements += await self._send_tracked(partition.partition, tracked_records(result.tracked))
        await asyncio.gather(*acknowledgements)

    async def _send_tracked(
        self, number: int, records: Iterable[tuple[bytes, bytes | None]]
    ) -> list[asyncio.Future[None]]:
        """Acknowledgements to wait for. Raises InputError where `tracked` has no such partition."""
        await self._know_partition(number)
        return [
            await self._producer.send(self._tracked_topic, value, key=key, partition=number) for key, value in records
        ]

    async def _know_partition(self, number: int) -> None:
        """Partitions of `tracked` that are new are asked for: of those the producer has not heard yet."""
        if number not in await self._producer.partitions_for(self._tracked_topic):
            await self._producer.client.force_metadata_update()
        if number not in await self._producer.partitions_for(self._tracked_topic):
            raise InputError(f"{self._tracked_topic} has fewer partitions than {self._posts_topic}: raise both alike")

    def _encode(self, outgoing: Iterable[tuple[str, TaggedMessage]]) -> Iterable[tuple[str, bytes]]:
        """What goes to `tagged`: bundles, or single messages for workers of a release before that knew no bundles."""
        if self._settings.bundles:
            return encode_bundles(outgoing)
        return ((key, wire.encode(message)) for key, message in outgoing)

    async def _take_snapshot(self) -> OffsetSnapshot | None:
        """The end of each partition of the topic, and how far it is read. None where the broker does not say."""
        numbers = self._loop.consumer.partitions_for_topic(self._posts_topic) or ()
        try:
            async with asyncio.timeout(_SNAPSHOT_SECONDS):
                ends = await self._loop.consumer.end_offsets(
                    [TopicPartition(self._posts_topic, each) for each in numbers]
                )
                return {each.partition: (end, await self._read_up_to(each)) for each, end in ends.items()}
        except (KafkaError, TimeoutError) as error:
            log.info("no partition is idle for now: the broker does not say how far the posts are: %r", error)
            return None

    async def _read_up_to(self, partition: TopicPartition) -> int:
        """The offset that is read next: our own position, or what another worker has committed."""
        if partition in self._loop.partitions:
            return int(await self._loop.consumer.position(partition))
        return int(await self._loop.consumer.committed(partition) or 0)

    def _read_lags(self) -> dict[tuple[str, ...], float]:
        return {(each.topic, str(each.partition)): self._lag(each) for each in self._loop.partitions}

    def _lag(self, partition: TopicPartition) -> int:
        end, next_offset = self._loop.consumer.highwater(partition), self._next_offsets.get(partition)
        return max(0, end - next_offset) if end is not None and next_offset is not None else 0

    def _count_partitions(self) -> dict[tuple[str, ...], float]:
        return {("tagging",): len(self._loop.partitions)}
