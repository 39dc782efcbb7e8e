"""Outbox: decisions, signals and the latest state of each audience on their way out, keyed and acknowledged; and
what of people's commands cannot be taken."""

from __future__ import annotations

import asyncio

from aiokafka import AIOKafkaProducer

from listener.kafka import clients, topics, wire
from listener.metrics import Metrics
from listener.settings import Settings
from listener.worker.rate_limiter import RateLimiter
from models.rejections import Rejection
from pipelines.signals import make_signal
from pipelines.windows import StepResult


class Publisher:
    """Tells what came of a step. Telling it again is harmless: the same decision gives the same bytes."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self._settings, self._metrics = settings, metrics
        self._cap = RateLimiter(settings.rejected_per_minute)
        self._producer: AIOKafkaProducer | None = None

    async def start(self) -> None:
        self._producer = clients.producer(self._settings)
        await self._producer.start()

    async def stop(self) -> None:
        if self._producer is not None:
            await self._producer.stop()

    async def tell(self, key: str, outcome: StepResult) -> None:
        """Returns when the brokers have all of it. Raises what they refuse for good."""
        if outcome.arrival:
            self._metrics.count_arrival(outcome.arrival)
        if not outcome.decisions:
            return
        latest = make_signal(outcome.decisions[-1], outcome.state.head.emission.sequence)
        sent = [await self._send(topics.DECISIONS, key, each) for each in outcome.decisions]
        sent += [await self._send(topics.SIGNALS, key, each, wire.CLOUD_EVENT_HEADERS) for each in outcome.signals]
        sent.append(await self._send(topics.READINESS, key, latest, wire.CLOUD_EVENT_HEADERS))
        await asyncio.gather(*sent)
        self._metrics.count_decisions(outcome.decisions, outcome.signals)

    async def refuse(self, rejection: Rejection) -> None:
        """Counts it, and puts it on `rejected` where there is room."""
        kept = self._cap.within([rejection])
        self._metrics.count_rejections([rejection], not_kept=1 - len(kept))
        await asyncio.gather(*[await self._send(topics.REJECTED, None, each) for each in kept])

    async def _send(
        self, topic: str, key: str | None, what: object, headers: wire.RecordHeaders = ()
    ) -> asyncio.Future[object]:
        assert self._producer is not None, "start the outbox first"
        name, value = self._settings.topic(topic), wire.encode(what)
        acknowledged: asyncio.Future[object] = await self._producer.send(
            name, value, key=key.encode() if key else None, headers=list(headers)
        )
        return acknowledged
