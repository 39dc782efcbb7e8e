"""A Faust worker with a table is given every record, however often rebalances come while records do.

With Faust as it comes it fails, more often than not:
`LISTENER_TEST_RECOVERY=stock pytest tests/integration/test_recovery.py`. On Kafka alone: the embedded broker loses
its way when Faust workers come and go quickly.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from aiokafka.admin import NewTopic

from listener.kafka import clients
from listener.settings import Settings
from tests.integration.counting import PARTITIONS

RECOVERY = os.environ.get("LISTENER_TEST_RECOVERY", "patched")
RECORDS, RATE = 30_000, 3_000  # and so many a second
QUIET_SECONDS = 20.0  # without progress, after which what is missing is lost

pytestmark = [pytest.mark.slow, pytest.mark.kafka]


async def test_rebalances_under_load_lose_nothing(kafka: str, tmp_path: Path) -> None:
    settings, name = Settings(bootstrap=kafka), f"t{uuid4().hex[:8]}"
    await make_topics(settings, name)
    with counting(settings, name, tmp_path / "first") as first:
        await ready(first, tmp_path / "first")
        with counting(settings, name, tmp_path / "guest") as guest:
            await ready(guest, tmp_path / "guest")  # the first is not yet: records meet it in its recovery
            producing = asyncio.create_task(produce(settings, f"{name}.numbers"))
            await asyncio.sleep(3)
        with counting(settings, name, tmp_path / "another"):
            await asyncio.sleep(3)
        await producing
        await everything_given(tmp_path)
    assert len(given(tmp_path)) == RECORDS


async def make_topics(settings: Settings, name: str) -> None:
    names = (f"{name}.numbers", f"{name}-last-changelog")
    async with clients.admin(settings) as admin:
        await admin.create_topics([NewTopic(each, PARTITIONS, 1) for each in names])


@contextmanager
def counting(settings: Settings, name: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that joins, and leaves at the end of the block."""
    folder.mkdir()
    command = [sys.executable, "-m", "tests.integration.counting", settings.bootstrap, name, str(folder), RECOVERY]
    with (folder / "worker.log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


async def ready(process: subprocess.Popen[bytes], folder: Path) -> None:
    async with asyncio.timeout(30):
        while "orker ready" not in (folder / "worker.log").read_text():
            assert process.poll() is None
            await asyncio.sleep(0.1)


async def produce(settings: Settings, topic: str) -> None:
    producer = clients.producer(settings, linger_ms=5)
    await producer.start()
    started = time.monotonic()
    for number in range(RECORDS):
        await producer.send(topic, b"%d" % number, key=b"%d" % (number % 97))
        if number % 100 == 0:
            await asyncio.sleep(max(0.0, started + number / RATE - time.monotonic()))
    await producer.stop()


def given(folder: Path) -> set[bytes]:
    files = [each.read_bytes() for each in folder.glob("*/given.txt")]
    return {number for each in files for number in each.split()}


async def everything_given(folder: Path) -> None:
    """Returns when all is there, or when nothing more comes."""
    before, since = -1, time.monotonic()
    while (now := len(given(folder))) < RECORDS and time.monotonic() - since < QUIET_SECONDS:
        if now > before:
            before, since = now, time.monotonic()
        await asyncio.sleep(0.2)
