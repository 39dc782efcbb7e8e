"""The consumers on the page for subscribers, as they stand there, read what we write."""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path

import pytest

from listener.board import open_board
from listener.kafka import topics
from tests.integration.conftest import Broker
from tests.integration.test_board import TOLD, write
from tests.unit.listener.board.making import campaign, ready, signal

PAGE = Path(__file__).parents[2] / "docs" / "subscribers.md"
LINE = f"{TOLD.subject} {TOLD.data.decision} {TOLD.data.chapter}"


def consumer_on_the_page(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return str(found)


@asynccontextmanager
async def running(*command: str) -> AsyncIterator[asyncio.StreamReader]:
    """What a program prints, until the block ends."""
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        yield process.stdout
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


@asynccontextmanager
async def telling(broker: Broker) -> AsyncIterator[None]:
    """One signal after the other is written, until the block ends: who listens hears what comes from then on."""

    async def tell() -> None:
        for hour in count(9):
            await write(broker.settings, topics.SIGNALS, signal(hour, hour, of=ready(hour)))
            await asyncio.sleep(0.2)

    task = asyncio.create_task(tell())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def test_ten_lines_of_python_read_each_signal(broker: Broker, tmp_path: Path) -> None:
    await broker.make_topics()
    await write(broker.settings, topics.SIGNALS, TOLD)
    text = consumer_on_the_page("python").replace("localhost:9092", broker.settings.bootstrap)
    (tmp_path / "planner.py").write_text(text.replace("listener.signals", broker.settings.topic(topics.SIGNALS)))
    async with running(sys.executable, str(tmp_path / "planner.py")) as printed, asyncio.timeout(60):
        assert (await printed.readline()).decode().strip() == LINE


async def test_a_dozen_lines_of_javascript_hear_each_signal_from_the_board(broker: Broker, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node on this machine")
    await broker.make_topics()
    async with open_board(broker.settings, [campaign()], "127.0.0.1", 0) as url:
        text = consumer_on_the_page("javascript").replace("http://127.0.0.1:8000", url.rstrip("/"))
        (tmp_path / "planner.mjs").write_text(text)
        async with running(node, str(tmp_path / "planner.mjs")) as printed, telling(broker), asyncio.timeout(60):
            assert (await printed.readline()).decode().strip() == LINE
