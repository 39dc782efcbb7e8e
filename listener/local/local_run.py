"""Local run: the parts of `listener run`, made and run side by side until somebody ends it, or a part fails."""

from __future__ import annotations

import asyncio
import fcntl
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from listener.alerts.desk import AlertPlan
from listener.board.records.on_log import RecordsOnLog
from listener.board.web.access import board_access
from listener.board.web.app import create_board_app
from listener.board.web.live_board import LiveBoard
from listener.board.web.server import serve_app
from listener.local.alerting import LogAlerting
from listener.local.deciding import Deciding
from listener.local.gathering import Gathering, LogBuffer, NamedSource, read_cursors
from listener.local.log_replay import posts_of_log
from listener.local.quiet_marks import quiet_mark
from listener.local.said import LabelsOnLog
from listener.local.sifting import Sifter
from listener.log.disk_log import DiskLog
from listener.log.log_file import LogFile
from listener.metrics import Metrics
from listener.settings import Settings, variables
from listener.sources.base import DropReason
from listener.sources.http import PostsApi, parse_address, read_tokens
from listener.sources.interest import Interest
from listener.sources.people import People, people_of
from listener.sources.runner import SourceCounts, to_record
from listener.sources.source_metrics import count_frames
from listener.worker.health import serve_pages
from listener.worker.lifecycle import Ending, Service, end_on_signals, run_service
from models.author_keys import AuthorKey
from models.campaigns import Campaign
from models.errors import InputError
from models.marks import Mark
from models.posts import HOUR_MS, Millis, instant
from models.signals import Signal
from pipelines.accountability import PostTagger
from pipelines.flow import Flow

_LOOK_SECONDS: Final = 1.0  # between two looks whether sources have ended or are quiet
_TRIM_SECONDS: Final = 600.0  # between two looks whether the log has what it need not keep
_SETTLE_SECONDS: Final = 5.0  # between two times at which what was erased is gone from the disk, too
_QUIET_TIMES: Final = 2  # `idle_seconds` without a post are quiet: who lost a connection has said so by then
_END_SOURCE: Final = "run"  # what the mark says that comes after all sources


@dataclass(frozen=True)
class LocalRun:
    """What one run is made of."""

    settings: Settings
    campaigns: Sequence[Campaign]
    sources: Sequence[NamedSource]
    tagger: PostTagger
    author_key: AuthorKey
    log: Path
    host: str
    port: int
    api: str | None = None  # HOST:PORT at which programs may send posts and outcomes
    exits: bool = False  # ends once all sources have
    on_signal: Callable[[Signal], None] = lambda signal: None

    async def run(self, on_ready: Callable[[str, RunningParts], None]) -> None:
        """Runs until SIGINT or SIGTERM, or with `exits` until the sources have ended and all is decided.

        `on_ready` gets the board's address, and what runs. Raises what made a part fail.
        """
        ending = end_on_signals(Ending())
        async with AsyncExitStack() as stack:
            stack.enter_context(hold_log(self.log))
            log = await stack.enter_async_context(open_disk_log(self.log))
            metrics, access = Metrics(), board_access(self.settings)
            parts = await self._make_parts(log, metrics)
            live = LiveBoard(RecordsOnLog(log), heard=parts.describe_heard)
            labels = LabelsOnLog(self.log, self.author_key)
            app = create_board_app(live.source, self.campaigns, access, live=live, metrics=metrics, labels=labels)
            url = await stack.enter_async_context(serve_app(app, self.host, self.port, self.settings.trusted_proxies))
            await stack.enter_async_context(run_service(parts.deciding, ending))
            await _wait_for_either(parts.deciding.wait_until_restored(), ending)
            if ending.failure is not None:
                raise ending.failure
            await stack.enter_async_context(run_service(parts.buffer, ending))
            for each in [*parts.gathering, parts]:
                await stack.enter_async_context(run_service(each, ending))
            if self.api:
                await stack.enter_async_context(self._serve_api(self.api, parts, metrics))
            if any(each.alerts for each in self.campaigns):
                await stack.enter_async_context(
                    run_service(LogAlerting(log, self._plan_alerts(url, metrics)), ending)
                )
            on_ready(url, parts)
            await _wait_for_either(parts.ended.wait() if self.exits else ending.wait(), ending)
        if ending.failure is not None:
            raise ending.failure

    @asynccontextmanager
    async def _serve_api(self, address: str, parts: RunningParts, metrics: Metrics) -> AsyncIterator[None]:
        """Takes what programs send. Raises InputError for an address, SettingsError for a token or a port."""
        host, port = parse_address(address)

        def count(counts: SourceCounts) -> None:
            parts.sent.add(counts)
            count_frames(metrics, "http", counts)

        tokens, people = read_tokens(self.settings), self._people("")
        api = PostsApi(parts.buffer.keep, people, tokens, count, self.campaigns)
        async with serve_pages(api.application(), host, port) as parts.api_port:
            yield

    def _narrow(self, source: NamedSource) -> NamedSource:
        """The source without what would be left out of the log anyway, where it can do that."""
        if self.settings.log_posts != "matching" or source.spec.narrow is None:
            return source
        return source._replace(spec=source.spec.narrow(Interest(self.campaigns)))

    def _people(self, channel: str) -> People:
        return people_of(channel, self.campaigns, self.author_key)

    def _plan_alerts(self, url: str, metrics: Metrics) -> AlertPlan:
        """Who is told what. Raises SettingsError without a secret that a route names."""
        return AlertPlan(self.campaigns, variables(), metrics, board_url=self.settings.board_url or url)

    async def _make_parts(self, log: DiskLog, metrics: Metrics) -> RunningParts:
        flow = Flow(self.campaigns, self.tagger, author_key=self.author_key)
        deciding = Deciding(log, flow, self.author_key, self.settings.rejected_per_minute, self.on_signal)
        sifter = Sifter(self.campaigns, self.author_key)
        await asyncio.to_thread(sifter.know, posts_of_log(self.log))
        sift = sifter.sift if self.settings.log_posts == "matching" else list
        buffer, cursors = LogBuffer(log, sift), await read_cursors(log)
        gathering = [
            Gathering(
                self._narrow(each),
                self._people(each.spec.name),
                buffer,
                cursors.get(each.name),
                partial(count_frames, metrics, each.spec.name),
            )
            for each in self.sources
        ]
        return RunningParts(self.settings, log, buffer, deciding, gathering, sifter, may_end=not self.api)


class RunningParts(Service):
    """The parts that run, and what is to be done between them: marks, and the log's retention."""

    def __init__(
        self,
        settings: Settings,
        log: DiskLog,
        buffer: LogBuffer,
        deciding: Deciding,
        gathering: Sequence[Gathering],
        sifter: Sifter,
        *,
        may_end: bool = True,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`may_end`: whether nothing can come any more once all of `gathering` have ended."""
        self._settings, self._log, self._clock = settings, log, clock
        self.buffer, self.deciding, self.gathering, self.sifter = buffer, deciding, gathering, sifter
        self.sent, self._may_end = SourceCounts(), may_end  # what programs sent
        self.api_port: int | None = None  # at which programs may send
        self.ended = asyncio.Event()  # the sources have, and all is decided
        self._stopped, self._trimmed_at, self._settled_at = asyncio.Event(), 0.0, 0.0

    async def run(self) -> None:
        """Looks after the parts until `stop`. Raises InputError where the log cannot be written."""
        while not self._stopped.is_set():
            await asyncio.sleep(_LOOK_SECONDS)
            if self._may_end and all(each.has_ended.is_set() for each in self.gathering):
                if not self.ended.is_set():
                    await self._end_sources()
            else:
                await self._mark_quiet()
            await self._trim()
            await self._settle()

    def stop(self) -> None:
        """Asks for the end."""
        self._stopped.set()

    def source_counts(self) -> list[SourceCounts]:
        """What became of what each source gave."""
        return [*(each.counts for each in self.gathering), self.sent]

    @property
    def left_out(self) -> int:
        """Posts that no campaign matches: not in the log."""
        return self.sifter.left_out + sum(each.dropped[DropReason.UNWANTED] for each in self.source_counts())

    def describe_heard(self) -> str:
        """What was heard so far, in words."""
        counts = self.deciding.counts.posts
        seen, of_story = counts.total() + self.left_out, counts["tagged"] + counts["activity"]
        return f"Heard so far: {seen:,} posts, likes and reposts, {of_story:,} of the story." if seen else ""

    async def _end_sources(self) -> None:
        """Says in the log that the sources have ended, so that every window closes."""
        await self.buffer.flush()
        reached = await self.deciding.wait_until_read()
        if reached >= 0:
            await self._log.append([to_record(Mark(_END_SOURCE, instant(reached), final=True))])
            await self.deciding.wait_until_read()
        self.ended.set()

    async def _mark_quiet(self) -> None:
        idle_ms = round(_QUIET_TIMES * self._settings.idle_seconds * 1000)
        mark = quiet_mark(self._now(), self.buffer.last_post, self.deciding.reached, idle_ms)
        if mark is not None and all(each.is_heard or each.has_ended.is_set() for each in self.gathering):
            await self.buffer.write([to_record(mark)])

    async def _trim(self) -> None:
        """Lets go of what is older than the settings want, and is read."""
        if time.monotonic() - self._trimmed_at < _TRIM_SECONDS:
            return
        self._trimmed_at = time.monotonic()
        before = self._now() - round(self._settings.retention_hours * HOUR_MS)
        position = self.deciding.position
        await self._log.call(lambda: self._log.file.trim(before, position))

    async def _settle(self) -> None:
        """Leaves nothing on the disk of what was erased or let go."""
        if time.monotonic() - self._settled_at < _SETTLE_SECONDS:
            return
        self._settled_at = time.monotonic()
        await self._log.call(self._log.file.settle)

    def _now(self) -> Millis:
        return round(self._clock() * 1000)


@asynccontextmanager
async def open_disk_log(path: Path, *, make: bool = True) -> AsyncIterator[DiskLog]:
    """The log of a file, as long as the context lasts. Raises InputError."""
    log = DiskLog(LogFile(path, make=make))
    try:
        yield log
    finally:
        await log.close()


@contextmanager
def hold_log(path: Path) -> Iterator[None]:
    """One run at a time has a log. Raises InputError where another has this one."""
    held = path.with_name(f"{path.name}.lock")
    try:
        held.parent.mkdir(parents=True, exist_ok=True)
        with held.open("wb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise InputError(f"{path}: another `listener run` works on this log") from None
            yield
    except OSError as error:
        raise InputError(f"{held}: {error.strerror}") from None


async def _wait_for_either(first: Awaitable[object], ending: Ending) -> None:
    """Returns once the first has come, or the end."""
    tasks = [asyncio.ensure_future(first), asyncio.ensure_future(ending.wait())]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for each in tasks:
        each.cancel()
