"""Each odd record on each topic of a broker: worker, board and alerter live, and work afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from listener.board import open_board
from listener.kafka import clients, topics, wire
from listener.kafka.feed import feed
from listener.settings import Settings
from models.erasures import ErasureRequest
from models.posts import instant
from tests.alerting import signal_of
from tests.integration.conftest import REAL_BROKER, Broker
from tests.integration.crowd import lines, posts
from tests.integration.test_alerts import alerting, alerts, to_file, until
from tests.integration.test_worker import drained, found
from tests.integration.working import worker
from tests.making import MONDAY, campaign
from tests.records import NAMED
from tests.unit.listener.board.browsing import caught_up, reading

pytestmark = pytest.mark.slow

OURS, NOBODY = b"relief|locals", b"relief|nobody"
WRITTEN_BY_OTHERS = (
    topics.POSTS, topics.COMMANDS, topics.ERASURES, topics.OUTCOMES, topics.SIGNALS, topics.DECISIONS,
    topics.READINESS,
)  # fmt: skip
KEPT_BY_US = (topics.TAGGED, topics.ALERTS, topics.TRACKED, topics.CURSORS)
HEADERS: tuple[list[tuple[str, bytes | None]], ...] = (
    [],
    list(wire.MARK_HEADERS),
    [("type", b"mark"), ("received", None), ("received", "\u00b2".encode())],
    [("type", None), ("received", b"9" * 5_000), ("", b"\xff")],
)


def odd_records() -> Iterator[tuple[str, bytes | None, bytes | None]]:
    """Topic, key and value: under the keys of our audiences, but on topics whose records are ours alone."""
    for value in (*NAMED.values(), None):
        yield from ((topic, key, value) for topic in WRITTEN_BY_OTHERS for key in (OURS, None))
        yield from ((topic, key, value) for topic in KEPT_BY_US for key in (NOBODY, b"\xff"))
    yield topics.TAGGED, OURS, NAMED["a kind that nobody knows"]


async def write_odd_records(settings: Settings) -> None:
    async with clients.producer(settings) as producer:
        sent = [
            await producer.send(settings.topic(topic), value, key=key, headers=headers)
            for topic, key, value in odd_records()
            for headers in (HEADERS if topic == topics.POSTS else HEADERS[:1])
            if (value is not None and (key or topic != topics.READINESS)) or (key and topic not in KEPT_BY_US[1:])
        ]
        await asyncio.gather(*sent)


async def test_worker_board_and_alerter_live_and_work_after_every_odd_record(broker: Broker, tmp_path: Path) -> None:
    await broker.make_topics()
    settings, told = broker.settings, tmp_path / "alerts.ndjson"
    await write_odd_records(settings)
    with worker(settings, tmp_path / "one") as one:
        await asyncio.to_thread(one.wait_until_ready)
        await write_odd_records(settings)
        await feed(settings, lines(posts(authors=60, days=3)))
        await drained(settings)
        assert await found(settings, topics.SIGNALS, 2 * 2 * len(NAMED) + 1)
        async with alerting(broker, campaign(alerts=(to_file(told),))):
            async with clients.producer(settings) as producer:
                await producer.send_and_wait(
                    settings.topic(topics.SIGNALS), wire.encode(signal_of(hour=500)), key=OURS
                )
            await until(lambda: bool(alerts(told)))
        async with open_board(settings, [campaign()], "127.0.0.1", 0) as url, reading(url) as reader:
            await caught_up(reader)
            assert (await reader.get("/")).status == 200
        await asyncio.to_thread(one.stop)
    rejected = [msgspec.json.decode(each.value) for each in await found(settings, topics.REJECTED, 100)]
    assert {"unknown_kind", "bad_field"} <= {each["reason"] for each in rejected}


@REAL_BROKER
async def test_a_restart_reads_past_what_another_release_wrote(broker: Broker, tmp_path: Path) -> None:
    await broker.make_topics()
    request = wire.encode(ErasureRequest(instant(MONDAY), author="a3f9"))
    async with clients.producer(broker.settings) as producer:
        for value in (NAMED["a kind that nobody knows"], request):
            await producer.send_and_wait(broker.settings.topic(topics.TAGGED), value, key=OURS)
    for life in ("first", "after a restart"):
        with worker(broker.settings, tmp_path / life) as alive:
            await asyncio.to_thread(alive.wait_until_ready)
            await drained(broker.settings)
            await asyncio.to_thread(alive.stop)
