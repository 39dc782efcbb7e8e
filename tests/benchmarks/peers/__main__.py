"""`make bench-peers`: posts per processor second of each peer and of our worker, on one real Kafka, as a table.

All read the same posts from the same topic of four partitions, fed before, with one process each. A peer tags post by
post with our tagger, counts its author's posts in keyed state and writes one record a post. The worker tags, samples,
follows journeys, decides, and writes what it decides. Processor seconds are of the process with all its threads, from
when it is loaded until everything is written.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import NewTopic

from listener.files.lines import Line
from listener.kafka import clients, topics
from listener.kafka.feed import feed
from listener.kafka.lag import measure_lag
from listener.settings import Settings
from tests.benchmarks import material
from tests.integration.kafka import kafka_broker
from tests.making import AUTHOR_KEY_TEXT

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PEERS: Final = {
    "plain Faust": ("plain_faust", "table in memory, changelog; at least once"),
    "Quix Streams": ("quix", "RocksDB, changelog; at least once"),
    "Bytewax": ("bytewax_flow", "state in memory, no recovery"),
}
_OURS: Final = "our worker", "tags, samples, decides; state, decisions and offsets in transactions"
_SECONDS: Final = 300.0  # that one may take


class Row(NamedTuple):
    """One line of the table."""

    name: str
    posts_per_second: float  # of a processor
    setup: str


async def measure(python: str, only: str = "") -> list[Row]:
    """Each in turn. `python` is that of the environment that has the peers."""
    with tempfile.TemporaryDirectory(prefix="listener-peers-") as folder, kafka_broker(Path(folder)) as bootstrap:
        settings = Settings(
            bootstrap=bootstrap,
            prefix="peers.",
            session_timeout=6.0,
            web_port=0,
            data_dir=Path(folder),
            author_key=AUTHOR_KEY_TEXT,
        )
        await topics.create_topics(settings)
        posts = [record.value or b"" for record in material.records()]
        await feed(settings, [Line("bench", n, post) for n, post in enumerate(posts, 1)])
        rows = []
        for name, (module, setup) in _PEERS.items():
            if only in name:
                rows.append(Row(name, len(posts) / await _peer(python, module, settings, len(posts)), setup))
        return [*rows, Row(_OURS[0], len(posts) / await _ours(settings), _OURS[1])]


async def _peer(python: str, module: str, settings: Settings, count: int) -> float:
    """Processor seconds until it has written a record for each post."""
    sink, changelog = f"out-{module}", "peer-faust-counts-changelog"
    async with clients.admin(settings) as admin:
        await admin.create_topics([NewTopic(each, settings.partitions, 1) for each in (sink, changelog)])
    arguments = (settings.bootstrap, settings.topic(topics.POSTS), sink, str(settings.partitions))
    process = await asyncio.create_subprocess_exec(
        python, "-m", f"tests.benchmarks.peers.{module}", *arguments, stdout=PIPE, stderr=DEVNULL
    )
    try:
        ready = await _ready(process)
        async with AIOKafkaConsumer(**clients.connection(settings)) as consumer, asyncio.timeout(_SECONDS):
            places = [TopicPartition(sink, each) for each in range(settings.partitions)]
            while sum((await consumer.end_offsets(places)).values()) < count:  # noqa: ASYNC110  # Kafka sends no event
                await asyncio.sleep(0.1)
        return _processor_seconds(process) - ready
    finally:
        process.kill()
        await process.wait()


async def _ours(settings: Settings) -> float:
    """Processor seconds until nothing is left."""
    command = [sys.executable, "-m", "tests.benchmarks.worker", msgspec.json.encode(settings, enc_hook=str).decode()]
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=DEVNULL)
    try:
        ready = await _ready(process)
        async with measure_lag(settings) as behind, asyncio.timeout(_SECONDS):
            await behind.wait_for_at_most(0)
        return _processor_seconds(process) - ready
    finally:
        process.kill()
        await process.wait()


async def _ready(process: Process) -> float:
    """What it has used when it says that it is loaded."""
    assert process.stdout is not None
    return float(await process.stdout.readline())


def _processor_seconds(process: Process) -> float:
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("python", help="of the environment that has the peers")
    rows = asyncio.run(measure(parser.parse_args().python))
    least = {row.name: row.posts_per_second for row in rows}
    for row in sorted(rows, key=lambda each: each.posts_per_second):
        ratio = least[_OURS[0]] / row.posts_per_second
        sys.stdout.write(f"{row.name:14}{row.posts_per_second:8.0f} posts/s   ours: {ratio:4.2f} x   {row.setup}\n")


if __name__ == "__main__":
    main()
