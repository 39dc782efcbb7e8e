"""A consumer leaves nothing open, at whatever moment it is stopped."""

import asyncio

from listener.kafka.clients import ClosingConsumer, reading
from tests.integration.conftest import Broker


async def test_a_consumer_closes_its_connections_though_a_fetch_has_not_begun(broker: Broker) -> None:
    consumer = ClosingConsumer(**reading(broker.settings))
    await consumer.start()
    fetcher, client = consumer._fetcher, consumer._client  # noqa: SLF001  # aiokafka's, as no option makes it so late
    assert await client.ready(client.get_random_node())
    fetcher._pending_tasks.add(asyncio.create_task(asyncio.sleep(0)))  # noqa: SLF001
    await consumer.stop()
    assert not any(each.connected() for each in client._conns.values())  # noqa: SLF001
