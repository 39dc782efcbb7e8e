"""How many posts a second a worker takes on the embedded broker, beside the same posts through the flow in memory."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from listener.composition import run_worker
from listener.files.lines import Line
from listener.kafka import topics
from listener.kafka.embedded import EmbeddedBroker
from listener.kafka.feed import feed
from listener.kafka.lag import measure_lag, pace_by_lag
from listener.settings import Settings
from listener.worker.lifecycle import Ending
from tests.benchmarks import material
from tests.benchmarks.report import Figure
from tests.benchmarks.stream import flowed

AHEAD = 5_000  # records that the feeder may be ahead of the worker


def figures() -> Iterator[Figure]:
    """From the first post fed to the last one worked off, in seconds of the wall's clock: brokers wait, too."""
    records = material.records()
    flowed(records)  # what is loaded once is no part of either
    start = time.perf_counter()
    flowed(records)
    memory = len(records) / (time.perf_counter() - start)
    with tempfile.TemporaryDirectory(prefix="listener-bench-") as folder:
        taken = asyncio.run(worked(Path(folder)))
    name = "worker on the embedded broker, by the wall's clock; baseline: flow in memory, by the same clock"
    yield Figure(name, len(records) / taken, "posts/s", memory)


async def worked(folder: Path) -> float:
    """Seconds for all posts, from feeding to committing, by one worker in this process."""
    lines = [Line("bench", n, record.value or b"") for n, record in enumerate(material.records(), 1)]
    ending, ready = Ending(), asyncio.Event()
    async with EmbeddedBroker() as broker:
        settings = Settings(bootstrap=broker.bootstrap, session_timeout=6.0, web_port=0, data_dir=folder)
        await topics.create_on_embedded(settings)
        worker = asyncio.create_task(
            run_worker(settings, [material.theirs()], ending=ending, on_ready=lambda _: ready.set())
        )
        await ready.wait()
        start = time.perf_counter()
        async with measure_lag(settings) as behind:
            await feed(settings, lines, pace=pace_by_lag(behind, AHEAD))
            await behind.wait_for_at_most(0)
        taken = time.perf_counter() - start
        ending.ask()
        await worker
    return taken
