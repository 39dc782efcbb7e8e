"""Consumer: reads signals and people's answers, keeps the state of all routes, and sends the alerts that are due.

A campaign's state is stored before the alerts that it releases are sent, and again after they arrived. So a crash at
any moment repeats at most the alerts that were on their way, under the same ids, and loses none. Alerts are released
only once everything is read: a backlog makes one alert a route, not hundreds.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import aiohttp
from aiokafka import TopicPartition
from aiokafka.coordinator.assignors.abstract import AbstractPartitionAssignor

from listener.alerts.deliveries import RouteKey, RunningDeliveries
from listener.alerts.single_owner import SingleOwnerAssignor
from listener.alerts.state_topic import fit_state, read_states, write_states
from listener.kafka import clients, topics, wire
from listener.kafka.clients import ConsumerGroup
from listener.kafka.consumer_loop import ConsumerLoop, KafkaRecord, RecordBatch, RecordHandler, flatten
from listener.kafka.outages import ride_out
from listener.metrics import Metric, Metrics
from listener.settings import Settings
from listener.sinks import Backoff, Send, check_secrets, open_sink
from listener.worker.rate_limiter import RateLimiter
from models.alerts import AlertState, Route
from models.author_keys import PUBLIC_AUTHOR_KEY, AuthorKey
from models.campaigns import Campaign
from models.commands import Command, SignalVerdict
from models.decoding import Decode, json_decoder
from models.erasures import ErasureRequest
from models.errors import UnreadableError
from models.posts import Millis
from models.rejections import DETAIL_LIMIT, Origin, Rejection
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
from pipelines.posts import rejection

_GROUP = "alerts-worker"
_DRAIN_SECONDS = 5.0  # that deliveries still have when we stop; a rebalance waits for them, so it must not be long

_Message = Signal | Command | ErasureRequest
OpenSink = Callable[[Route, Mapping[str, str], aiohttp.ClientSession, str], Send]

_DECODERS: Mapping[str, Decode[_Message]] = {
    topics.SIGNALS: json_decoder(Signal),
    topics.COMMANDS: wire.decode_command,
    topics.ERASURES: json_decoder(ErasureRequest),
}

log = logging.getLogger(__name__)


@dataclass
class _Owned:
    """What the worker has that sends alerts: each campaign's state as it is stored, and the deliveries that run."""

    states: dict[str, AlertState]
    deliveries: RunningDeliveries


class Alerting(RecordHandler):
    """The alerting part of a worker: `run` until `stop` is called. Of many, one sends and the others stand by."""

    def __init__(
        self,
        settings: Settings,
        campaigns: Sequence[Campaign],
        variables: Mapping[str, str],
        metrics: Metrics,
        *,
        backoff: Backoff | None = None,
        clock: Callable[[], float] = time.time,
        author_key: AuthorKey = PUBLIC_AUTHOR_KEY,
        assignor: type[AbstractPartitionAssignor] = SingleOwnerAssignor,
        open_sink: OpenSink = open_sink,
    ) -> None:
        """`variables` are the environment's, for the secrets that routes name. Raises SettingsError without one.

        `clock` gives seconds since 1970. `author_key` finds the quotes of an erased post: they bear its pseudonym.
        """
        self._settings, self._variables, self._metrics = settings, variables, metrics
        self._author_key = author_key
        self._campaigns = {each.name: each for each in campaigns if each.alerts}
        self._backoff, self._clock, self._open_sink = backoff or Backoff(), clock, open_sink
        self._rejection_limit = RateLimiter(settings.rejected_per_minute)
        self._decoders = {settings.topic(name): decode for name, decode in _DECODERS.items()}
        self._owned: _Owned | None = None  # None: another worker sends, or we have not read the states yet
        self._loop = ConsumerLoop(settings, ConsumerGroup(_GROUP, assignor), list(_DECODERS), self)
        for campaign in self._campaigns.values():
            check_secrets(campaign, variables)
        metrics.start_routes_at_zero(self._campaigns.values())
        metrics.read_at_scrape(Metric.ALERTS_HELD, self._queue_lengths)

    @property
    def is_ready(self) -> bool:
        """Whether we work, or stand by."""
        return self._loop.is_ready

    async def run(self) -> None:
        """Works until `stop`, and waits for brokers that are away.

        Raises SettingsError for a secret that cannot be one, and what the brokers refuse for good.
        """
        async with aiohttp.ClientSession() as client:
            self._sinks = self._open_sinks(client)
            await ride_out("alerting", self._take_part, self._loop.ended)

    async def _take_part(self) -> None:
        """One membership of the group, from its beginning to its end."""
        async with clients.producer(self._settings) as self._producer:
            await self._loop.run()

    def stop(self) -> None:
        """Asks for the end."""
        self._loop.stop()

    async def on_assigned(self, partitions: frozenset[TopicPartition]) -> None:
        log.info("alerting: %s", "this worker sends alerts" if partitions else "another worker sends alerts")

    async def on_revoked(self) -> None:
        """Lets running deliveries end for a moment; what is cut short is sent again by the next owner."""
        owned, self._owned = self._owned, None
        if owned is None:
            return
        try:
            await owned.deliveries.wait(_DRAIN_SECONDS)
            await self._complete_deliveries(owned)
        finally:
            await owned.deliveries.cancel()

    async def process(self, batch: RecordBatch) -> None:
        """Takes the records. Raises CorruptionError."""
        if self._owned is None:
            self._owned = _Owned(await self._load_states(), RunningDeliveries(self._sinks, self._backoff))
        await self._complete_deliveries(self._owned)
        await self._apply_records(self._owned, flatten(batch))

    async def after_commit(self, batch: RecordBatch) -> None:
        """Once all records are read, releases the alerts that are due now, and begins to send them."""
        owned = self._owned
        if owned is None or batch:
            return
        now = self._now()
        states = {name: advance_time(state, self._campaigns[name], now) for name, state in owned.states.items()}
        await self._store(owned, states)
        for alert in (each for state in states.values() for each in alerts_in_flight(state)):
            owned.deliveries.start(alert)

    def _open_sinks(self, client: aiohttp.ClientSession) -> dict[RouteKey, Send]:
        board = self._settings.board_url
        routes = ((campaign.name, route) for campaign in self._campaigns.values() for route in campaign.alerts)
        return {(name, route.name): self._open_sink(route, self._variables, client, board) for name, route in routes}

    async def _load_states(self) -> dict[str, AlertState]:
        """The stored state of every campaign, without the routes that its file no longer has."""
        stored = await read_states(self._settings, self._campaigns)
        return {
            name: drop_removed_routes(stored.get(name, AlertState()), campaign)
            for name, campaign in self._campaigns.items()
        }

    async def _complete_deliveries(self, owned: _Owned) -> None:
        """Notes the deliveries that ended. An alert that never arrived is kept on `rejected`."""
        states = dict(owned.states)
        for alert, undelivered in owned.deliveries.take_finished():
            if undelivered is not None:
                await self._keep_undelivered(undelivered)
            self._metrics.count_alert(alert.campaign, alert.route, "undelivered" if undelivered else "sent")
            campaign = self._campaigns[alert.campaign]
            states[campaign.name] = complete_delivery(states[campaign.name], campaign, alert, self._now())
        await self._store(owned, states)

    async def _apply_records(self, owned: _Owned, records: Iterable[KafkaRecord]) -> None:
        states = dict(owned.states)
        for record in records:
            try:
                states |= self._apply(states, self._decoders[record.topic](record.value))
            except UnreadableError as error:
                await self._reject(record, error)
        await self._store(owned, states)

    async def _reject(self, record: KafkaRecord, error: UnreadableError) -> None:
        """Passes a record over. Signals have no other reader that keeps them; commands and erasures have."""
        log.warning("%s %s/%s: %s", record.topic, record.partition, record.offset, str(error)[:DETAIL_LIMIT])
        if record.topic != self._settings.topic(topics.SIGNALS):
            return
        origin = Origin(record.topic, record.partition, record.offset)
        rejected = rejection(error.reason, f"signal: {error}", record.value or b"", origin)
        kept = self._rejection_limit.admit([rejected])
        self._metrics.count_rejections([rejected], not_kept=1 - len(kept))
        for each in kept:
            await self._producer.send_and_wait(self._settings.topic(topics.REJECTED), wire.encode(each))

    def _apply(self, states: Mapping[str, AlertState], message: _Message) -> dict[str, AlertState]:
        """The states that one message changes."""
        if isinstance(message, ErasureRequest):
            return {
                name: redact_quotes(state, message, self._author_key.panel_key(name))
                for name, state in states.items()
            }
        campaign = self._campaigns.get(message.data.campaign if isinstance(message, Signal) else message.campaign)
        if campaign is None:
            return {}
        if isinstance(message, Signal):
            return {campaign.name: offer_signal(states[campaign.name], campaign, message, self._now())}
        if isinstance(message, SignalVerdict):
            return {campaign.name: record_answer(states[campaign.name], campaign, message)}
        return {}

    async def _store(self, owned: _Owned, states: Mapping[str, AlertState]) -> None:
        """Writes the states that changed, and goes on with them once the brokers have them."""
        changed = {name: fit_state(state) for name, state in states.items() if state is not owned.states[name]}
        await write_states(self._producer, self._settings, changed)
        owned.states |= changed

    async def _keep_undelivered(self, undelivered: Rejection) -> None:
        source = undelivered.origin.source if undelivered.origin else ""
        log.error("an alert never arrived: %s: %s", source, undelivered.detail)
        self._metrics.count_rejections([undelivered])
        await self._producer.send_and_wait(self._settings.topic(topics.REJECTED), wire.encode(undelivered))

    def _queue_lengths(self) -> dict[tuple[str, ...], float]:
        """The signals that wait on each route; none where another worker sends."""
        states = self._owned.states if self._owned else {}
        return {
            (name, route.name): float(len(state.routes[route.name].queue)) if route.name in state.routes else 0.0
            for name, state in states.items()
            for route in self._campaigns[name].alerts
        }

    def _now(self) -> Millis:
        return round(self._clock() * 1000)
