"""A log that is moved to Kafka: its worker decides what the run has decided, under the same ids."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import msgspec
import pytest

from listener.composition import run_worker
from listener.kafka import topics, wire
from listener.kafka.lag import measure_lag
from listener.local.campaign_turns import CampaignTurns
from listener.local.log_replay import replay_log
from listener.local.moving import MOVED, move_records
from listener.log.log_file import LogFile
from listener.log.topics_log import open_topics_log
from listener.settings import Settings
from listener.sources import SourceRecord
from listener.sources.runner import to_record
from listener.worker.lifecycle import Ending
from models.commands import ChapterRelease
from models.marks import Mark
from models.posts import DAY_MS, instant
from pipelines.flow import Flow
from pipelines.tags import Tagger
from tests.integration.conftest import Broker
from tests.integration.test_equality import encoded, told
from tests.making import AUTHOR_KEY, MONDAY, campaign, join_results, stream

CAMPAIGN = campaign(release_on_advance=False)
POSTS = stream(authors=150, days=14)
RELEASED = ChapterRelease("relief", "locals", "stand-with", instant(MONDAY + 12 * DAY_MS))
END = Mark("run", instant(MONDAY + 14 * DAY_MS), final=True)


@pytest.mark.parametrize("broker", ["embedded"], indirect=True)
async def test_a_log_that_is_moved_to_kafka_is_decided_as_it_was(broker: Broker, tmp_path: Path) -> None:
    write_log(tmp_path / "log")
    flow = Flow([CAMPAIGN], Tagger([CAMPAIGN]), author_key=AUTHOR_KEY)
    turns = CampaignTurns(flow, [CAMPAIGN], Tagger)
    replayed = join_results(list(replay_log(turns, tmp_path / "log", AUTHOR_KEY)))
    assert {each.chapter for each in replayed.decisions} == {"who-it-hit", "stand-with"}
    await broker.make_topics()
    async with working(broker.settings), measure_lag(broker.settings) as behind:
        async with open_topics_log(broker.settings) as moved_to:
            with closing(LogFile(tmp_path / "log", make=False)) as file:
                assert await move_records(file.read(MOVED), moved_to) == len(POSTS) + 2
        await asyncio.wait_for(behind.wait_for_at_most(0), 90)
    assert await told(broker.settings, topics.SIGNALS) == encoded(replayed.signals)
    assert await told(broker.settings, topics.DECISIONS) == encoded(replayed.decisions)


@asynccontextmanager
async def working(settings: Settings) -> AsyncIterator[None]:
    """A worker in this process."""
    ending, ready = Ending(), asyncio.Event()
    worker = asyncio.create_task(run_worker(settings, [CAMPAIGN], ending=ending, on_ready=lambda _: ready.set()))
    worker.add_done_callback(lambda _: ready.set())
    try:
        await ready.wait()
        yield
    finally:
        ending.ask()
        await worker


def write_log(path: Path) -> None:
    """A log as a run leaves it: a release, posts in batches, the end."""
    with closing(LogFile(path)) as file:
        file.append([SourceRecord(topics.COMMANDS, b"relief|locals", wire.encode(RELEASED))])
        for start in range(0, len(POSTS), 100):
            file.append([SourceRecord(topics.POSTS, _author(each), each) for each in POSTS[start : start + 100]])
        file.append([to_record(END)])


def _author(post: bytes) -> bytes:
    return str(msgspec.json.decode(post)["author"]).encode()
