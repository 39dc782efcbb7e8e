"""A worker that was paused for longer than its session writes nothing over what its successor wrote.

It is paused at the worst of moments: what it sends is held on its way to the broker, at each request of a transaction
in turn, and arrives when another worker has long taken over. `LISTENER_TEST_ZOMBIES=10` tries so many seeds, instead
of one.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from listener.kafka import topics
from listener.kafka.clients import connection
from listener.kafka.feed import at_rate, feed
from listener.kafka.lag import measure_lag
from listener.settings import Settings
from listener.worker.parts import Part
from pipelines.flow import FlowResult
from tests.chaos.proxy import ADD_OFFSETS, ADD_PARTITIONS, COMMIT_OFFSETS, END_TRANSACTION, PRODUCE, Proxy
from tests.integration.crowd import CAMPAIGN, lines, posts
from tests.integration.kafka import KafkaServer, kafka_needed
from tests.integration.test_equality import drained, encoded, told
from tests.integration.working import worker
from tests.making import AUTHOR_KEY, AUTHOR_KEY_TEXT, run

POSTS = posts(authors=300, days=20)
RATE = 2_000  # a second: much is on its way when the worker is paused
LONG = 3_600.0  # seconds: no partition is reported idle meanwhile, which would be written, too
AFTER_SECONDS = 8.0  # that the paused worker has to write, once it goes on: longer than it took to be sent away
WRITTEN = (topics.STATE, topics.DECISIONS, topics.SIGNALS, topics.READINESS, topics.LABELS)
MOMENTS = (PRODUCE, END_TRANSACTION, COMMIT_OFFSETS, ADD_PARTITIONS, ADD_OFFSETS)
SEEDS = range(int(os.environ.get("LISTENER_TEST_ZOMBIES", "1")))

pytestmark = [pytest.mark.slow, pytest.mark.kafka]


@pytest.fixture(scope="module")
def expected() -> FlowResult:
    return run(POSTS, campaigns=[CAMPAIGN], author_key=AUTHOR_KEY)


@pytest.fixture
async def proxy() -> AsyncIterator[Proxy]:
    async with Proxy() as proxy:
        yield proxy


@pytest.fixture
async def server(proxy: Proxy, tmp_path: Path) -> AsyncIterator[KafkaServer]:
    """A broker of the test's own, behind a proxy."""
    with kafka_needed():
        server = KafkaServer(tmp_path, proxied=proxy.port)
        await asyncio.to_thread(server.start)
    try:
        proxy.target = server.behind_proxy
        yield server
    finally:
        await asyncio.to_thread(server.stop)


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_worker_that_wakes_up_writes_nothing_that_is_anothers(
    server: KafkaServer, proxy: Proxy, expected: FlowResult, seed: int, tmp_path: Path
) -> None:
    """It keeps states alone, so that all that is tagged is the other's, and nothing is tagged again."""
    settings = settings_at(server.address, tmp_path)
    await topics.create_topics(settings)
    with (
        worker(settings, tmp_path / "next") as after,
        worker(settings_at(f"127.0.0.1:{proxy.port}", tmp_path), tmp_path / "one", Part.READINESS) as paused,
    ):
        await asyncio.to_thread(after.wait_until_ready)
        await asyncio.to_thread(paused.wait_until_ready)
        async with measure_lag(settings) as behind:
            feeding = asyncio.create_task(feed(settings, lines(POSTS), pace=at_rate(RATE)))
            await asyncio.sleep(Random(seed).uniform(0.3, 0.8) * len(POSTS) / RATE)
            await asyncio.wait_for(proxy.hold(MOMENTS[seed % len(MOMENTS)]), 10)
            paused.pause()
            await feeding
            await drained(behind)
        written = await ends(settings)
        proxy.release()
        paused.resume()
        await asyncio.sleep(AFTER_SECONDS)
        assert await ends(settings) == written
    assert await told(settings, topics.SIGNALS) == encoded(expected.signals)
    assert await told(settings, topics.DECISIONS) == encoded(expected.decisions)


def settings_at(address: str, folder: Path) -> Settings:
    return Settings(
        bootstrap=address,
        prefix="t.",
        web_port=0,
        session_timeout=6.0,
        idle_seconds=LONG,
        data_dir=folder,
        author_key=AUTHOR_KEY_TEXT,
    )


async def ends(settings: Settings) -> dict[TopicPartition, int]:
    """How many records each partition of what a worker writes has had, whether committed or not."""
    async with AIOKafkaConsumer(**connection(settings)) as consumer:
        names = [settings.topic(each) for each in WRITTEN]
        places = [TopicPartition(name, each) for name in names for each in range(settings.partitions)]
        return dict(await consumer.end_offsets(places))
