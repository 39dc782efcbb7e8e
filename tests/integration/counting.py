"""A Faust worker that counts: it has a table to recover, and writes down the number of every record it is given.

Run as `python -m tests.integration.counting BOOTSTRAP NAME FOLDER stock|patched`; SIGTERM stops it.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import faust
from faust.types import StreamT

from listener.kafka.fencing import FencedWriter
from listener.kafka.recovery import FencedApp
from listener.settings import Settings

PARTITIONS = 4
TABLE_EVERY = 50  # records for each write to the table: enough to recover, and not slow


def counting_app(bootstrap: str, name: str, folder: Path, recovery: str) -> faust.App:
    """Faust as it comes (`stock`) or with our cures. Each number it is given goes to `folder`/given.txt."""
    options: dict[str, Any] = {
        "broker": f"kafka://{bootstrap}",
        "datadir": folder,
        "key_serializer": "raw",
        "value_serializer": "raw",
        "topic_partitions": PARTITIONS,
        "topic_allow_declare": False,
        "topic_disable_leader": True,
        "table_standby_replicas": 0,
        "broker_session_timeout": 6.0,
        "broker_heartbeat_interval": 0.5,
        "broker_commit_interval": 0.5,
        "web_enabled": False,
    }
    settings = Settings(bootstrap=bootstrap, prefix="")
    patched = FencedApp(name, settings, FencedWriter(settings, name), **options)
    app = faust.App(name, store="memory://", **options) if recovery == "stock" else patched
    _count(app, folder / "given.txt")
    return app


def _count(app: faust.App, written: Path) -> None:
    numbers = app.topic(f"{app.conf.id}.numbers", key_type=bytes, value_type=bytes)
    table = app.Table("last", key_type=bytes, value_type=bytes, partitions=PARTITIONS)

    @app.agent(numbers)
    async def count(stream: StreamT[bytes]) -> None:
        with written.open("ab", buffering=0) as given:
            async for number in stream:
                given.write(number + b"\n")
                if int(number) % TABLE_EVERY == 0:
                    table[b"%d/%s" % (int(number) % 97, number)] = number  # by the key of the record


async def main(bootstrap: str, name: str, folder: Path, recovery: str) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    app = counting_app(bootstrap, name, folder, recovery)
    app.finalize()
    async with app.writer if isinstance(app, FencedApp) else nullcontext():
        await app.start()
        await stop.wait()
        await app.stop()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    asyncio.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4]))
