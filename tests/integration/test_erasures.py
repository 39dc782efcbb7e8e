"""What a source asks us to forget reaches every audience; what is no request is rejected and told."""

import asyncio

import msgspec
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from listener.kafka import clients, topics, wire
from listener.kafka.clients import connection
from listener.metrics import Metrics
from listener.settings import Settings
from listener.worker.erasures import Erasing
from models.campaigns import Audience
from models.erasures import ErasureRequest
from models.posts import instant
from tests.integration.conftest import Broker
from tests.making import MONDAY, campaign

REQUESTS = 300
REQUEST = ErasureRequest(instant(MONDAY), author="a3f9")


async def heard(settings: Settings, topic: str, count: int) -> list[tuple[bytes | None, bytes]]:
    """So many records of a topic, from its beginning."""
    consumer = AIOKafkaConsumer(settings.topic(topic), **connection(settings), auto_offset_reset="earliest")
    await consumer.start()
    try:
        async with asyncio.timeout(30):
            records = [await consumer.getone() for _ in range(count)]
    finally:
        await consumer.stop()
    return sorted((record.key, record.value) for record in records)


async def test_a_request_reaches_every_audience_and_a_broken_one_is_rejected(broker: Broker) -> None:
    await broker.make_topics()
    chapters = campaign().audiences[0].chapters
    two = campaign(audiences=(Audience("here", chapters), Audience("there", chapters)))
    erasing = Erasing(broker.settings, [two], metrics := Metrics())
    running = asyncio.create_task(erasing.run())
    async with clients.producer(broker.settings) as producer:
        for value in (b"{", wire.encode(REQUEST)):
            await producer.send_and_wait(broker.settings.topic(topics.ERASURES), value, key=b"a3f9")
    passed = await heard(broker.settings, topics.TAGGED, 2)
    rejected = await heard(broker.settings, topics.REJECTED, 1)
    erasing.stop()
    await running
    assert passed == [(b"relief|here", wire.encode(REQUEST)), (b"relief|there", wire.encode(REQUEST))]
    assert b'"reason":"bad_field"' in rejected[0][1]
    assert metrics.registry.get_sample_value("listener_rejections_total", {"reason": "bad_field"}) == 1


@pytest.mark.parametrize("broker", [pytest.param("kafka", marks=pytest.mark.kafka)], indirect=True)
async def test_every_request_reaches_every_audience_while_workers_come_and_go(broker: Broker) -> None:
    await broker.make_topics()
    first, second = (Erasing(broker.settings, [campaign()], Metrics()) for _ in range(2))
    running = asyncio.create_task(first.run())
    await ready(first)
    async with clients.producer(broker.settings) as producer:
        sending = asyncio.create_task(ask(producer, broker.settings))
        joining = asyncio.create_task(second.run())
        await ready(second)
        first.stop()
        await running
        await sending
    await ready(second)
    async with asyncio.timeout(60):
        while len(authors(await heard_so_far(broker.settings))) < REQUESTS:  # noqa: ASYNC110
            await asyncio.sleep(0.5)
    assert not joining.done()
    second.stop()
    await joining


async def ready(erasing: Erasing) -> None:
    async with asyncio.timeout(60):
        while not erasing.is_ready:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def ask(producer: AIOKafkaProducer, settings: Settings) -> None:
    """Requests, one after the other, for the seconds that two rebalances take."""
    for number in range(REQUESTS):
        request = ErasureRequest(instant(MONDAY), author=f"a{number}")
        await producer.send_and_wait(settings.topic(topics.ERASURES), wire.encode(request), key=b"%d" % number)
        await asyncio.sleep(0.02)


async def heard_so_far(settings: Settings) -> list[bytes]:
    consumer = AIOKafkaConsumer(settings.topic(topics.TAGGED), **connection(settings), auto_offset_reset="earliest")
    values: list[bytes] = []
    async with consumer:
        while batch := await consumer.getmany(timeout_ms=1500):
            values += [each.value for records in batch.values() for each in records]
    return values


def authors(values: list[bytes]) -> set[str]:
    return {str(msgspec.json.decode(each)["author"]) for each in values}
