"""A broker that is away is waited for, with `/readyz` honest meanwhile; a topic that is gone is said in one line.

`LISTENER_TEST_OUTAGE_SECONDS=600` makes the broker's absence ten minutes.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import aclosing
from functools import cache
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest
from aiokafka import AIOKafkaConsumer

from listener.board import open_board
from listener.kafka import clients, topics
from listener.kafka.clients import connection
from listener.kafka.feed import FeedProgress, feed
from listener.kafka.lag import measure_lag
from listener.kafka.tail import tail
from listener.settings import Settings
from models.decisions import DecisionKind
from models.errors import InputError
from models.signals import Signal
from tests.integration.conftest import Broker
from tests.integration.crowd import CAMPAIGN, lines, posts
from tests.integration.kafka import KafkaServer, kafka_needed
from tests.integration.test_alerts import alerting, alerts, to_file, until
from tests.integration.test_worker import page
from tests.integration.working import worker
from tests.making import AUTHOR_KEY, AUTHOR_KEY_TEXT, run
from tests.unit.listener.board.browsing import Reader, reading

pytestmark = [pytest.mark.slow, pytest.mark.kafka]

LONG = os.environ.get("LISTENER_TEST_OUTAGE_SECONDS")
KILLED_SECONDS, FROZEN_SECONDS = 50.0, 15.0  # aiokafka gives up after 40 s; the group's session ends after 6
POSTS = posts(authors=300, days=20)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[KafkaServer]:
    """A broker of the test's own."""
    if os.environ.get("LISTENER_TEST_BOOTSTRAP"):
        pytest.skip("the broker of LISTENER_TEST_BOOTSTRAP is not ours to stop")
    (tmp_path / "kafka").mkdir()
    with kafka_needed():
        own = KafkaServer(tmp_path / "kafka")
        own.start()
    try:
        yield own
    finally:
        own.thaw()
        own.stop()


def settings_at(address: str, folder: Path) -> Settings:
    return Settings(
        bootstrap=address,
        prefix="t.",
        web_port=0,
        session_timeout=6.0,
        data_dir=folder,
        author_key=AUTHOR_KEY_TEXT,
    )


async def becomes(status: int, port: int, seconds: float = 90) -> dict[str, object]:
    """What /readyz says once it has this status."""
    async with asyncio.timeout(seconds):
        while (answer := await page(port, "/readyz"))[0] != status:  # noqa: ASYNC110
            await asyncio.sleep(0.2)
    parts: dict[str, object] = msgspec.json.decode(answer[1])
    return parts


async def told(settings: Settings) -> list[str]:
    """The ids of all signals, repeats left out."""
    async with measure_lag(settings) as behind, asyncio.timeout(120):
        await behind.wait_for_at_most(0)
    records = await everything(settings, topics.SIGNALS)
    return sorted({msgspec.json.decode(each, type=Signal).id for each in records})


async def everything(settings: Settings, topic: str) -> list[bytes]:
    """The values of a topic, until nothing more comes."""
    consumer = AIOKafkaConsumer(settings.topic(topic), **connection(settings), auto_offset_reset="earliest")
    async with consumer:
        values: list[bytes] = []
        while batch := await consumer.getmany(timeout_ms=3000):
            values += [each.value for records in batch.values() for each in records]
        return values


async def test_a_broker_that_is_away_is_waited_for_and_nothing_is_lost(server: KafkaServer, tmp_path: Path) -> None:
    """It is frozen first, then killed: by worker, board and alerts, each of which then knows every signal."""
    settings, path = settings_at(server.address, tmp_path), tmp_path / "alerts.ndjson"
    await topics.create_topics(settings)
    told_to_file = msgspec.structs.replace(CAMPAIGN, alerts=(to_file(path, decisions=tuple(DecisionKind)),))
    absences = (
        (FROZEN_SECONDS, server.freeze, server.thaw, POSTS[: len(POSTS) // 2], False),
        (KILLED_SECONDS, server.kill, server.start, POSTS[len(POSTS) // 2 :], True),
    )
    async with (
        alerting(Broker("kafka", settings), told_to_file),
        open_board(settings, [CAMPAIGN], "127.0.0.1", 0) as url,
        reading(url) as reader,
    ):
        with worker(settings, tmp_path / "one") as one:
            port = await asyncio.to_thread(one.wait_until_ready)
            for seconds, leave, come_back, values, is_end in absences:
                feeding = asyncio.create_task(slowly(settings, values, is_end=is_end))
                await asyncio.sleep(2)
                await asyncio.to_thread(leave)
                assert (await becomes(503, port))["kafka"] is False
                await asyncio.sleep(float(LONG) if LONG else seconds)
                await asyncio.to_thread(come_back)
                assert (await becomes(200, port))["kafka"] is True
                assert (await feeding).lines == len(values)
            assert await told(settings) == replayed()
            await asyncio.to_thread(one.stop)
        await shown(reader, replayed())
        await until(lambda: {item.signal.id for each in alerts(path) for item in each.items} == {*replayed()})


async def shown(reader: Reader, ids: list[str]) -> None:
    """Returns once the board lists all of these signals."""
    async with asyncio.timeout(60):
        while not await lists(reader, ids):  # noqa: ASYNC110
            await asyncio.sleep(0.2)


async def lists(reader: Reader, ids: list[str]) -> bool:
    text = (await reader.get("/signals")).text
    return all(f"/signals/{id}" in text for id in ids)


async def slowly(settings: Settings, values: list[bytes], *, is_end: bool = True) -> FeedProgress:
    """Feeds some before the broker goes, and the rest while it is away."""

    async def pace(*_: object) -> None:
        await asyncio.sleep(1)

    return await feed(settings, lines(values), pace=pace, end=is_end)


@cache
def replayed() -> list[str]:
    return sorted({each.id for each in run(POSTS, campaigns=[CAMPAIGN], author_key=AUTHOR_KEY).signals})


async def delete(settings: Settings, topic: str) -> None:
    async with clients.admin(settings) as admin:
        await admin.delete_topics([settings.topic(topic)])


async def test_a_worker_whose_topic_is_deleted_stops_with_one_line_that_names_it(kafka: str, tmp_path: Path) -> None:
    """Three workers, each with topics of its own, of which another one is deleted."""
    async with asyncio.TaskGroup() as group:
        for topic in (topics.POSTS, topics.TAGGED, topics.SIGNALS):
            group.create_task(stops_without(kafka, tmp_path, topic))


async def stops_without(kafka: str, folder: Path, topic: str) -> None:
    settings = msgspec.structs.replace(settings_at(kafka, folder), prefix=f"t{uuid4().hex[:8]}.")
    await topics.create_topics(settings)
    with worker(settings, folder / topic) as one:
        await asyncio.to_thread(one.wait_until_ready)
        await delete(settings, topic)
        assert await asyncio.to_thread(one.wait_until_ended) == 2
        assert f"Kafka topic deleted while we used it: {settings.topic(topic)}" in one.log
        assert "Traceback" not in one.log


async def test_feeding_and_tailing_a_topic_that_is_deleted_end_with_one_line_that_names_it(
    kafka: str, tmp_path: Path
) -> None:
    settings = msgspec.structs.replace(settings_at(kafka, tmp_path), prefix=f"t{uuid4().hex[:8]}.")
    await topics.create_topics(settings)
    tailing = asyncio.create_task(everything_tailed(settings))
    feeding = asyncio.create_task(slowly(settings, POSTS * 20))
    await asyncio.sleep(5)
    await delete(settings, topics.POSTS)
    for each in (feeding, tailing):
        with pytest.raises(InputError, match=f"Kafka topic deleted.*{settings.topic(topics.POSTS)}"):
            await asyncio.wait_for(each, 40)


async def everything_tailed(settings: Settings) -> None:
    async with aclosing(tail(settings, topics.POSTS)) as tailed:
        async for _ in tailed:
            pass
