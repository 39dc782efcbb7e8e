"""Desk: the alerting of all campaigns, wherever its records come from: what each changes, what is due, what is sent.

A campaign's state is kept before the alerts that it releases are sent, and again after they arrived. So a crash at
any moment repeats at most the alerts that were on their way, under the same ids, and loses none.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

import aiohttp

from listener.alerts.deliveries import RouteKey, RunningDeliveries
from listener.alerts.state_topic import fit_state
from listener.metrics import Metrics
from listener.sinks import Backoff, Send, check_secrets, open_sink
from listener.sinks.targets import VARIABLE, open_client
from models.accountability import CommitmentSignal
from models.alerts import AlertState, Route, RouteState
from models.campaigns import Campaign
from models.commands import Command, SignalVerdict
from models.ledger import LedgerRecord
from models.posts import Millis
from models.redactions import Redaction
from models.rejections import Rejection
from models.signals import Signal
from pipelines.alerts import (
    advance_time,
    alerts_in_flight,
    complete_delivery,
    drop_removed_routes,
    offer_notice,
    offer_signal,
    record_answer,
    redact_quotes,
)

AlertInput = Signal | CommitmentSignal | Redaction | Command | LedgerRecord
OpenSink = Callable[[Route, Mapping[str, str], aiohttp.ClientSession, str], Send]
Keep = Callable[[Mapping[str, AlertState]], Awaitable[None]]  # returns once the states are kept
KeepRejection = Callable[[Rejection], Awaitable[None]]

log = logging.getLogger(__name__)


class AlertPlan:
    """Which campaigns alert whom, and by what means."""

    def __init__(
        self,
        campaigns: Sequence[Campaign],
        variables: Mapping[str, str],
        metrics: Metrics,
        *,
        board_url: str = "",
        backoff: Backoff | None = None,
        clock: Callable[[], float] = time.time,
        open_sink: OpenSink = open_sink,
    ) -> None:
        """`variables` are the environment's, for the secrets that routes name. Raises SettingsError without one.

        `clock` gives seconds since 1970.
        """
        self.campaigns = {each.name: each for each in campaigns if each.alerts}
        self.metrics, self.backoff = metrics, backoff or Backoff()
        self._variables, self._board_url, self._clock, self._open_sink = variables, board_url, clock, open_sink
        for campaign in self.campaigns.values():
            check_secrets(campaign, variables)
        metrics.start_routes_at_zero(self.campaigns.values())

    def open_client(self) -> aiohttp.ClientSession:
        """What reaches those whom alerts are for. Raises SettingsError."""
        return open_client(self._variables.get(VARIABLE, ""))

    def open_sinks(self, client: aiohttp.ClientSession) -> dict[RouteKey, Send]:
        """A sink for each route. Raises SettingsError for a secret that cannot be one."""
        routes = ((campaign.name, route) for campaign in self.campaigns.values() for route in campaign.alerts)
        return {
            (name, route.name): self._open_sink(route, self._variables, client, self._board_url)
            for name, route in routes
        }

    def now(self) -> Millis:
        """The clock's time."""
        return round(self._clock() * 1000)


class AlertDesk:
    """The alerting of one who sends alerts: each campaign's state as it is kept, and the deliveries that run."""

    def __init__(
        self,
        plan: AlertPlan,
        stored: Mapping[str, AlertState],
        sinks: Mapping[RouteKey, Send],
        keep: Keep,
        keep_rejection: KeepRejection,
    ) -> None:
        """`stored` are the states that were kept; routes that a campaign's file no longer has go."""
        self._plan, self._keep, self._keep_rejection = plan, keep, keep_rejection
        self._states = {
            name: drop_removed_routes(stored.get(name, AlertState()), campaign)
            for name, campaign in plan.campaigns.items()
        }
        self.deliveries = RunningDeliveries(sinks, plan.backoff)

    async def take(self, messages: Iterable[AlertInput]) -> None:
        """Takes what came, and keeps the states that it changes."""
        states = dict(self._states)
        for message in messages:
            states |= self._apply(states, message)
        await self._store(states)

    async def release(self) -> None:
        """Releases the alerts that are due now, and begins to send them. Call it once all is read."""
        now, campaigns = self._plan.now(), self._plan.campaigns
        states = {name: advance_time(state, campaigns[name], now) for name, state in self._states.items()}
        await self._store(states)
        for alert in (each for state in states.values() for each in alerts_in_flight(state)):
            self.deliveries.start(alert)

    async def complete(self) -> None:
        """Notes the deliveries that ended. An alert that never arrived is kept as a rejection."""
        states = dict(self._states)
        for alert, undelivered in self.deliveries.take_finished():
            if undelivered is not None:
                await self._tell_undelivered(undelivered)
            self._plan.metrics.count_alert(alert.campaign, alert.route, "undelivered" if undelivered else "sent")
            campaign = self._plan.campaigns[alert.campaign]
            states[campaign.name] = complete_delivery(states[campaign.name], campaign, alert, self._plan.now())
        await self._store(states)

    async def drain(self, seconds: float) -> None:
        """Lets running deliveries end for a moment; what is cut short is sent again by whoever is next."""
        try:
            await self.deliveries.wait(seconds)
            await self.complete()
        finally:
            await self.deliveries.cancel()

    def queue_lengths(self) -> dict[tuple[str, ...], float]:
        """The signals that wait on each route."""
        return {
            (name, route.name): float(count_waiting(state.routes.get(route.name)))
            for name, state in self._states.items()
            for route in self._plan.campaigns[name].alerts
        }

    def _apply(self, states: Mapping[str, AlertState], message: AlertInput) -> dict[str, AlertState]:
        """The states that one message changes."""
        about = message.data if isinstance(message, Signal | CommitmentSignal | Redaction) else message
        campaign = self._plan.campaigns.get(about.campaign)
        if campaign is None:
            return {}
        if isinstance(message, Signal):
            return {campaign.name: offer_signal(states[campaign.name], campaign, message, self._plan.now())}
        if isinstance(message, CommitmentSignal):
            return {campaign.name: offer_notice(states[campaign.name], campaign, message)}
        if isinstance(message, Redaction):
            return {campaign.name: redact_quotes(states[campaign.name], message.data.posts)}
        if isinstance(message, SignalVerdict):
            return {campaign.name: record_answer(states[campaign.name], campaign, message)}
        return {}

    async def _store(self, states: Mapping[str, AlertState]) -> None:
        """Keeps the states that changed, and goes on with them once they are kept."""
        changed = {name: fit_state(state) for name, state in states.items() if state is not self._states[name]}
        if changed:
            await self._keep(changed)
        self._states |= changed

    async def _tell_undelivered(self, undelivered: Rejection) -> None:
        source = undelivered.origin.source if undelivered.origin else ""
        log.error("an alert never arrived: %s: %s", source, undelivered.detail)
        self._plan.metrics.count_rejections([undelivered])
        await self._keep_rejection(undelivered)


def count_waiting(state: RouteState | None) -> int:
    """The signals that wait on a route, of audiences and of commitments."""
    return len(state.queue) + len(state.notices) if state else 0
