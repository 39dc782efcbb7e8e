"""`listener ingest` on a broker: killed while it reads, it goes on after its cursor, and no post is lost."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
import pytest
from aiokafka import AIOKafkaConsumer

from listener.kafka import clients, topics, wire
from listener.kafka.compacted import read_latest
from listener.kafka.ingest import SourceOutput, read_cursor
from listener.kafka.quiet_topic import QuietTopic
from listener.settings import Settings
from listener.sources import SOURCES, People, to_record
from models.gaps import Gap, GapReason
from models.marks import Mark
from models.posts import Post, instant, millis
from pipelines.intake import InputRecord
from pipelines.posts import Admission
from pipelines.source_words import read_mark
from tests.contracts.senders.base import Fault
from tests.contracts.senders.jetstream import JetstreamServer, commit, first_wire, post_record, serve_all
from tests.integration.conftest import Broker
from tests.making import AUTHOR_KEY, AUTHOR_KEY_TEXT

FRAMES = [
    first_wire(commit(number, f"did:plc:{number}", "post", post_record(f"number {number}"))) for number in range(120)
]
SECONDS = 60


def truth() -> set[Post]:
    people = People(AUTHOR_KEY)
    return {item for each in FRAMES for item in SOURCES["bluesky"].convert(each, people) if isinstance(item, Post)}


@asynccontextmanager
async def ingesting(settings: Settings, address: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`listener ingest bluesky ADDRESS`, killed at the end."""
    variables = {
        "LISTENER_BOOTSTRAP": settings.bootstrap,
        "LISTENER_PREFIX": settings.prefix,
        "LISTENER_AUTHOR_KEY": AUTHOR_KEY_TEXT,
        "LISTENER_WEB_PORT": "0",
    }
    command = (sys.executable, "-m", "listener", "ingest", "bluesky", address, "--name", "town")
    process = await asyncio.create_subprocess_exec(*command, env={**os.environ, **variables})
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        await process.wait()


async def cursor_beyond(settings: Settings, number: int) -> None:
    """Returns once the cursor is further than the frame of that number."""
    wanted = (1_795_240_800 + number) * 1_000_000
    async with asyncio.timeout(SECONDS):
        while int((await read_cursor(settings, "town") or "0").split(" ")[0]) < wanted:  # noqa: ASYNC110  # Kafka
            await asyncio.sleep(0.1)


@pytest.mark.parametrize("broker", ["embedded"], indirect=True)
async def test_a_gap_is_on_every_partition_and_is_known_for_one(broker: Broker) -> None:
    await broker.make_topics()
    told = Gap("bluesky", instant(0), instant(1), GapReason.NO_REPLAY)
    async with clients.producer(broker.settings) as producer:
        await SourceOutput(broker.settings, producer, "town").write([to_record(told)])
    consumer = AIOKafkaConsumer(
        broker.settings.topic(topics.POSTS), **clients.connection(broker.settings), auto_offset_reset="earliest"
    )
    found = dict[int, InputRecord]()
    async with consumer, asyncio.timeout(SECONDS):
        while len(found) < len(consumer.partitions_for_topic(broker.settings.topic(topics.POSTS)) or ()):
            for partition, records in (await consumer.getmany(timeout_ms=200)).items():
                found[partition.partition] = wire.intake_record(records[0])
    assert len(found) == broker.settings.partitions
    assert all(each.is_gap and each.value == wire.encode(told) for each in found.values())


@pytest.mark.parametrize("broker", ["embedded"], indirect=True)
async def test_killed_while_it_reads_it_goes_on_and_loses_nothing(broker: Broker) -> None:
    await broker.make_topics()
    server = JetstreamServer(FRAMES, [Fault.SLOW])
    async with serve_all([server]) as (address,):
        async with ingesting(broker.settings, address):
            await cursor_beyond(broker.settings, 20)
        written = len(await read_latest(broker.settings, topics.POSTS))
        assert written < len(FRAMES)
        async with ingesting(broker.settings, address):
            await cursor_beyond(broker.settings, len(FRAMES) - 1)
    assert int(server.queries[1]["cursor"]) > int(server.queries[0].get("cursor", "0"))
    found = await read_latest(broker.settings, topics.POSTS)
    decode = SOURCES["ndjson"].convert
    posts = {item for value in found.values() for item in decode(value, People(AUTHOR_KEY))}
    assert posts == truth()


@pytest.mark.parametrize("broker", ["embedded"], indirect=True)
async def test_a_source_that_is_quiet_moves_time_where_nobody_speaks_and_one_that_is_gone_does_not(
    broker: Broker,
) -> None:
    await broker.make_topics()
    settings, heard = msgspec.structs.replace(broker.settings, idle_seconds=0.1), [0]
    posts = settings.topic(topics.POSTS)
    async with clients.producer(settings) as producer, asyncio.timeout(SECONDS):
        quiet = QuietTopic(settings, SourceOutput(settings, producer, "town"), "town", lambda: heard[-1])
        looking = asyncio.create_task(quiet.run())
        consumer = AIOKafkaConsumer(posts, **clients.connection(settings), auto_offset_reset="earliest")
        async with consumer:
            assert not await consumer.getmany(timeout_ms=1_000)
            before = round(time.time() * 1000)
            marked = dict[int, InputRecord]()
            while len(marked) < settings.partitions:
                heard.append(round(time.time() * 1000))
                for partition, records in (await consumer.getmany(timeout_ms=50)).items():
                    marked[partition.partition] = wire.intake_record(records[0])
        looking.cancel()
        await asyncio.wait([looking])
    found = [read_mark(each.value, each.received, None, Admission()) for each in marked.values()]
    assert all(isinstance(each, Mark) and before - 5_000 < millis(each.at) < heard[-1] for each in found)
