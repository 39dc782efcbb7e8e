"""Hearing: what of a run knows the campaigns by itself - sources, what programs send, alerts - made anew when their
files change. What stays meanwhile is around it: the log, what decides, the board."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from listener.alerts.desk import AlertPlan
from listener.local.alerting import LogAlerting
from listener.local.gathering import Gathering, NamedSource, read_cursors
from listener.local.running_parts import RunningParts
from listener.log.disk_log import DiskLog
from listener.metrics import Metrics
from listener.settings import Settings, variables
from listener.sources.http import PostsApi, parse_address, read_tokens
from listener.sources.interest import Interest
from listener.sources.people import People, people_of
from listener.sources.runner import SourceCounts
from listener.sources.source_metrics import count_frames
from listener.worker.health import serve_pages
from listener.worker.lifecycle import Ending, run_service
from models.author_keys import AuthorKey
from models.campaigns import Campaign
from models.errors import InputError


@dataclass(frozen=True)
class Around:
    """What stays while a campaign file is taken over."""

    log: DiskLog
    parts: RunningParts
    metrics: Metrics
    ending: Ending
    url: str  # of the board


@dataclass(frozen=True)
class Hearing:
    """What hears and tells for some campaigns."""

    settings: Settings
    campaigns: Sequence[Campaign]
    sources: Sequence[NamedSource]
    author_key: AuthorKey
    api: str | None  # HOST:PORT at which programs may send posts and outcomes

    @asynccontextmanager
    async def run(self, around: Around) -> AsyncIterator[None]:
        """All of it works as long as the block."""
        async with AsyncExitStack() as stack:
            around.parts.hear(await self._gather(around))
            for each in around.parts.gathering:
                await stack.enter_async_context(run_service(each, around.ending))
            if self.api:
                await stack.enter_async_context(self._serve_api(self.api, around))
            if any(each.alerts for each in self.campaigns):
                alerting = LogAlerting(around.log, self.plan_alerts(around))
                await stack.enter_async_context(run_service(alerting, around.ending))
            yield

    def plan_alerts(self, around: Around) -> AlertPlan:
        """Who is told what. Raises SettingsError without a secret that a route names."""
        board = self.settings.board_url or around.url
        return AlertPlan(self.campaigns, variables(), around.metrics, board_url=board)

    async def _gather(self, around: Around) -> list[Gathering]:
        """The sources, each from where it was read to."""
        cursors = await read_cursors(around.log)
        return [
            Gathering(
                self._narrow(each),
                self._people(each.spec.name),
                around.parts.buffer,
                cursors.get(each.name),
                partial(count_frames, around.metrics, each.spec.name),
            )
            for each in self.sources
        ]

    @asynccontextmanager
    async def _serve_api(self, address: str, around: Around) -> AsyncIterator[None]:
        """Takes what programs send. Raises InputError for an address, SettingsError for a token or a port."""
        (host, port), parts = parse_address(address), around.parts

        def count(counts: SourceCounts) -> None:
            parts.sent.add(counts)
            count_frames(around.metrics, "http", counts)

        tokens, people = read_tokens(self.settings), self._people("")
        api = PostsApi(parts.buffer.keep, people, tokens, count, self.campaigns)
        async with serve_pages(api.application(), host, parts.api_port or port) as parts.api_port:
            yield

    def _narrow(self, source: NamedSource) -> NamedSource:
        """The source without what would be left out of the log anyway, where it can do that."""
        if self.settings.log_posts != "matching" or source.spec.narrow is None:
            return source
        return source._replace(spec=source.spec.narrow(Interest(self.campaigns)))

    def _people(self, channel: str) -> People:
        return people_of(channel, self.campaigns, self.author_key)


def refuse_unless_read_again(gathering: Sequence[Gathering]) -> None:
    """Raises InputError where a source that is being read cannot go on where it stopped."""
    if any(not each.source.can_resume and not each.has_ended.is_set() for each in gathering):
        raise InputError("posts come by standard input, which cannot be read on: start again for the new file")
