"""The other side of a file: somebody who reads it line by line. It is busy while a folder stands in its place."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from listener.sinks import open_sink
from models.alerts import Alert
from tests.alerting import route
from tests.contracts.receivers.base import Mood, Receiver, ReceiverSpec


@asynccontextmanager
async def _listen(folder: Path) -> AsyncIterator[Receiver]:
    path = folder / "alerts.ndjson"
    async with aiohttp.ClientSession() as client:
        write = open_sink(route(sink="file", to=(str(path),)), {}, client)

        async def write_and_read(alert: Alert) -> None:
            if receiver.mood is Mood.BUSY:
                path.mkdir(exist_ok=True)
            elif path.is_dir():
                path.rmdir()
            await write(alert)
            receiver.arrived[:] = path.read_text("utf-8").splitlines()

        receiver = Receiver(write_and_read)
        yield receiver


RECEIVER = ReceiverSpec(_listen, moods=(Mood.GOOD, Mood.BUSY))
