"""A worker that was paused for longer than its session writes nothing over what its successor wrote."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition
from msgspec.structs import replace

from listener.kafka import topics
from listener.kafka.clients import connection
from listener.kafka.feed import at_rate, feed
from listener.kafka.lag import measure_lag
from listener.settings import Settings
from listener.worker.parts import Part
from tests.integration.conftest import REAL_BROKER, Broker
from tests.integration.crowd import CAMPAIGN, lines, posts
from tests.integration.test_equality import drained, encoded, told
from tests.integration.working import worker
from tests.making import AUTHOR_KEY, run

POSTS = posts(authors=300, days=20)
RATE = 2_000  # a second: much is on its way when the worker is paused
LONG = 3_600.0  # seconds: no partition is reported idle meanwhile, which would be written, too
AFTER_SECONDS = 8.0  # that the paused worker has to write, once it goes on: longer than it took to be sent away

pytestmark = pytest.mark.slow


@REAL_BROKER
async def test_a_worker_that_wakes_up_writes_no_state_that_is_anothers(broker: Broker, tmp_path: Path) -> None:
    """It keeps states alone, so that all that is tagged is the other's, and nothing is tagged again."""
    await broker.make_topics()
    settings = replace(broker.settings, idle_seconds=LONG)
    with worker(settings, tmp_path / "next") as after, worker(settings, tmp_path / "one", Part.READINESS) as paused:
        after.wait_until_ready()
        paused.wait_until_ready()
        async with measure_lag(settings) as behind:
            feeding = asyncio.create_task(feed(settings, lines(POSTS), pace=at_rate(RATE)))
            await asyncio.sleep(len(POSTS) / RATE / 2)
            paused.pause()
            await feeding
            await drained(behind)
        written = await end_of_changelog(settings)
        paused.resume()
        await asyncio.sleep(AFTER_SECONDS)
        assert await end_of_changelog(settings) == written
    expected = run(POSTS, campaigns=[CAMPAIGN], author_key=AUTHOR_KEY)
    assert await told(broker.settings, topics.SIGNALS) == encoded(expected.signals)
    assert await told(broker.settings, topics.DECISIONS) == encoded(expected.decisions)


async def end_of_changelog(settings: Settings) -> dict[TopicPartition, int]:
    """How many records each partition of the state's topic has had."""
    async with AIOKafkaConsumer(**connection(settings)) as consumer:
        name = settings.topic(topics.STATE)
        return dict(await consumer.end_offsets([TopicPartition(name, each) for each in range(settings.partitions)]))
