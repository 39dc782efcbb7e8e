"""Consumer: reads signals and people's answers, keeps the books, and delivers what is on its way.

A book is written before what it releases is sent, and again after it arrived. So a crash at any moment repeats at
most the alerts that were on their way, under the same ids, and loses none. A backlog is told together, once read.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import aiohttp
import msgspec
from aiokafka import TopicPartition
from aiokafka.coordinator.assignors.abstract import AbstractPartitionAssignor

from listener.alerts import state_topic
from listener.alerts.single_owner import OneOwner
from listener.kafka import clients, topics, wire
from listener.kafka.clients import ConsumerGroup
from listener.kafka.consumer_loop import ConsumerLoop, KafkaRecord, RecordBatch, RecordHandler, flatten
from listener.metrics import Metric, Metrics
from listener.settings import Settings
from listener.sinks import Backoff, Send, check_secrets, deliver, open_sink, reject_alert
from models.alerts import Alert, AlertState
from models.campaigns import Campaign
from models.commands import Command, SignalVerdict
from models.erasures import ErasureRequest
from models.posts import Millis
from models.rejections import Rejection
from models.signals import Signal
from pipelines.alerts import (
    advance_time,
    alerts_in_flight,
    complete_delivery,
    drop_removed_routes,
    offer_signal,
    record_answer,
    redact_quotes,
)

GROUP = "alerts-worker"
LAST_SECONDS = 5.0  # what deliveries may still take when we stop; they are made again after the restart

Place = tuple[str, str]  # campaign, route
Clock = Callable[[], float]  # seconds since 1970

_DECODERS: Mapping[str, Callable[[bytes], Signal | Command | ErasureRequest]] = {
    topics.SIGNALS: msgspec.json.Decoder(Signal).decode,
    topics.COMMANDS: wire.decode_command,
    topics.ERASURES: msgspec.json.Decoder(ErasureRequest).decode,
}

log = logging.getLogger(__name__)


@dataclass
class Desks:
    """What one owner holds: the books, and the deliveries that run."""

    books: dict[str, AlertState]
    running: dict[Place, tuple[Alert, asyncio.Task[Rejection | None]]] = field(default_factory=dict)


class Alerting(RecordHandler):
    """The alerting part of a worker: `run` until `stop` is called. Of many, one works and the others stand by."""

    def __init__(
        self,
        settings: Settings,
        campaigns: Sequence[Campaign],
        variables: Mapping[str, str],
        metrics: Metrics,
        *,
        patience: Backoff | None = None,
        clock: Clock = time.time,
        assignor: type[AbstractPartitionAssignor] = OneOwner,
    ) -> None:
        """`variables` are the environment's, for the secrets that routes name. Raises SettingsError without one."""
        self._settings, self._variables, self._metrics = settings, variables, metrics
        self._campaigns = {each.name: each for each in campaigns if each.alerts}
        self._patience, self._clock = patience or Backoff(), clock
        self._decoders = {settings.topic(name): decode for name, decode in _DECODERS.items()}
        self._desks: Desks | None = None
        self._loop = ConsumerLoop(settings, ConsumerGroup(GROUP, assignor), list(_DECODERS), self)
        for campaign in self._campaigns.values():
            check_secrets(campaign, variables)
        metrics.start_routes_at_zero(self._campaigns.values())
        metrics.read_at_scrape(Metric.ALERTS_HELD, self._held)

    @property
    def is_ready(self) -> bool:
        """Whether we work, or stand by."""
        return self._loop.is_ready

    async def run(self) -> None:
        """Works until `stop`. Raises SettingsError for a secret that cannot be one, and what the broker refuses."""
        async with aiohttp.ClientSession() as client:
            self._sinks = self._opened(client)
            async with clients.producer(self._settings) as self._producer:
                await self._loop.run()

    def stop(self) -> None:
        """Asks for the end."""
        self._loop.stop()

    def _opened(self, client: aiohttp.ClientSession) -> dict[Place, Send]:
        board = self._settings.board_url
        routes = ((c.name, route) for c in self._campaigns.values() for route in c.alerts)
        return {(name, route.name): open_sink(route, self._variables, client, board) for name, route in routes}

    async def on_assigned(self, partitions: frozenset[TopicPartition]) -> None:
        log.info("alerting: %s", "this worker tells" if partitions else "another worker tells")

    async def on_revoked(self) -> None:
        """Lets running deliveries end for a moment; what is cut short is made again by the next owner."""
        desks, self._desks = self._desks, None
        tasks = [task for _, task in desks.running.values()] if desks else []
        if desks and tasks:
            await asyncio.wait(tasks, timeout=LAST_SECONDS)
            await self._settled(desks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def process(self, batch: RecordBatch) -> None:
        """Takes the records. Raises CorruptionError."""
        desks = self._desks or await self._opened_desks()
        await self._settled(desks)
        await self._heard(desks, list(flatten(batch)))

    async def after_commit(self, batch: RecordBatch) -> None:
        """Once all records are read, tells what is to be told now."""
        if self._desks and not batch:
            await self._released(self._desks)

    async def _opened_desks(self) -> Desks:
        """The desks, read anew when they have come to us. Raises CorruptionError."""
        books = await state_topic.read(self._settings)
        self._desks = Desks(
            {n: drop_removed_routes(books.get(n, AlertState()), c) for n, c in self._campaigns.items()}
        )
        return self._desks

    async def _heard(self, desks: Desks, records: Sequence[KafkaRecord]) -> None:
        books = dict(desks.books)
        for record in records:
            self._take(books, record)
        await self._keep(desks, books)

    def _take(self, books: dict[str, AlertState], record: KafkaRecord) -> None:
        """One record. What does not decode was not written by us: it is passed over."""
        try:
            message = self._decoders[record.topic](record.value or b"")
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            log.warning("%s %s/%s: %s", record.topic, record.partition, record.offset, error)
            return
        if isinstance(message, ErasureRequest):
            books |= {name: redact_quotes(book, message) for name, book in books.items()}
            return
        name = message.data.campaign if isinstance(message, Signal) else message.campaign
        if name not in self._campaigns:
            return
        if isinstance(message, Signal):
            books[name] = offer_signal(books[name], self._campaigns[name], message, self._now())
        elif isinstance(message, SignalVerdict):
            books[name] = record_answer(books[name], self._campaigns[name], message)

    async def _released(self, desks: Desks) -> None:
        """Lets time pass, and starts to deliver what may go out."""
        now = self._now()
        await self._keep(desks, {n: advance_time(book, self._campaigns[n], now) for n, book in desks.books.items()})
        for alert in (one for book in desks.books.values() for one in alerts_in_flight(book)):
            place = (alert.campaign, alert.route)
            if place not in desks.running:
                task = asyncio.create_task(deliver(self._sinks[place], alert, self._patience))
                desks.running[place] = alert, task

    async def _settled(self, desks: Desks) -> None:
        """What became of deliveries that ended. An alert that never arrived is kept on `rejected`."""
        done = {place: pair for place, pair in desks.running.items() if pair[1].done()}
        books = dict(desks.books)
        for place, (alert, task) in done.items():
            rejection = _outcome(alert, task)
            await self._parked(rejection)
            self._metrics.count_alert(*place, "undelivered" if rejection else "sent")
            books[place[0]] = complete_delivery(books[place[0]], self._campaigns[place[0]], alert, self._now())
        await self._keep(desks, books)
        for place in done:
            del desks.running[place]

    async def _parked(self, rejection: Rejection | None) -> None:
        if rejection is None:
            return
        log.error("an alert never arrived: %s: %s", rejection.origin and rejection.origin.source, rejection.detail)
        self._metrics.count_rejections([rejection])
        await self._producer.send_and_wait(self._settings.topic(topics.REJECTED), wire.encode(rejection))

    async def _keep(self, desks: Desks, books: Mapping[str, AlertState]) -> None:
        """Writes the books that changed, then holds them."""
        changed = {name: book for name, book in books.items() if book is not desks.books[name]}
        await state_topic.write(self._producer, self._settings, changed)
        desks.books |= changed

    def _now(self) -> Millis:
        return round(self._clock() * 1000)

    def _held(self) -> dict[tuple[str, ...], float]:
        books = self._desks.books if self._desks else {}
        places = ((name, route.name) for name in books for route in self._campaigns[name].alerts)
        desks = {(name, route): books[name].routes.get(route) for name, route in places}
        return {place: float(len(desk.queue)) if desk else 0.0 for place, desk in desks.items()}


def _outcome(alert: Alert, task: asyncio.Task[Rejection | None]) -> Rejection | None:
    """What came of a delivery. A mistake of ours in a sink costs this alert its way, and stops nobody."""
    error = task.exception()
    if error is None:
        return task.result()
    log.error("a sink failed: %s", alert.route, exc_info=error)
    return reject_alert(alert, f"a mistake of ours: {type(error).__name__}")
