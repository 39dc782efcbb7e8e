"""A worker on each broker: bad posts go aside, its own corruption stops it, its halves work apart, its pages tell."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path
from secrets import token_urlsafe

import aiohttp
import msgspec
import pytest

from listener.composition import run_worker
from listener.files.lines import Line
from listener.kafka import clients, topics, wire
from listener.kafka.feed import feed
from listener.kafka.lag import measure_lag
from listener.kafka.tail import TailedRecord, tail
from listener.metrics import Metrics
from listener.settings import Settings
from listener.worker.lifecycle import Ending
from listener.worker.parts import Part
from listener.worker.tagging import Tagging
from models.author_keys import PUBLIC_AUTHOR_KEY
from models.commands import ChapterRelease
from models.errors import InputError, SettingsError
from models.posts import DAY_MS, instant
from pipelines.tags import Tagger
from tests.integration.conftest import REAL_BROKER, Broker
from tests.integration.crowd import CAMPAIGN, lines, posts
from tests.integration.working import worker
from tests.making import MONDAY, post

pytestmark = pytest.mark.slow

POSTS = posts(authors=60, days=3)
BAD = (b"{", b'{"id": "\xff"}', b"x" * 300_000, b'{"id":"1"}')


async def drained(settings: Settings) -> None:
    async with measure_lag(settings) as behind, asyncio.timeout(60):
        await behind.wait_for_at_most(0)


async def found(settings: Settings, topic: str, count: int) -> list[TailedRecord]:
    """The first so many records of a topic."""
    records: list[TailedRecord] = []
    async with asyncio.timeout(120), aclosing(tail(settings, topic, from_start=True)) as tailed:
        async for record in tailed:
            records.append(record)
            if len(records) == count:
                break
    return records


async def send(settings: Settings, topic: str, value: bytes | None, *, key: bytes | None = None) -> None:
    async with clients.producer(settings) as producer:
        await producer.send_and_wait(settings.topic(topic), value, key=key)


async def page(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as client, client.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.text()


def bad_lines(values: Sequence[bytes]) -> list[Line]:
    return [Line("bad", number, value) for number, value in enumerate(values, start=1)]


async def test_bad_posts_go_aside_with_a_reason_the_good_ones_on_and_the_pages_tell(
    broker: Broker, tmp_path: Path
) -> None:
    await broker.make_topics()
    with worker(broker.settings, tmp_path / "one") as one:
        port = await asyncio.to_thread(one.wait_until_ready)
        await feed(broker.settings, bad_lines(BAD), end=False)
        await send(broker.settings, topics.POSTS, None, key=b"gone")
        await feed(broker.settings, lines(POSTS))
        await drained(broker.settings)
        assert await page(port, "/livez") == (200, "alive\n")
        status, parts = await page(port, "/readyz")
        _, metrics = await page(port, "/metrics")
        await asyncio.to_thread(one.stop)
    assert status == 200
    assert {"tagging", "readiness"} <= set(msgspec.json.decode(parts))
    rejected = [msgspec.json.decode(each.value) for each in await found(broker.settings, topics.REJECTED, 5)]
    reasons = {"not_json", "not_utf8", "oversized", "missing_field", "tombstone"}
    assert {each["reason"] for each in rejected} == reasons
    assert {each["origin"]["source"] for each in rejected} == {broker.settings.topic(topics.POSTS)}
    assert all(f'listener_rejections_total{{reason="{reason}"}} 1.0' in metrics for reason in reasons)
    assert 'listener_rejections_total{reason="future"} 0.0' in metrics
    assert await found(broker.settings, topics.SIGNALS, 1)


async def test_a_flood_of_bad_posts_is_counted_and_not_copied(broker: Broker) -> None:
    await broker.make_topics()
    settings, metrics = msgspec.structs.replace(broker.settings, rejected_per_minute=3), Metrics()
    tagging = Tagging(settings, [CAMPAIGN], Tagger([CAMPAIGN]), metrics, PUBLIC_AUTHOR_KEY)
    running = asyncio.create_task(tagging.run())
    await feed(settings, bad_lines([b"{"] * 500), end=False)
    while metrics.registry.get_sample_value("listener_rejections_total", {"reason": "not_json"}) != 500:  # noqa: ASYNC110
        await asyncio.sleep(0.1)
    tagging.stop()
    await running
    not_kept = metrics.registry.get_sample_value("listener_rejected_not_kept_total") or 0
    assert 494 <= not_kept <= 497  # the flood may have met the turn of a minute


async def test_the_halves_work_apart(broker: Broker, tmp_path: Path) -> None:
    await broker.make_topics()
    with (
        worker(broker.settings, tmp_path / "tagging", Part.TAGGING) as tagging,
        worker(broker.settings, tmp_path / "readiness", Part.READINESS) as readiness,
    ):
        await feed(broker.settings, lines(POSTS))
        assert await found(broker.settings, topics.SIGNALS, 1)
        for each in (tagging, readiness):
            await asyncio.to_thread(each.wait_until_ready)
            await asyncio.to_thread(each.stop)


@REAL_BROKER
async def test_our_own_corruption_stops_the_worker_and_is_not_passed_over(broker: Broker, tmp_path: Path) -> None:
    await broker.make_topics()
    await send(broker.settings, topics.TAGGED, b"{}", key=b"relief|locals")
    for life in ("first", "after a restart"):
        with worker(broker.settings, tmp_path / life, Part.READINESS) as stopped:
            assert await asyncio.to_thread(stopped.wait_until_ended) != 0
            assert "CorruptionError" in stopped.log


async def test_a_release_starts_the_next_chapter_and_a_broken_command_goes_aside(
    broker: Broker, tmp_path: Path
) -> None:
    await broker.make_topics()
    release = ChapterRelease("relief", "locals", "stand-with", instant(MONDAY + DAY_MS))
    await send(broker.settings, topics.COMMANDS, b"please", key=b"relief|locals")
    await send(broker.settings, topics.COMMANDS, wire.encode(release), key=b"relief|locals")
    with worker(broker.settings, tmp_path / "one") as one:
        await asyncio.to_thread(one.wait_until_ready)
        await feed(broker.settings, lines([post(n, f"a{n}", MONDAY + n * DAY_MS // 8) for n in range(40)]))
        decisions = [msgspec.json.decode(each.value) for each in await found(broker.settings, topics.DECISIONS, 100)]
        (rejected,) = await found(broker.settings, topics.REJECTED, 1)
        await asyncio.to_thread(one.stop)
    assert "not a command" in msgspec.json.decode(rejected.value)["detail"]
    assert {each["chapter"] for each in decisions} == {"who-it-hit", "stand-with"}


async def test_without_topics_the_worker_says_how_to_make_them(broker: Broker) -> None:
    with pytest.raises(InputError, match="listener topics --create"):
        await run_worker(broker.settings, [CAMPAIGN], ending=Ending())


async def test_without_a_broker_the_worker_says_so() -> None:
    with pytest.raises(InputError, match=r"no Kafka broker answers at 127\.0\.0\.1:1"):
        await run_worker(Settings(bootstrap="127.0.0.1:1"), [CAMPAIGN], ending=Ending())


async def test_on_a_real_broker_a_worker_without_an_author_key_says_how_to_make_one(broker: Broker) -> None:
    await broker.make_topics()
    settings = msgspec.structs.replace(broker.settings, author_key="")
    if broker.name == "embedded":
        ending = Ending()
        await run_worker(settings, [CAMPAIGN], ending=ending, on_ready=lambda _: ending.ask())
        return
    with pytest.raises(SettingsError, match="LISTENER_AUTHOR_KEY: on a real broker"):
        await run_worker(settings, [CAMPAIGN], ending=Ending())


@REAL_BROKER
async def test_a_worker_with_another_author_key_stops_at_the_state_of_the_old_one(
    broker: Broker, tmp_path: Path
) -> None:
    await broker.make_topics()
    with worker(broker.settings, tmp_path / "old") as old:
        old.wait_until_ready()
        await feed(broker.settings, lines(POSTS), end=False)
        await drained(broker.settings)
        await found(broker.settings, topics.STATE, 1)
        old.stop()
    other = msgspec.structs.replace(broker.settings, author_key=token_urlsafe(32))
    with worker(other, tmp_path / "new") as new:
        await feed(other, lines(POSTS), end=False)
        assert await asyncio.to_thread(new.wait_until_ended) != 0
        assert "was made with author key" in new.log
