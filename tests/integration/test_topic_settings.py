"""Topics that we make are kept as we say, on a real broker; one that is kept otherwise is told."""

from __future__ import annotations

import asyncio
import logging

import pytest
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from msgspec.structs import replace

from listener.kafka import topics
from listener.kafka.clients import admin
from listener.kafka.topic_settings import config_differences, read_configs, warn_of_differences
from tests.integration.conftest import REAL_BROKER, Broker


@REAL_BROKER
async def test_what_a_broker_keeps_otherwise_is_told(broker: Broker, caplog: pytest.LogCaptureFixture) -> None:
    await broker.make_topics()
    wanted = topics.wanted_configs(broker.settings)
    found = await read_configs(broker.settings, list(wanted))
    assert [config_differences(found[name], config) for name, config in wanted.items()] == [[]] * len(wanted)
    posts = broker.settings.topic(topics.POSTS)
    async with admin(broker.settings) as client:
        await client.alter_configs([ConfigResource(ConfigResourceType.TOPIC, posts, {"retention.ms": "-1"})])
    told = f"Kafka topic {posts}: retention.ms is -1, expected 604800000"
    with caplog.at_level(logging.WARNING):
        async with asyncio.timeout(20):
            while told not in caplog.text:  # a change takes a moment to be told
                await asyncio.sleep(0.1)
                await warn_of_differences(broker.settings, {posts: wanted[posts]})
    shorter = topics.wanted_configs(replace(broker.settings, retention_hours=24.0))
    assert config_differences(found[posts], shorter[posts])[0] == "retention.ms is 604800000, expected 86400000"
