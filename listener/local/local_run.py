"""Local run: the parts of `listener run`, made and run side by side until somebody ends it, or a part fails."""

from __future__ import annotations

import asyncio
import fcntl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from listener.board.records.on_log import RecordsOnLog
from listener.board.web.access import board_access
from listener.board.web.app import create_board_app, renew_campaigns
from listener.board.web.live_board import LiveBoard
from listener.board.web.server import serve_app
from listener.campaign_file.watching import CampaignWatch
from listener.local.campaign_turns import CampaignTurns, MakeTagger, new_versions, read_versions
from listener.local.deciding import Deciding
from listener.local.gathering import LogBuffer, NamedSource
from listener.local.hearing import Around, Hearing, refuse_unless_read_again
from listener.local.kept_samples import followed_posts
from listener.local.log_replay import posts_of_log
from listener.local.running_parts import RunningParts
from listener.local.said import LabelsOnLog
from listener.local.sifting import Sifter
from listener.log.base import FOLLOWED
from listener.log.disk_log import DiskLog
from listener.log.log_file import LogFile
from listener.metrics import Metrics
from listener.settings import Settings
from listener.worker.lifecycle import Ending, end_on_signals, run_service
from models.author_keys import AuthorKey
from models.campaigns import Campaign
from models.errors import InputError
from models.signals import Signal
from pipelines.flow import Flow


@dataclass(frozen=True)
class LocalRun:
    """What one run is made of."""

    settings: Settings
    campaigns: Sequence[Campaign]
    sources: Sequence[NamedSource]
    make_tagger: MakeTagger
    author_key: AuthorKey
    log: Path
    host: str
    port: int
    api: str | None = None  # HOST:PORT at which programs may send posts and outcomes
    exits: bool = False  # ends once all sources have
    on_signal: Callable[[Signal], None] = lambda signal: None
    files: Sequence[str] = ()  # of the campaigns: taken over when they change
    on_change: Callable[[Sequence[Campaign]], None] = lambda campaigns: None  # is told what counts from now on

    async def run(self, on_ready: Callable[[str, RunningParts], None]) -> None:
        """Runs until SIGINT or SIGTERM, or with `exits` until the sources have ended and all is decided.

        `on_ready` gets the board's address, and what runs. Raises what made a part fail.
        """
        ending = end_on_signals(Ending())
        async with AsyncExitStack() as stack:
            stack.enter_context(hold_log(self.log))
            log = await stack.enter_async_context(open_disk_log(self.log))
            metrics, access = Metrics(), board_access(self.settings)
            parts = await self._make_parts(log)
            live = LiveBoard(RecordsOnLog(log), heard=parts.describe_heard)
            labels = LabelsOnLog(self.log, self.author_key)
            app = create_board_app(live.source, self.campaigns, access, live=live, metrics=metrics, labels=labels)
            url = await stack.enter_async_context(serve_app(app, self.host, self.port, self.settings.trusted_proxies))
            await stack.enter_async_context(run_service(parts.deciding, ending))
            await _wait_for_either(parts.deciding.wait_until_restored(), ending)
            if ending.failure is not None:
                raise ending.failure
            await stack.enter_async_context(run_service(parts.buffer, ending))
            await stack.enter_async_context(run_service(parts, ending))
            around, campaigns = Around(log, parts, metrics, ending, url), self.campaigns
            watch = CampaignWatch(self.files, campaigns)
            while not ending.has_come:
                async with self._hearing(campaigns).run(around):
                    on_ready(url, parts) if campaigns is self.campaigns else self.on_change(campaigns)
                    changed = await self._wait_for_change(watch, around)
                if changed is None:
                    break
                campaigns = changed
                await _take_over(around, campaigns)
                renew_campaigns(app, campaigns)
        if ending.failure is not None:
            raise ending.failure

    async def _wait_for_change(self, watch: CampaignWatch, around: Around) -> Sequence[Campaign] | None:
        """The campaigns once their files are others; None where the end comes first."""

        def check(campaigns: Sequence[Campaign]) -> None:
            self._hearing(campaigns).plan_alerts(around)
            refuse_unless_read_again(around.parts.gathering)

        changing = asyncio.create_task(watch.wait(check))
        ended = around.parts.ended.wait() if self.exits else around.ending.wait()
        await _wait_for_either(_first_of(ended, changing), around.ending)
        changing.cancel()
        return changing.result() if changing.done() else None

    def _hearing(self, campaigns: Sequence[Campaign]) -> Hearing:
        return Hearing(self.settings, campaigns, self.sources, self.author_key, self.api)

    async def _make_parts(self, log: DiskLog) -> RunningParts:
        await _note_versions(log, self.campaigns)
        flow = Flow(self.campaigns, self.make_tagger(self.campaigns), author_key=self.author_key)
        turns = CampaignTurns(flow, self.campaigns, self.make_tagger)
        deciding = Deciding(log, turns, self.author_key, self.settings.rejected_per_minute, self.on_signal)
        sifter = Sifter(self.campaigns, self.author_key)
        followed = followed_posts(await log.latest(FOLLOWED))
        await asyncio.to_thread(sifter.know, posts_of_log(self.log), followed)
        sift = sifter.sift if self.settings.log_posts == "matching" else list
        return RunningParts(self.settings, log, LogBuffer(log, sift), deciding, sifter, may_end=not self.api)


async def _take_over(around: Around, campaigns: Sequence[Campaign]) -> None:
    """What is in the log by now was counted by the campaigns before; what comes next is by these."""
    await around.parts.buffer.flush()
    around.parts.sifter.change(campaigns)
    await _note_versions(around.log, campaigns)


async def _note_versions(log: DiskLog, campaigns: Sequence[Campaign]) -> None:
    """Says in the log which campaigns count from here on, where they are others than before."""
    await log.append(await log.call(lambda: new_versions(read_versions(log.file), campaigns)))


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


async def _first_of(*awaited: Awaitable[object]) -> None:
    """Returns once one of them has come."""
    tasks = [asyncio.ensure_future(each) for each in awaited]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        tasks[0].cancel()


async def _wait_for_either(first: Awaitable[object], ending: Ending) -> None:
    """Returns once the first has come, or the end."""
    tasks = [asyncio.ensure_future(first), asyncio.ensure_future(ending.wait())]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in tasks:
            each.cancel()
