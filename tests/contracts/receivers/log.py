"""The other side of the log: a handler that keeps what is logged."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from listener.sinks import open_sink
from tests.alerting import route
from tests.contracts.receivers.base import Mood, Receiver, ReceiverSpec


class _Kept(logging.Handler):
    def __init__(self, receiver: Receiver) -> None:
        super().__init__(logging.INFO)
        self._receiver = receiver

    def emit(self, record: logging.LogRecord) -> None:
        self._receiver.arrived.append(record.getMessage())


@asynccontextmanager
async def _listen(_: Path) -> AsyncIterator[Receiver]:
    log = logging.getLogger("listener.alerts")
    async with aiohttp.ClientSession() as client:
        receiver = Receiver(open_sink(route(sink="log"), {}, client))
        handler, level = _Kept(receiver), log.level
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        try:
            yield receiver
        finally:
            log.removeHandler(handler)
            log.setLevel(level)


RECEIVER = ReceiverSpec(_listen, moods=(Mood.GOOD,), is_for_people=True)
