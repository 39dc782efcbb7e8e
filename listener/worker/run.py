"""Worker: tagging and readiness in one process, or one of them; its pages; and how it starts and stops."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from aiokafka.coordinator.assignors.abstract import AbstractPartitionAssignor
from aiokafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor

from listener.alerts import Alerting
from listener.alerts.single_owner import SingleOwnerAssignor
from listener.kafka import topics
from listener.kafka.assignors import delay_assignor
from listener.kafka.clients import is_embedded
from listener.metrics import Caps, Metrics
from listener.settings import Settings, variables
from listener.worker import tagger_pool
from listener.worker.erasures import Erasing
from listener.worker.health import Health, serve_pages
from listener.worker.parts import Part
from listener.worker.readiness_app import ReadinessApp, create_app
from listener.worker.tagging import Tagging
from models.campaigns import Campaign

FAILED_STOP_SECONDS = 5.0  # what a failed worker may take to stop: it has nothing that must not be lost

log = logging.getLogger(__name__)


@dataclass
class Ending:
    """Why a worker ends: somebody asks it to, or a part of it fails. The first failure counts."""

    _asked: asyncio.Event = field(default_factory=asyncio.Event)
    failure: BaseException | None = None

    @property
    def has_come(self) -> bool:
        return self._asked.is_set()

    def ask(self) -> None:
        self._asked.set()

    def fail(self, error: BaseException) -> None:
        log.error("the worker stops: %s", error)
        self.failure = self.failure or error
        self._asked.set()

    async def wait(self) -> None:
        await self._asked.wait()


async def run_worker(
    settings: Settings,
    campaigns: Sequence[Campaign],
    *,
    only: Part | None = None,
    ending: Ending | None = None,
    on_ready: Callable[[int], None] | None = None,
) -> None:
    """Works until SIGTERM or SIGINT, or until `ending` is asked for; then drains, flushes and commits.

    The topics must be there (see listener/kafka/topics.py). `on_ready` is given the web
    port once every part works. Raises what made a part fail, InputError where the broker or a topic is missing, and
    SettingsError where a route's secret is.
    """
    ending = ending or _on_signals(Ending())
    metrics = Metrics(Caps(settings.metric_channels, settings.metric_audiences))
    metrics.start_at_zero(campaigns)
    tells = only is not Part.TAGGING and any(campaign.alerts for campaign in campaigns)
    partitions, embedded = await topics.check_topics(settings), await is_embedded(settings)
    adapt = delay_assignor if embedded else _keep_assignor
    single = adapt(SingleOwnerAssignor)
    alerting = Alerting(settings, campaigns, variables(), metrics, assignor=single) if tells else None
    health = Health(metrics)
    async with AsyncExitStack() as parts:
        tagger = parts.enter_context(tagger_pool.open_tagger(campaigns, settings.tagger_processes))
        port = await parts.enter_async_context(
            serve_pages(health.application(), settings.web_host, settings.web_port)
        )
        if only is not Part.READINESS:
            tagging = Tagging(settings, campaigns, tagger, metrics, assignor=adapt(RoundRobinPartitionAssignor))
            await parts.enter_async_context(_running(tagging, ending))
            erasing = Erasing(settings, campaigns, metrics, assignor=adapt(RoundRobinPartitionAssignor))
            await parts.enter_async_context(_running(erasing, ending))
            health.watch(Part.TAGGING, lambda: tagging.is_ready)
        if only is not Part.TAGGING:
            app = create_app(
                settings,
                campaigns,
                tagger=tagger.version,
                partitions=partitions,
                embedded=embedded,
                metrics=metrics,
                fail=ending.fail,
            )
            await parts.enter_async_context(_readiness(app, ending))
            health.watch(Part.READINESS, lambda: app.is_ready)
        if alerting is not None:
            await parts.enter_async_context(_running(alerting, ending))
            health.watch("alerts", lambda: alerting.is_ready)
        await _ready(health, ending, lambda: on_ready(port) if on_ready else None)
        await ending.wait()
    if ending.failure is not None:
        metrics.count_failure()
        raise ending.failure


def _keep_assignor(assignor: type[AbstractPartitionAssignor]) -> type[AbstractPartitionAssignor]:
    return assignor


@asynccontextmanager
async def _running(part: Tagging | Erasing | Alerting, ending: Ending) -> AsyncIterator[None]:
    """Runs while the block does. What is in hand is sent and committed before it ends."""
    running = asyncio.create_task(part.run())
    running.add_done_callback(lambda task: _report(task, ending))
    try:
        yield
    finally:
        part.stop()
        await asyncio.wait([running])


def _report(task: asyncio.Task[None], ending: Ending) -> None:
    error = None if task.cancelled() else task.exception()
    if error is not None:
        ending.fail(error)


@asynccontextmanager
async def _readiness(app: ReadinessApp, ending: Ending) -> AsyncIterator[None]:
    """Runs while the block does. A graceful stop waits for the message in hand; after a failure there is none."""
    await app.outbox.start()
    await app.faust.start()
    watch = asyncio.create_task(_crashed(app, ending))
    try:
        yield
    finally:
        watch.cancel()
        app.faust.conf.stream_wait_empty = ending.failure is None
        limit = None if ending.failure is None else FAILED_STOP_SECONDS
        await asyncio.wait([asyncio.create_task(app.faust.stop())], timeout=limit)
        await app.outbox.stop()


async def _crashed(app: ReadinessApp, ending: Ending) -> None:
    """Faust keeps a crash to itself: we ask."""
    while not app.faust.crashed:  # noqa: ASYNC110  # it offers no event to wait for
        await asyncio.sleep(0.5)
    ending.fail(app.faust.crash_reason or RuntimeError("Faust crashed"))


async def _ready(health: Health, ending: Ending, tell: Callable[[], None]) -> None:
    while not (all(health.parts().values()) or ending.has_come):  # noqa: ASYNC110  # as above
        await asyncio.sleep(0.05)
    if not ending.has_come:
        log.info("ready: %s", ", ".join(health.parts()))
        tell()


def _on_signals(ending: Ending) -> Ending:
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, ending.ask)
    return ending
