"""Wiring: the board on Kafka - by itself until it is told to stop, or beside something else."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager

from starlette.applications import Starlette

from listener.board.records.on_kafka import RecordsOnKafka
from listener.board.web.access import board_access
from listener.board.web.app import create_board_app, renew_campaigns
from listener.board.web.server import serve_app
from listener.campaign_file.watching import CampaignWatch
from listener.kafka.label_queue import LabelsOnKafka
from listener.settings import Settings
from models.campaigns import Campaign


def open_board(
    settings: Settings, campaigns: Sequence[Campaign], host: str, port: int
) -> AbstractAsyncContextManager[str]:
    """The board of these brokers as an async context manager that gives its URL. Raises InputError."""
    return serve_app(_make_app(settings, campaigns), host, port, settings.trusted_proxies)


async def run_board(
    settings: Settings,
    campaigns: Sequence[Campaign],
    host: str,
    port: int,
    *,
    files: Sequence[str] = (),
    on_ready: Callable[[str], None] = lambda url: None,
    on_change: Callable[[Sequence[Campaign]], None] = lambda campaigns: None,
) -> None:
    """Serves the board until SIGINT or SIGTERM. `on_ready` gets its URL. The campaigns' files are read again when
    they change. Raises InputError."""
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stopped.set)
    app = _make_app(settings, campaigns)
    async with serve_app(app, host, port, settings.trusted_proxies) as url:
        on_ready(url)
        following = asyncio.create_task(_follow_files(app, CampaignWatch(files, campaigns), on_change))
        await stopped.wait()
        following.cancel()


def _make_app(settings: Settings, campaigns: Sequence[Campaign]) -> Starlette:
    records, labels = RecordsOnKafka(settings), LabelsOnKafka(settings)
    return create_board_app(records, campaigns, board_access(settings), labels=labels)


async def _follow_files(app: Starlette, watch: CampaignWatch, tell: Callable[[Sequence[Campaign]], None]) -> None:
    """Shows each new version of the campaigns. What cannot be one is told in the log, and passed over."""
    while True:
        renew_campaigns(app, changed := await watch.wait())
        tell(changed)
