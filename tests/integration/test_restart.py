"""A worker that was killed decides again within seconds, however many authors it has seen.

`LISTENER_TEST_RESTART_AUTHORS=200000` is how many; without it there is no such test: it takes many minutes.
"""

from __future__ import annotations

import asyncio
import logging
import os
import time
from contextlib import aclosing
from pathlib import Path

import pytest
from msgspec.structs import replace

from listener.kafka import topics
from listener.kafka.feed import feed
from listener.kafka.lag import measure_lag
from listener.kafka.tail import tail
from listener.settings import Settings
from tests.integration.conftest import REAL_BROKER, Broker
from tests.integration.crowd import lines
from tests.integration.test_equality import DEFAULT_PANEL
from tests.integration.working import worker
from tests.making import stream

AUTHORS = int(os.environ.get("LISTENER_TEST_RESTART_AUTHORS", "0"))
DAYS = 20
SECONDS = 20.0  # from its start to its first decision

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not AUTHORS, reason="see the top of this file")]


@REAL_BROKER
async def test_a_worker_that_was_killed_decides_again_within_seconds(broker: Broker, tmp_path: Path) -> None:
    file = tmp_path / "campaign.yaml"
    file.write_text(DEFAULT_PANEL, encoding="utf-8")
    await broker.make_topics()
    settings = replace(broker.settings, instance="one")  # it comes back as who it was
    posts = stream(authors=AUTHORS, days=DAYS, per_day=1.2 / DAYS)
    before, after = posts[: -len(posts) // DAYS], posts[-len(posts) // DAYS :]
    with worker(settings, tmp_path / "one", campaigns=[file]) as one:
        await asyncio.to_thread(one.wait_until_ready)
        await feed(settings, lines(before), end=False)
        await worked_off(settings)
        one.kill()
    deciding = asyncio.create_task(next_decision(settings))
    await feed(settings, lines(after))
    started = time.monotonic()
    with worker(settings, tmp_path / "two", campaigns=[file]):
        at = await deciding
    logging.getLogger(__name__).warning("%d authors: first decision after %.1f s", AUTHORS, at - started)
    assert at - started < SECONDS


async def worked_off(settings: Settings) -> None:
    async with measure_lag(settings) as behind, asyncio.timeout(60 + AUTHORS / 100):
        await behind.wait_for_at_most(0)


async def next_decision(settings: Settings) -> float:
    """When the next decision comes, by a clock that only moves forward."""
    async with aclosing(tail(settings, topics.DECISIONS)) as decisions:
        await anext(decisions)
    return time.monotonic()
