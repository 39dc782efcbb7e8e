"""Deliveries: the alerts that are being sent just now, at most one on each route."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

from listener.sinks import Backoff, Send, deliver, reject_alert
from models.alerts import Alert
from models.rejections import Rejection

RouteKey = tuple[str, str]  # campaign, route

log = logging.getLogger(__name__)


class RunningDeliveries:
    """Runs each delivery as a task, so that a slow route keeps no other waiting."""

    def __init__(self, sinks: Mapping[RouteKey, Send], backoff: Backoff) -> None:
        self._sinks, self._backoff = sinks, backoff
        self._running: dict[RouteKey, tuple[Alert, asyncio.Task[Rejection | None]]] = {}

    def start(self, alert: Alert) -> None:
        """Begins to send an alert, unless its route is busy with one."""
        key = (alert.campaign, alert.route)
        if key not in self._running:
            task = asyncio.create_task(deliver(self._sinks[key], alert, self._backoff))
            self._running[key] = alert, task

    def take_finished(self) -> list[tuple[Alert, Rejection | None]]:
        """The alerts that arrived since the last call, and with a rejection those that were given up."""
        finished = {key: pair for key, pair in self._running.items() if pair[1].done()}
        self._running = {key: pair for key, pair in self._running.items() if key not in finished}
        return [(alert, _result(alert, task)) for alert, task in finished.values()]

    async def wait(self, seconds: float) -> None:
        """Returns when all have ended, or after so many seconds."""
        if tasks := [task for _, task in self._running.values()]:
            await asyncio.wait(tasks, timeout=seconds)

    async def cancel(self) -> None:
        """Cuts short what still runs; nobody knows whether it arrived."""
        tasks = [task for _, task in self._running.values()]
        self._running = {}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _result(alert: Alert, task: asyncio.Task[Rejection | None]) -> Rejection | None:
    """What came of a delivery. A mistake of ours in a sink costs this alert its way, and stops nobody."""
    error = task.exception()
    if error is None:
        return task.result()
    log.error("a sink failed: %s", alert.route, exc_info=error)
    return reject_alert(alert, f"a mistake of ours: {type(error).__name__}")
