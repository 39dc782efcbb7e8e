"""What a worker costs, beside the same posts through the flow in memory: processor time, and what it writes.

On the embedded broker, or on the one that `LISTENER_TEST_BOOTSTRAP` names.
"""

from __future__ import annotations

import asyncio
import resource
import signal
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
from aiokafka import AIOKafkaConsumer, TopicPartition

from listener.composition import run_worker
from listener.files.lines import Line
from listener.kafka import topics
from listener.kafka.clients import connection
from listener.kafka.feed import feed
from listener.kafka.lag import measure_lag
from listener.settings import Settings
from listener.worker.gc_tuning import tune_gc
from tests.benchmarks import material
from tests.benchmarks.broker import benchmark_broker
from tests.benchmarks.report import Figure, seconds
from tests.benchmarks.stream import flowed

_WARM = 2_000  # posts that load what is loaded once, before the clock
# What the worker may write of a post, at most: the target that it is held to.
_CHANGELOG_BYTES, _TAGGED_RECORDS = 500.0, 0.05


class Written(NamedTuple):
    """What is on a topic."""

    records: int
    bytes: int


class Cost(NamedTuple):
    """Of one worker for all posts: seconds of a processor after it was ready, and what it wrote."""

    seconds: float
    changelog: Written
    tagged: Written


def figures() -> Iterator[Figure]:
    """Posts a processor second of worker and flow; bytes and records a post."""
    records = material.records()
    count = len(records)
    flowed(records[:_WARM])
    before = seconds(lambda: flowed(records))
    with tempfile.TemporaryDirectory(prefix="listener-bench-") as folder:
        cost = asyncio.run(_measure(Path(folder)))
    memory = (before + seconds(lambda: flowed(records))) / 2  # what else a machine does differs from minute to minute
    name = "worker on Kafka, processor time; baseline: flow in memory, just before and after"
    yield Figure(name, count / cost.seconds, "posts/s", count / memory)
    name = "worker: changelog; baseline: the most it may write"
    yield Figure(name, cost.changelog.bytes / count, "bytes/post", _CHANGELOG_BYTES)
    name = "worker: records of `tagged`; baseline: the most it may write"
    yield Figure(name, cost.tagged.records / count, "records/post", _TAGGED_RECORDS)


async def _measure(folder: Path) -> Cost:
    """All posts are fed first; then one worker in a process of its own works them off."""
    async with benchmark_broker(folder) as settings:
        await feed(
            settings, [Line("bench", n, record.value or b"") for n, record in enumerate(material.records(), 1)]
        )
        taken = await _work_off(settings)
        return Cost(taken, await _written(settings, topics.STATE), await _written(settings, topics.TAGGED))


async def _work_off(settings: Settings) -> float:
    """Seconds of a processor that a worker takes from when it is ready until nothing is left."""
    command = [sys.executable, "-m", "tests.benchmarks.worker", msgspec.json.encode(settings, enc_hook=str).decode()]
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=DEVNULL)
    assert process.stdout is not None
    ready = float(await process.stdout.readline())
    async with measure_lag(settings) as behind:
        await behind.wait_for_at_most(0)
    process.send_signal(signal.SIGTERM)
    worked_off = float(await process.stdout.readline())
    await process.wait()
    return worked_off - ready


async def _written(settings: Settings, name: str) -> Written:
    consumer = AIOKafkaConsumer(**connection(settings), auto_offset_reset="earliest")
    async with consumer:
        partitions = [TopicPartition(settings.topic(name), each) for each in range(settings.partitions)]
        consumer.assign(partitions)
        ends, count, size = await consumer.end_offsets(partitions), 0, 0
        while any([await consumer.position(each) < ends[each] for each in partitions]):
            for records in (await consumer.getmany(timeout_ms=1_000)).values():
                count += len(records)
                size += sum(len(each.key or b"") + len(each.value or b"") for each in records)
    return Written(count, size)


def say_processor_time() -> None:
    """Prints the seconds of a processor that this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime, flush=True)  # noqa: T201 - the process that measures reads it


if __name__ == "__main__":
    given = msgspec.json.decode(sys.argv[1], type=Settings, dec_hook=lambda kind, value: kind(value))
    with tune_gc():  # as `listener worker` does, and the flow beside it
        asyncio.run(run_worker(given, [material.theirs()], on_ready=lambda _: say_processor_time()))
    say_processor_time()
