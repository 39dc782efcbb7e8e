"""Publisher: decisions, signals and the latest state of each audience go out, keyed and acknowledged.

So do the votes that people are asked to read.

Rejections go out, too: of commands that cannot be read, and of records of audiences that the worker does not have.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable

from aiokafka import AIOKafkaProducer

from listener.kafka import clients, topics, wire
from listener.metrics import Metrics
from listener.settings import Settings
from listener.worker.rate_limiter import RateLimiter
from models.campaigns import audience_key
from models.ledger import LedgerRecord
from models.rejections import Rejection
from pipelines.quote_redaction import without_quotes
from pipelines.signals import make_signal
from pipelines.windows import AccountResult, StepResult
from pipelines.windows.arrival import Arrival


class Publisher:
    """Publishes what came of a step. To publish it again is harmless: the same decision gives the same bytes."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self._settings, self._metrics = settings, metrics
        self._rejection_limit = RateLimiter(settings.rejected_per_minute)
        self._producer: AIOKafkaProducer | None = None

    async def start(self) -> None:
        self._producer = clients.producer(self._settings)
        await self._producer.start()

    async def stop(self) -> None:
        if self._producer is not None:
            await self._producer.stop()

    async def publish(self, key: str, result: StepResult) -> None:
        """Returns once the brokers have acknowledged all of it. Raises what they refuse for good."""
        for arrival, posts in Counter(result.arrivals).items():
            self._metrics.count_arrival(arrival, posts)
        if result.too_early:
            self._metrics.count_arrival(Arrival.TOO_EARLY, result.too_early)
        if result.redactions:
            told = [await self._send(topics.SIGNALS, key, e, wire.CLOUD_EVENT_HEADERS) for e in result.redactions]
            await asyncio.gather(*told)
        if not result.decisions:
            return
        latest = without_quotes(make_signal(result.decisions[-1], result.state.head.emission.sequence))
        sent = [await self._send(topics.DECISIONS, key, each) for each in result.decisions]
        sent += [await self._send(topics.SIGNALS, key, each, wire.CLOUD_EVENT_HEADERS) for each in result.signals]
        sent += [await self._send(topics.LABELS, key, each) for each in result.draws]
        sent.append(await self._send(topics.READINESS, key, latest, wire.CLOUD_EVENT_HEADERS))
        await asyncio.gather(*sent)
        self._metrics.count_decisions(result.decisions, result.signals)

    async def publish_account(self, key: str, result: AccountResult) -> None:
        """The signals of a campaign's commitments and entries of its ledger, once the brokers have all of them."""
        sent = [await self._send(topics.UPDATES, key, each) for each in result.entries]
        sent += [await self._send(topics.SIGNALS, key, each, wire.CLOUD_EVENT_HEADERS) for each in result.signals]
        await asyncio.gather(*sent)
        self._metrics.count_notices(each.data for each in result.signals)

    async def pass_on(self, campaign: str, audiences: Iterable[str], record: LedgerRecord) -> None:
        """What a person says of a commitment, to each audience of the campaign."""
        keys = [audience_key(campaign, each) for each in audiences]
        await asyncio.gather(*[await self._send(topics.TAGGED, key, record) for key in keys])

    async def publish_rejection(self, rejection: Rejection) -> None:
        """Counts it, and copies it to `rejected` as long as there are not too many in this minute."""
        kept = self._rejection_limit.admit([rejection])
        self._metrics.count_rejections([rejection], not_kept=1 - len(kept))
        await asyncio.gather(*[await self._send(topics.REJECTED, None, each) for each in kept])

    async def _send(
        self, topic: str, key: str | None, message: object, headers: wire.RecordHeaders = ()
    ) -> asyncio.Future[object]:
        assert self._producer is not None, "start the publisher first"
        name, value = self._settings.topic(topic), wire.encode(message)
        acknowledged: asyncio.Future[object] = await self._producer.send(
            name, value, key=key.encode() if key else None, headers=list(headers)
        )
        return acknowledged
