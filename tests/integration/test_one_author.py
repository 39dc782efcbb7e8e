"""One author, followed through everything: heard, quoted, erased while a worker is killed, and sent once more."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import msgspec
import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from listener.alerts.state_topic import decode_state
from listener.board import open_board
from listener.campaign_file.loading import load_files
from listener.kafka import clients, topics, wire
from listener.kafka.compacted import is_past, read_latest
from listener.kafka.feed import feed
from listener.kafka.lag import measure_lag
from listener.settings import Settings
from models.erasures import ErasureRequest
from models.posts import DAY_MS, HOUR_MS, instant
from models.redactions import REDACTION_TYPE
from tests.canaries import has_word
from tests.integration.conftest import REAL_BROKER, Broker
from tests.integration.crowd import lines
from tests.integration.test_equality import drained
from tests.integration.working import worker
from tests.making import AUTHOR_KEY_TEXT, MONDAY, post
from tests.unit.listener.board.browsing import Reader, caught_up, reading

WHO = "5b1f0e9a7c3d2468aabbccddeeff0011"  # her pseudonym
WORD = "zanzibar77"  # what nobody else says
SECRET, NAME = "whsec_Y2FuYXJ5IG9mIGEgc2VjcmV0", "ana.canary@example.org"  # of a route; of somebody whom a feed names
PAGES = ("/", "/audiences/relief/locals", "/audiences/relief/locals/series.json", "/signals", "/signals/rows")
TIMED = {topics.POSTS, topics.TAGGED, topics.DECISIONS, topics.SIGNALS, topics.ERASURES}  # of bounded retention
FOR_EVER = (topics.READINESS, topics.ALERTS, topics.STATE, topics.TRACKED, topics.CURSORS)
CAMPAIGN = """\
campaign: relief
story: "Neighbours rebuild"
outcome: {name: donations, target: 100, unit: gifts}
match: {any: ["#rebuild", typhoon]}
events: [{name: Telethon, start: 2025-01-08T06:00Z, end: 2025-01-08T08:00Z}]
alerts:
  - {name: hook, owner: Ana, sink: webhook, to: "https://10.1.2.3/in", secret: $ALERT_CANARY,
     decisions: [INSUFFICIENT_DATA]}
  - {name: patient, owner: Ana, sink: file, to: ALERTS, quiet_hours: {from: "00:00", to: "23:59"},
     decisions: [INSUFFICIENT_DATA]}
audiences:
  - name: locals
    chapters:
      - {name: stand-with, stage: desire, call_to_action: "Pledge a weekend", ready_when: {share: 0.30, authors: 900}}
      - {name: rebuild, stage: action, call_to_action: "Come on Saturday"}
"""

pytestmark = pytest.mark.slow


def said(days: Sequence[int]) -> list[bytes]:
    """What four people say on each of these days, she first."""
    return [
        post(
            10 * day + number,
            author,
            MONDAY + day * DAY_MS + number * HOUR_MS,
            tags=None,
            text=f"I donated to the typhoon relief fund {f'near {WORD} ' if author == WHO else ''}today.",
        )
        for day in days
        for number, author in enumerate((WHO, "a1", "a2", "a3"))
    ]


@REAL_BROKER
async def test_an_author_who_is_erased_is_nowhere_but_where_time_runs_out(
    broker: Broker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALERT_CANARY", SECRET)
    await broker.make_topics()
    settings, file = msgspec.structs.replace(broker.settings, data_dir=tmp_path / "data"), tmp_path / "campaign.yaml"
    file.write_text(CAMPAIGN.replace("ALERTS", str(tmp_path / "alerts.ndjson")), encoding="utf-8")
    async with open_board(settings, load_files([str(file)]), "127.0.0.1", 0) as url, reading(url) as reader:
        with worker(settings, tmp_path / "one", campaigns=[file]) as one:
            one.wait_until_ready()
            await fed(settings, [*said(range(5)), post(99, NAME, MONDAY + 4 * DAY_MS, tags=None)])
            await caught_up(reader)
            await until(lambda: shows_everywhere(reader))
            await erase(settings)
            one.kill()
        with worker(settings, tmp_path / "two", campaigns=[file]) as two:
            two.wait_until_ready()
            await until(lambda: shows_nowhere(reader))
            await fed(settings, [*said(range(5)), *said(range(6, 8))])
            assert len(await everything(settings, topics.DECISIONS)) > 2 * 24 * 6
            assert await shows_nowhere(reader)
            two.stop()
    await search_topics(settings)
    assert [path for path in files(tmp_path) if path != file and found(path.read_bytes())] == []
    assert [path for path in files(tmp_path) if leaks(path.read_bytes())] == []


def files(folder: Path) -> list[Path]:
    """All that workers and their alerts wrote to disk: stores, logs, alerts."""
    return [each for each in folder.rglob("*") if each.is_file()]


async def fed(settings: Settings, posts: Sequence[bytes]) -> None:
    """Returns once the workers have taken all of the posts."""
    async with measure_lag(settings) as behind:
        await feed(settings, lines(posts))
        await drained(behind)


async def erase(settings: Settings) -> None:
    request = ErasureRequest(instant(MONDAY + 30 * DAY_MS), author=WHO)
    await clients.send_record(settings, topics.ERASURES, WHO.encode(), wire.encode(request))


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(60):
        while not await holds():  # noqa: ASYNC110  # the board is asked, it does not tell
            await asyncio.sleep(0.2)


async def pages(reader: Reader) -> list[str]:
    """What the board shows anybody: its pages, and each signal's page and JSON."""
    first = [(await reader.get(path)).text for path in PAGES]
    links = sorted(set(re.findall(r"/signals/[0-9a-f]{32}", "".join(first))))
    assert links or not first
    return [*first, *[(await reader.get(f"{link}{end}")).text for link in links for end in ("", ".json")]]


async def shows_everywhere(reader: Reader) -> bool:
    """Whether her words are on the audience's page, on a signal's page, and in a signal's JSON."""
    return sum(WORD in page for page in await pages(reader)) >= 3


async def shows_nowhere(reader: Reader) -> bool:
    return not any(found(page.encode()) for page in await pages(reader))


def found(value: bytes) -> bool:
    return has_word(value, WORD, WHO)


def leaks(value: bytes) -> bool:
    """Whether a secret is in it, or somebody's name."""
    return has_word(value, SECRET, NAME, AUTHOR_KEY_TEXT)


async def search_topics(settings: Settings) -> None:
    """What is kept for ever has nothing of her; topics with a retention alone do, and what is told last is the word
    that she is to be quoted no more."""
    for name in FOR_EVER:
        latest = await read_latest(settings, name)
        values = [each for pair in latest.items() for each in pair]
        if name == topics.ALERTS:
            assert latest
            values = [msgspec.json.encode(decode_state(each)) for each in latest.values()]
        assert not any(map(found, values)), name
    holding = {
        name for name in topics.NAMES if name not in FOR_EVER and any(map(found, await everything(settings, name)))
    }
    assert holding <= TIMED
    told = {name: await everything(settings, name) for name in topics.NAMES if name != topics.POSTS}
    assert [name for name, values in told.items() if any(map(leaks, values))] == []
    assert any(b"named_author" in each for each in told[topics.REJECTED])
    assert any(b"undeliverable" in each for each in told[topics.REJECTED]), "the route with the secret was tried"
    assert topics.DECISIONS in holding, "she was quoted: this test can fail"
    redactions = {each for each in await everything(settings, topics.SIGNALS) if REDACTION_TYPE.encode() in each}
    assert len(redactions) == 1
    assert not any(map(found, redactions))


async def everything(settings: Settings, topic: str) -> list[bytes]:
    """The keys and values of all records that a topic has now."""
    (count,) = [each.partitions(settings) for each in topics.TOPICS if each.name == topic]
    async with AIOKafkaConsumer(**clients.connection(settings), auto_offset_reset="earliest") as consumer:
        values = list[bytes]()
        consumer.assign([TopicPartition(settings.topic(topic), number) for number in range(count)])
        ends = await consumer.end_offsets(consumer.assignment())
        while not await is_past(consumer, ends):
            for records in (await consumer.getmany(timeout_ms=100)).values():
                values += [part for each in records for part in (each.key, each.value) if part]
    return values
