"""Publisher: decisions, signals and the latest state of each audience go out, by their key, with the next commit.

So do the votes that people are asked to read. They wait in the outbox beside what changed of the state, so that the
brokers get all of it or nothing (`listener/kafka/changelog.py`).

Rejections go out at once: of commands that cannot be read, and of records of audiences that the worker does not have.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterable
from typing import Self

from aiokafka import AIOKafkaProducer

from listener.kafka import clients, topics, wire
from listener.kafka.changelog import Outbox, Outgoing
from listener.kafka.partitions import partition_of
from listener.metrics import Metrics
from listener.settings import Settings
from listener.worker.rate_limiter import RateLimiter
from models.campaigns import audience_key
from models.ledger import LedgerRecord
from models.rejections import Rejection
from pipelines.quote_redaction import without_quotes
from pipelines.signals import make_latest
from pipelines.windows import AccountResult, StepResult
from pipelines.windows.arrival import Arrival


class Publisher:
    """Publishes what came of a step. To publish it again is harmless: the same decision gives the same bytes."""

    def __init__(self, settings: Settings, metrics: Metrics, outbox: Outbox, partitions: int) -> None:
        """`partitions` are those of `tagged`, and so of the state."""
        self._settings, self._metrics, self._outbox, self._partitions = settings, metrics, outbox, partitions
        self._rejection_limit = RateLimiter(settings.rejected_per_minute)
        self._producer: AIOKafkaProducer | None = None

    async def __aenter__(self) -> Self:
        self._producer = clients.producer(self._settings)
        await self._producer.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._producer is not None:
            await self._producer.stop()

    def note_written(self, causes: Iterable[float]) -> None:
        """Of what is there to read now: when the records came that caused it, in seconds since the epoch."""
        now = time.time()
        for at in causes:
            self._metrics.told_after.observe(max(0.0, now - at))

    def publish(self, key: str, result: StepResult) -> None:
        """Lets all of it wait for the next commit."""
        for arrival, posts in Counter(result.arrivals).items():
            self._metrics.count_arrival(arrival, posts)
        if result.too_early:
            self._metrics.count_arrival(Arrival.TOO_EARLY, result.too_early)
        self._put(key, topics.SIGNALS, result.redactions, wire.CLOUD_EVENT_HEADERS)
        if not result.decisions:
            return
        latest = without_quotes(make_latest(result.decisions[-1]))
        self._put(key, topics.DECISIONS, result.decisions)
        self._put(key, topics.SIGNALS, result.signals, wire.CLOUD_EVENT_HEADERS)
        self._put(key, topics.LABELS, result.draws)
        self._put(key, topics.READINESS, [latest], wire.CLOUD_EVENT_HEADERS)
        self._metrics.count_decisions(result.decisions, result.signals)

    def publish_account(self, key: str, result: AccountResult) -> None:
        """The same of signals of a campaign's commitments, and of entries of its ledger."""
        self._put(key, topics.UPDATES, result.entries)
        self._put(key, topics.SIGNALS, result.signals, wire.CLOUD_EVENT_HEADERS)
        self._metrics.count_notices(each.data for each in result.signals)

    def pass_on(self, campaign: str, audiences: Iterable[str], record: LedgerRecord) -> None:
        """The same of what a person says of a commitment, to each audience of the campaign."""
        for each in audiences:
            self._put(campaign, topics.TAGGED, [record], to=audience_key(campaign, each))

    async def publish_rejection(self, rejection: Rejection) -> None:
        """Counts it, and copies it to `rejected` as long as there are not too many in this minute."""
        kept = self._rejection_limit.admit([rejection])
        self._metrics.count_rejections([rejection], not_kept=1 - len(kept))
        assert self._producer is not None, "start the publisher first"
        name = self._settings.topic(topics.REJECTED)
        await asyncio.gather(*[await self._producer.send(name, wire.encode(each)) for each in kept])

    def _put(
        self, key: str, topic: str, messages: Iterable[object], headers: wire.RecordHeaders = (), to: str = ""
    ) -> None:
        """Messages that the state of `key` gave, under that key or the one in `to`."""
        partition, name = partition_of(key.encode(), self._partitions), self._settings.topic(topic)
        for each in messages:
            self._outbox.put(partition, Outgoing(name, (to or key).encode(), wire.encode(each), headers))
