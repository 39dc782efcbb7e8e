"""A campaign file that is changed while a run works counts from then on, and a replay of the log tells the same."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from pathlib import Path

import aiohttp
import msgspec
import pytest

from listener.campaign_file.loading import load_files
from listener.kafka import topics
from listener.local.campaign_turns import CampaignTurns, read_versions
from listener.local.gathering import find_source
from listener.local.local_run import LocalRun
from listener.local.log_replay import find_lost_beginning, replay_log
from listener.local.running_parts import RunningParts
from listener.log.log_file import LogFile
from listener.settings import Settings
from models.campaigns import Campaign
from pipelines.flow import Flow, FlowResult
from pipelines.tags import Tagger
from tests.making import AUTHOR_KEY, join_results, stream

POSTS = [
    msgspec.json.encode(
        {name: value for name, value in msgspec.json.decode(post).items() if name != "tags" or at % 3}
    )
    for at, post in enumerate(stream(authors=120, days=12))
]  # every third has no tags: it is matched, and tagged, by the file that counts
PART = len(POSTS) // 3
FIRST = """\
campaign: relief
story: "Neighbours rebuild"
outcome: {name: donations, target: 100, unit: gifts}
match: {any: [typhoon]}
audiences:
  - name: locals
    chapters:
      - {name: who-it-hit, stage: interest, call_to_action: "Read their stories", ready_when: {share: 0.30}}
"""
SECOND = (
    FIRST.replace("0.30", "0.60").replace("[typhoon]", '[typhoon, "#rebuild"]')
    + """\
  - name: readers
    chapters:
      - {name: who-it-hit, stage: interest, call_to_action: "Read their stories"}
"""
)
BROKEN = SECOND.replace("0.60", "sixty")


class Desk:
    """A run of a folder's campaign file, and what it tells."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.changes = folder, list[Sequence[Campaign]]()
        self.file, self.posts, self.log = folder / "relief.yaml", folder / "posts.ndjson", folder / "log"

    def write(self, text: str) -> None:
        """Another version of the file, put in its place whole, as editors and Kubernetes do."""
        (new := self.folder / "new").write_text(text, encoding="utf-8")
        new.replace(self.file)

    def feed(self, posts: Sequence[bytes]) -> None:
        with self.posts.open("ab") as file:
            file.write(b"\n".join(posts) + b"\n")

    @property
    def version(self) -> str:
        return load_files([str(self.file)])[0].version

    async def work(self, meanwhile: Callable[[str, RunningParts], Awaitable[None]]) -> None:
        """Runs until what is done meanwhile is done."""
        campaigns = load_files([str(self.file)])
        local = LocalRun(
            settings=Settings(data_dir=self.folder),
            campaigns=campaigns,
            sources=[find_source(f"ndjson={self.posts}")],
            make_tagger=Tagger,
            author_key=AUTHOR_KEY,
            log=self.log,
            host="127.0.0.1",
            port=0,
            files=[str(self.file)],
            on_change=self.changes.append,
        )
        ready = asyncio.get_running_loop().create_future()
        running = asyncio.create_task(local.run(lambda url, parts: ready.set_result((url, parts))))
        await meanwhile(*await asyncio.wait_for(ready, 60))
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.wait_for(running, 60)

    def logged(self, topic: str) -> list[bytes]:
        with closing(LogFile(self.log, make=False)) as file:
            return [each.value or b"" for batch in file.read([topic]) for each in batch.records]

    def replayed(self) -> FlowResult:
        """The log, replayed with the file as it is now."""
        campaigns = load_files([str(self.file)])
        turns = CampaignTurns(Flow(campaigns, Tagger(campaigns), author_key=AUTHOR_KEY), campaigns, Tagger)
        return join_results(list(replay_log(turns, self.log, AUTHOR_KEY)))


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not holds():  # noqa: ASYNC110 - what it waits for has no event
            await asyncio.sleep(0.02)


async def test_a_changed_file_counts_from_then_on_and_a_replay_tells_the_same(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write(FIRST)
    desk.feed(POSTS[:PART])
    before = desk.version

    async def change(url: str, parts: RunningParts) -> None:
        await asyncio.wait_for(parts.ended.wait(), 60)
        desk.feed(POSTS[PART : 2 * PART])
        desk.write(SECOND)
        await until(lambda: len(desk.changes) == 1)
        await asyncio.wait_for(parts.ended.wait(), 60)
        async with aiohttp.ClientSession() as client, client.get(url) as page:
            assert "readers" in await page.text()

    async def go_on(_: str, parts: RunningParts) -> None:
        await asyncio.wait_for(parts.ended.wait(), 60)

    await desk.work(change)
    desk.feed(POSTS[2 * PART :])
    await desk.work(go_on)  # another process: what it recalls is by both files
    told = desk.replayed()
    assert {each.versions.spec for each in told.decisions} == {before, desk.version}
    assert "readers" in {each.audience for each in told.decisions}
    assert desk.logged(topics.DECISIONS) == [msgspec.json.encode(each) for each in told.decisions]
    assert desk.logged(topics.SIGNALS) == [msgspec.json.encode(each) for each in told.signals]
    desk.write(FIRST)  # another file than the last: it counts for all of the log
    assert {each.versions.spec for each in desk.replayed().decisions} == {before}


async def test_a_version_with_mistakes_is_refused_and_the_one_before_counts_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    desk = Desk(tmp_path)
    desk.write(FIRST)
    desk.feed(POSTS[:10])

    async def spoil(_: str, parts: RunningParts) -> None:
        desk.write(BROKEN)
        await until(lambda: "line 8" in caplog.text)
        desk.write(FIRST.replace("campaign: relief", "campaign: another"))
        await until(lambda: "keeps the names of its campaigns" in caplog.text)
        desk.file.unlink()
        await until(lambda: "cannot be read" in caplog.text)
        assert not desk.changes
        desk.write(SECOND)
        await until(lambda: len(desk.changes) == 1)

    with caplog.at_level(logging.ERROR):
        await desk.work(spoil)
    assert caplog.text.count("is not taken over, and what was read before counts on") == 3
    with closing(LogFile(desk.log, make=False)) as file:
        assert [each.campaign.version for each in read_versions(file)][-1] == desk.version


def test_versions_outlast_what_the_log_lets_go_of(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write(FIRST)
    desk.feed(POSTS[:10])

    async def end(_: str, parts: RunningParts) -> None:
        await asyncio.wait_for(parts.ended.wait(), 60)

    asyncio.run(desk.work(end))
    assert find_lost_beginning(desk.log) == ""
    with closing(LogFile(desk.log, make=False)) as file:
        last = list(file.read([topics.POSTS]))[-1]
        assert file.trim(last.records[-1].received, last.position)
        assert len(read_versions(file)) == 1
    assert "what came before is kept no more" in find_lost_beginning(desk.log)
