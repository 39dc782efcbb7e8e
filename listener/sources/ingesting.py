"""Ingesting: one source onto Kafka until it ends or is told to stop, with its metrics and probes on a page."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass

from listener.kafka import clients, topics
from listener.kafka.ingest import LINGER_MS, SourceOutput, read_cursor
from listener.kafka.outages import BrokerWatch, OncePerMinute
from listener.kafka.quiet_topic import QuietTopic
from listener.metrics import Metric, Metrics
from listener.settings import Settings
from listener.sources.base import SourceSpec
from listener.sources.people import People
from listener.sources.runner import SourceCounts, run_source
from listener.sources.source_metrics import count_frames
from listener.worker.allowed_hosts import list_hosts
from listener.worker.health import Health, serve_pages
from listener.worker.lifecycle import Ending, end_on_signals, run_service
from models.posts import Millis

_TOPICS = (topics.POSTS, topics.ERASURES, topics.REJECTED, topics.CURSORS)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class IngestPlan:
    """What is read, from where, and how its people are called. `name` tells its cursor from those of others."""

    source: SourceSpec
    addresses: Sequence[str]
    people: People
    name: str


class Ingesting:
    """The reading of one source: `run` until it ends, or `stop` is called: what was not acknowledged comes again."""

    def __init__(self, settings: Settings, plan: IngestPlan, metrics: Metrics, ending: Ending) -> None:
        """Raises InputError for an address that is none."""
        self._settings, self._plan, self._metrics, self._ending = settings, plan, metrics, ending
        self._client = plan.source.open(plan.addresses)
        self._running: asyncio.Task[SourceCounts] | None = None
        self._sent_at: float | None = None
        self._heard_at: Millis | None = None
        self.counts, self._words = SourceCounts(), OncePerMinute()
        self._note(SourceCounts())
        metrics.read_at_scrape(Metric.SOURCE_LAG, self._lag)

    async def run(self) -> None:
        """Raises InputError where the source cannot be read, and what Kafka refuses for good."""
        after = await read_cursor(self._settings, self._plan.name)
        log.info("%s: %s", self._plan.name, "goes on after its cursor" if after else "begins")
        async with clients.producer(self._settings, linger_ms=LINGER_MS) as producer:
            output = SourceOutput(self._settings, producer, self._plan.name)
            self._running = asyncio.create_task(
                run_source(
                    self._plan.source,
                    self._client,
                    output.write,
                    output.save,
                    people=self._plan.people,
                    after=after,
                    on_batch=self._note,
                )
            )
            quiet = QuietTopic(self._settings, output, self._plan.source.name, lambda: self._heard_at)
            marking = asyncio.create_task(quiet.run())
            with suppress(asyncio.CancelledError):
                await self._running
            marking.cancel()
            await asyncio.wait([marking])
        self._ending.ask()

    def stop(self) -> None:
        """Ends the reading."""
        if self._running is not None:
            self._running.cancel()

    def _note(self, counts: SourceCounts) -> None:
        self.counts.add(counts)
        self._tell(counts)
        sent_at = counts.sent_at or counts.heard_at
        self._sent_at = self._sent_at if sent_at is None else sent_at / 1_000
        was_lost = any(counts.reconnects.values())
        self._heard_at = counts.heard_at or (None if was_lost else self._heard_at)
        count_frames(self._metrics, self._plan.source.name, counts)

    def _tell(self, counts: SourceCounts) -> None:
        """What somebody should see who looks at the log: once a minute, however often it happens."""
        news = [f"connects anew: {why}" for why, count in counts.reconnects.items() if count]
        news += [f"posts may be missing: {gap}" for gap, count in counts.gaps.items() if count]
        for each in news:
            self._words.say(logging.WARNING, f"{self._plan.name}: {each.replace('_', ' ')}")

    def _lag(self) -> dict[tuple[str, ...], float]:
        if self._sent_at is None:
            return {}
        return {(self._plan.source.name,): max(0.0, time.time() - self._sent_at)}


async def run_ingest(
    settings: Settings,
    plan: IngestPlan,
    *,
    ending: Ending | None = None,
    on_ready: Callable[[int], None] = lambda port: None,
) -> SourceCounts:
    """Reads the source until it ends, or SIGTERM or SIGINT comes. `on_ready` is given the port of the pages.

    Raises InputError where broker, topic or source cannot be read, and SettingsError.
    """
    ending, metrics = ending or end_on_signals(Ending()), Metrics()
    await topics.check_topics(settings)
    ingesting, watch, health = (
        Ingesting(settings, plan, metrics, ending),
        BrokerWatch(settings, _TOPICS),
        Health(metrics, list_hosts(settings.hosts)),
    )
    health.add_part("kafka", lambda: watch.is_ready)
    async with AsyncExitStack() as stack:
        pages = serve_pages(health.application(), settings.web_host, settings.web_port)
        port = await stack.enter_async_context(pages)
        await stack.enter_async_context(run_service(watch, ending))
        await stack.enter_async_context(run_service(ingesting, ending))
        on_ready(port)
        await ending.wait()
    if ending.failure is not None:
        raise ending.failure
    return ingesting.counts
