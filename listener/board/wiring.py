"""Wiring: the board on Kafka - by itself until it is told to stop, or beside something else."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager

from listener.board.records.on_kafka import RecordsOnKafka
from listener.board.web.access import board_access
from listener.board.web.app import create_board_app
from listener.board.web.server import serve_app
from listener.kafka.label_queue import LabelsOnKafka
from listener.settings import Settings
from models.campaigns import Campaign


def open_board(
    settings: Settings, campaigns: Sequence[Campaign], host: str, port: int
) -> AbstractAsyncContextManager[str]:
    """The board of these brokers as an async context manager that gives its URL. Raises InputError."""
    records, labels = RecordsOnKafka(settings), LabelsOnKafka(settings)
    app = create_board_app(records, campaigns, board_access(settings), labels=labels)
    return serve_app(app, host, port, settings.trusted_proxies)


async def run_board(
    settings: Settings,
    campaigns: Sequence[Campaign],
    host: str,
    port: int,
    *,
    files: Sequence[str] = (),
    on_ready: Callable[[str], None] = lambda url: None,
) -> None:
    """Serves the board until SIGINT or SIGTERM. `on_ready` gets its URL. The campaigns' files are read again when
    they change. Raises InputError."""
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stopped.set)
    async with open_board(settings, campaigns, host, port) as url:
        on_ready(url)
        await stopped.wait()
