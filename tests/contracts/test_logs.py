"""What every log keeps to: one on disk, and the topics of a deployment on Kafka."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from listener.kafka import topics
from listener.kafka.embedded import EmbeddedBroker
from listener.kafka.wire import MARK_HEADERS
from listener.log.base import Log, LogRecord, Position
from listener.log.disk_log import DiskLog
from listener.log.log_file import LogFile
from listener.log.topics_log import open_topics_log
from listener.settings import Settings
from listener.sources import SourceRecord

KEYS = [b"a1", b"a2", b"a3"]
POSTS = [SourceRecord(topics.POSTS, KEYS[number % 3], b"post %d" % number) for number in range(60)]
MARK = SourceRecord(topics.POSTS, None, b"mark", MARK_HEADERS, to_every_partition=True)
COMMAND = SourceRecord(topics.COMMANDS, b"relief|locals", b"released")


@pytest.fixture(params=["disk", "kafka"])
async def log(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Log]:
    """Each log in turn."""
    if request.param == "disk":
        disk = DiskLog(LogFile(tmp_path / "log"))
        yield disk
        await disk.close()
        return
    with EmbeddedBroker() as broker:
        settings = Settings(bootstrap=broker.bootstrap, data_dir=tmp_path)
        await topics.create_on_embedded(settings)
        async with open_topics_log(settings) as found:
            yield found


async def read_after(log: Log, *names: str, after: Position | None = None) -> tuple[list[LogRecord], Position | None]:
    """What is there after a position, and the position then."""
    records, position = list[LogRecord](), after
    async for batch in log.read(names, after):
        records += batch.records
        position = batch.position
    return records, position


def values(records: Sequence[LogRecord], key: bytes | None) -> list[bytes | None]:
    return [each.value for each in records if each.key == key]


async def test_what_is_appended_is_read_in_the_order_of_its_key(log: Log) -> None:
    await log.append(POSTS[:25])
    await log.append(POSTS[25:])
    records, _ = await read_after(log, topics.POSTS)
    assert len(records) == len(POSTS)
    for key in KEYS:
        assert values(records, key) == [each.value for each in POSTS if each.key == key]


async def test_reading_goes_on_after_any_position_and_repeats_nothing(log: Log) -> None:
    found = list[LogRecord]()
    position: Position | None = None
    for start in range(0, len(POSTS), 20):
        await log.append(POSTS[start : start + 20])
        records, position = await read_after(log, topics.POSTS, after=position)
        assert len(records) == 20
        found += records
    assert {each.value for each in found} == {each.value for each in POSTS}
    assert (await read_after(log, topics.POSTS, after=position))[0] == []


async def test_a_topic_has_its_own_records_with_their_headers_and_when_they_came(log: Log) -> None:
    await log.append([POSTS[0], MARK, COMMAND])
    records, _ = await read_after(log, topics.POSTS)
    marks = [each for each in records if tuple(each.headers) == MARK_HEADERS]
    assert {each.value for each in marks} == {b"mark"}
    assert {each.topic for each in records} == {topics.POSTS}
    assert all(each.received > 1_600_000_000_000 for each in records)
    (command,) = (await read_after(log, topics.COMMANDS))[0]
    assert (command.key, command.value) == (COMMAND.key, COMMAND.value)


async def test_of_a_compacted_topic_the_latest_of_each_key_is_kept_until_it_is_taken_out(log: Log) -> None:
    await log.append([SourceRecord(topics.ALERTS, key, b"old") for key in KEYS])
    await log.append([SourceRecord(topics.ALERTS, b"a1", b"new"), SourceRecord(topics.ALERTS, b"a2", b"")])
    assert await log.latest(topics.ALERTS) == {b"a1": b"new", b"a3": b"old"}


async def test_of_an_empty_log_nothing_is_read(log: Log) -> None:
    assert await read_after(log, topics.POSTS, topics.COMMANDS) == ([], None)
    assert await log.latest(topics.ALERTS) == {}
