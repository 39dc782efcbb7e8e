"""One run, all its parts: the board shows what is decided and takes what people say, alerts go out."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from listener.board.records.on_log import RecordsOnLog
from listener.kafka import topics
from listener.local.deciding import AUTHOR_KEY
from listener.local.gathering import LogBuffer, find_source
from listener.local.local_run import LocalRun, hold_log, open_disk_log
from listener.local.running_parts import RunningParts
from listener.local.said import append_label, append_reports, read_labels_of_log, read_texts_of_log
from listener.log.base import POSITIONS, LogBatch
from listener.log.log_file import LogFile
from listener.settings import Settings
from listener.sources import SourceRecord
from models.alerts import Route
from models.author_keys import PUBLIC_AUTHOR_KEY
from models.commands import ChapterRelease
from models.errors import InputError
from models.labels import PostLabel
from models.outcomes import OutcomeReport
from models.posts import DAY_MS, instant
from models.tags import Stage
from pipelines.tags import Tagger
from tests.alerting import route
from tests.making import MONDAY, campaign, stream

POSTS = stream(authors=150, days=14)


def values(path: Path, topic: str) -> list[bytes]:
    with closing(LogFile(path, make=False)) as file:
        return [each.value or b"" for batch in file.read([topic]) for each in batch.records]


def local_run(folder: Path, *routes: Route, exits: bool = True) -> LocalRun:
    posts = folder / "posts.ndjson"
    posts.write_bytes(b"\n".join(POSTS) + b"\n")
    campaigns = [campaign(alerts=routes)]
    return LocalRun(
        settings=Settings(data_dir=folder),
        campaigns=campaigns,
        sources=[find_source(f"ndjson={posts}")],
        make_tagger=Tagger,
        author_key=PUBLIC_AUTHOR_KEY,
        log=folder / "log",
        host="127.0.0.1",
        port=0,
        exits=exits,
    )


async def test_a_run_decides_alerts_and_shows_it_and_takes_what_people_say(tmp_path: Path) -> None:
    alerts = tmp_path / "alerts.ndjson"
    local = local_run(tmp_path, route(sink="file", to=(str(alerts),)), exits=False)
    ready = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(local.run(lambda url, parts: ready.set_result((url, parts))))
    url, parts = await asyncio.wait_for(ready, 60)
    await asyncio.wait_for(parts.ended.wait(), 60)
    await _say_all(local, url, parts)
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.wait_for(running, 60)
    told = [line for line in alerts.read_text().splitlines() if '"relief"' in line]
    assert told, "signals went to the route"
    assert len(values(local.log, topics.SIGNALS)) >= 2


async def _say_all(local: LocalRun, url: str, parts: RunningParts) -> None:
    """What the board, `listener label` and `listener outcome` write while it runs, and that the run took it."""
    async with open_disk_log(local.log) as log:
        release = ChapterRelease("relief", "locals", "stand-with", instant(MONDAY + 20 * DAY_MS))
        await RecordsOnLog(log).send_command(release)
    draws, labels = read_labels_of_log(local.log, "relief")
    assert draws
    assert not labels
    texts = read_texts_of_log(local.log, draws[:5], local.campaigns[0], PUBLIC_AUTHOR_KEY)
    assert any("typhoon" in drawn.words for drawn in texts.values())
    said = PostLabel("relief", "locals", draws[0].post, "anna", instant(MONDAY + 20 * DAY_MS), stage=Stage.DESIRE)
    append_label(local.log, said)
    append_reports(local.log, [OutcomeReport("1", "relief", "donations", 40, instant(MONDAY + DAY_MS))])
    await asyncio.wait_for(parts.deciding.wait_until_read(), 60)
    assert parts.deciding.counts.rejected == 0
    assert read_labels_of_log(local.log, "relief")[1] == [said]
    await asyncio.wait_for(_wait_for_words(f"{url}/audiences/relief/locals", "<strong>40</strong>"), 30)
    frames = f'listener_source_frames_total{{source="ndjson"}} {float(len(POSTS))}'
    await asyncio.wait_for(_wait_for_words(f"{url}/metrics", frames), 30)


async def _wait_for_words(url: str, words: str) -> None:
    async with aiohttp.ClientSession() as client:
        while True:
            async with client.get(url) as page:
                assert page.status == 200
                if words in await page.text():
                    return
            await asyncio.sleep(0.1)


async def test_before_anything_is_decided_the_board_says_what_was_heard(tmp_path: Path) -> None:
    local = local_run(tmp_path, exits=False)
    (tmp_path / "posts.ndjson").write_bytes(POSTS[0] + b"\n")
    ready = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(local.run(lambda url, parts: ready.set_result(url)))
    url = await asyncio.wait_for(ready, 60)
    await asyncio.wait_for(_wait_for_words(url, "Heard so far: 1 posts, likes and reposts, 1 of the story."), 30)
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.wait_for(running, 60)


async def test_programs_may_send_posts_and_outcomes_which_are_kept_before_they_are_answered(tmp_path: Path) -> None:
    local = replace(
        local_run(tmp_path, exits=False),
        sources=(),
        api="127.0.0.1:0",
        settings=Settings(data_dir=tmp_path, ingest_token="a token of the team"),
    )
    ready = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(local.run(lambda url, parts: ready.set_result(parts)))
    parts = await asyncio.wait_for(ready, 60)
    headers = {"Authorization": "Bearer a token of the team", "Content-Type": "application/x-ndjson"}
    gift = b'{"id":"1","at":"2026-11-21T06:00:00Z","campaign":"relief"}'
    async with aiohttp.ClientSession(f"http://127.0.0.1:{parts.api_port}", headers=headers) as client:
        for path, body in (("/v1/posts", POSTS[0]), ("/v1/outcomes", gift)):
            async with client.post(path, data=body) as answer:
                assert (await answer.json())["taken"] == 1
            assert len(values(local.log, topics.POSTS)) == 1
    assert len(values(local.log, topics.OUTCOMES)) == 1
    assert not parts.ended.is_set()
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.wait_for(running, 60)


async def test_a_log_of_another_author_key_is_refused(tmp_path: Path) -> None:
    with closing(LogFile(tmp_path / "log")) as file:
        file.append([SourceRecord(POSITIONS, AUTHOR_KEY, b"another")])
    with pytest.raises(InputError, match="was made with author key another"):
        await local_run(tmp_path).run(lambda url, parts: None)


async def test_a_second_run_on_one_log_is_refused(tmp_path: Path) -> None:
    with hold_log(tmp_path / "log"), pytest.raises(InputError, match="another `listener run` works on this log"):
        await local_run(tmp_path).run(lambda url, parts: None)


class Full:
    """A log that takes so many appends."""

    def __init__(self, appends: int) -> None:
        self.left, self.records = appends, list[SourceRecord]()

    async def append(self, records: Sequence[SourceRecord]) -> None:
        if not self.left:
            raise InputError("the disk is full")
        self.left -= 1
        self.records += records

    def read(self, names: Collection[str], after: str | None = None) -> AsyncIterator[LogBatch]:
        raise NotImplementedError

    async def latest(self, name: str) -> dict[bytes, bytes]:
        return {}


async def test_a_cursor_is_kept_with_what_it_covers_and_never_alone() -> None:
    log = Full(appends=1)
    buffer = LogBuffer(log)
    post = SourceRecord(topics.POSTS, b"a1", b"{}")
    await buffer.write([post])
    buffer.note_cursor("ndjson", "1")
    await buffer.flush()
    assert log.records == [post, SourceRecord(topics.CURSORS, b"ndjson", b"1")]
    await buffer.write([post])
    buffer.note_cursor("ndjson", "2")
    with pytest.raises(InputError):
        await buffer.flush()
    assert len(log.records) == 2
