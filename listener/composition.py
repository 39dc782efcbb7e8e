"""Composition: what a worker is made of. The one place that makes its parts and gives each what it needs.

    tagging    posts -> tagged                                 Tagging, Erasing
    readiness  tagged, commands -> decisions, signals          ReadinessApp, and Alerting where routes are declared

`listener/board/wiring.py` does the same for the board.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from aiokafka.coordinator.assignors.abstract import AbstractPartitionAssignor
from aiokafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor

from listener.alerts import Alerting
from listener.alerts.single_owner import SingleOwnerAssignor
from listener.campaign_file.watching import CampaignWatch
from listener.kafka import topics
from listener.kafka.assignors import delay_assignor
from listener.kafka.clients import is_embedded
from listener.kafka.outages import BrokerWatch
from listener.kafka.topic_settings import warn_of_differences
from listener.metrics import Caps, Metrics
from listener.settings import Settings, author_key, variables
from listener.sinks import check_secrets
from listener.worker.agent import ReadinessAgent
from listener.worker.allowed_hosts import list_hosts
from listener.worker.campaign_files import CampaignFiles
from listener.worker.erasures import Erasing
from listener.worker.health import Health, serve_pages
from listener.worker.latest_decisions import LatestDecisions
from listener.worker.lifecycle import Ending, end_on_signals, run_service, wait_until_ready
from listener.worker.parts import Part
from listener.worker.publisher import Publisher
from listener.worker.readiness_app import ReadinessApp, create_faust_app, create_state_table
from listener.worker.readiness_gauges import ReadinessGauges
from listener.worker.state_store import StateStore
from listener.worker.tagger_pool import open_tagger
from listener.worker.tagging import Tagging
from models.author_keys import AuthorKey
from models.campaigns import Campaign
from pipelines.accountability import PostTagger
from pipelines.flow import watched_audiences, watched_campaigns

log = logging.getLogger(__name__)


async def run_worker(
    settings: Settings,
    campaigns: Sequence[Campaign],
    *,
    only: Part | None = None,
    ending: Ending | None = None,
    on_ready: Callable[[int], None] = lambda port: None,
) -> None:
    """Works until SIGTERM or SIGINT, or until `ending` comes; then drains, flushes and commits.

    The topics must be there: see listener/kafka/topics.py. `on_ready` is given the web port once every part works.
    Raises what made a part fail, InputError where the broker or a topic is missing, and SettingsError where a
    route's secret is, or the author key: only the embedded broker does without.
    """
    ending = ending or end_on_signals(Ending())
    metrics = Metrics(Caps(settings.metric_channels, settings.metric_audiences))
    metrics.start_at_zero(campaigns)
    metrics.watch_process()
    partitions, embedded = await topics.check_topics(settings), await is_embedded(settings)
    if not embedded:  # which keeps what it pleases, and forgets all when it stops
        await warn_of_differences(settings, topics.wanted_configs(settings))
    key = author_key(settings, may_be_public=embedded)
    log.info("author key %s: it says who is in the panels", key.id)
    await _Worker(settings, campaigns, key, metrics, ending, partitions, embedded).run(only, on_ready)
    if ending.failure is not None:
        metrics.count_failure()
        raise ending.failure


async def run_worker_on_files(
    settings: Settings,
    files: Sequence[str],
    campaigns: Sequence[Campaign],
    *,
    only: Part | None = None,
    on_ready: Callable[[int], None] = lambda port: None,
    on_change: Callable[[Sequence[Campaign]], None] = lambda campaigns: None,
) -> None:
    """As `run_worker`, until SIGTERM or SIGINT. Files that change are taken over: all parts drain, and start anew, as
    other processes would. Those that cannot be are told, and what counted before counts on."""
    asked, watch = end_on_signals(Ending()), CampaignWatch(files, campaigns)
    while not asked.has_come:
        ending = Ending()
        work = run_worker(settings, watch.campaigns, only=only, ending=ending, on_ready=on_ready)
        working, stopping = asyncio.create_task(work), asyncio.create_task(asked.wait())
        changing = asyncio.create_task(watch.wait(_check_secrets))
        done, _ = await asyncio.wait([working, stopping, changing], return_when=asyncio.FIRST_COMPLETED)
        ending.ask()
        for each in (stopping, changing):
            each.cancel()
        await working
        if changing not in done:
            return
        on_change(watch.campaigns)


def _check_secrets(campaigns: Sequence[Campaign]) -> None:
    """Raises SettingsError where a route names a secret that is not here."""
    for each in campaigns:
        check_secrets(each, variables())


@dataclass(frozen=True)
class _Worker:
    """What the parts of one worker share, and how each is made of it."""

    settings: Settings
    campaigns: Sequence[Campaign]
    author_key: AuthorKey
    metrics: Metrics
    ending: Ending
    partitions: int  # of `tagged`, and of the topics that are split like it
    is_embedded: bool  # whether the broker is the embedded one

    async def run(self, only: Part | None, on_ready: Callable[[int], None]) -> None:
        """Starts the parts one after the other, and stops them in the opposite order once the end comes."""
        health = Health(self.metrics, list_hosts(self.settings.hosts))
        alerting = self.make_alerting() if only is not Part.TAGGING else None  # first: a secret may be missing
        async with AsyncExitStack() as stack:
            tagger = stack.enter_context(open_tagger(self.campaigns, self.settings))
            pages = serve_pages(health.application(), self.settings.web_host, self.settings.web_port)
            port = await stack.enter_async_context(pages)
            watch, files = BrokerWatch(self.settings, topics.NAMES), self.make_campaign_files()
            for service in (watch, files):
                await stack.enter_async_context(run_service(service, self.ending))
            health.add_part("kafka", lambda: watch.is_ready)
            health.add_warnings(files.warnings)
            if only is not Part.READINESS:
                tagging = self.make_tagging(tagger)
                await stack.enter_async_context(run_service(tagging, self.ending))
                erasing = self.make_erasing()
                await stack.enter_async_context(run_service(erasing, self.ending))
                health.add_part(Part.TAGGING, lambda: tagging.is_ready)
                health.add_part("erasing", lambda: erasing.is_ready)
            if only is not Part.TAGGING:
                readiness = self.make_readiness(tagger.version)
                await stack.enter_async_context(run_service(readiness, self.ending))
                health.add_part(Part.READINESS, lambda: readiness.is_ready)
            if alerting is not None:
                await stack.enter_async_context(run_service(alerting, self.ending))
                health.add_part("alerts", lambda: alerting.is_ready)
            if await wait_until_ready(health.is_ready, self.ending):
                log.info("ready: %s", ", ".join(health.parts()))
                on_ready(port)
            await self.ending.wait()

    def make_tagging(self, tagger: PostTagger) -> Tagging:
        assignor = self._adapt(RoundRobinPartitionAssignor)
        return Tagging(self.settings, self.campaigns, tagger, self.metrics, self.author_key, assignor=assignor)

    def make_campaign_files(self) -> CampaignFiles:
        return CampaignFiles(self.settings, self.campaigns, self.metrics, self._adapt)

    def make_erasing(self) -> Erasing:
        assignor = self._adapt(RoundRobinPartitionAssignor)
        return Erasing(self.settings, self.campaigns, self.metrics, assignor=assignor)

    def make_alerting(self) -> Alerting | None:
        """None where no campaign declares a route. Raises SettingsError where a route's secret is missing."""
        if not any(campaign.alerts for campaign in self.campaigns):
            return None
        assignor = self._adapt(SingleOwnerAssignor)
        return Alerting(self.settings, self.campaigns, variables(), self.metrics, assignor=assignor)

    def make_readiness(self, tagger_version: str) -> ReadinessApp:
        app = create_faust_app(self.settings, partitions=self.partitions, is_embedded=self.is_embedded)
        watched = watched_audiences(self.campaigns, tagger_version, self.author_key)
        accountable = watched_campaigns(self.campaigns, self.author_key)
        store = StateStore(create_state_table(app, self.partitions), {**watched, **accountable})
        publisher = Publisher(self.settings, self.metrics, app.outbox, self.partitions)
        ReadinessGauges(app, store, watched, accountable).offer(self.metrics)
        commands, labels = self.settings.topic(topics.COMMANDS), self.settings.topic(topics.LABELS)
        agent = ReadinessAgent(watched, store, publisher, self.partitions, commands, labels, accountable)
        latest = LatestDecisions(self.settings, self.metrics)
        return ReadinessApp(self.settings, app, agent, latest, self.ending)

    def _adapt(self, assignor: type[AbstractPartitionAssignor]) -> type[AbstractPartitionAssignor]:
        """The assignor; on the embedded broker, with the pause that only that one needs (`delay_assignor`)."""
        return delay_assignor(assignor) if self.is_embedded else assignor
