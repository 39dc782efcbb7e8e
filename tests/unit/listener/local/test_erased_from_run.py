"""One author in a `listener run`: heard, quoted, counted as a giver, rejected, erased, and then nowhere on disk."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from listener.alerts.state_topic import decode_state
from listener.campaign_file.loading import load_files
from listener.kafka import topics, wire
from listener.local import running_parts as running_parts_module
from listener.local.gathering import find_source
from listener.local.local_run import LocalRun
from listener.local.running_parts import RunningParts
from listener.local.said import append_reports
from listener.log.log_file import LogFile
from listener.settings import Settings
from listener.sources import SourceRecord
from models.erasures import ErasureRequest
from models.outcomes import OutcomeReport
from models.posts import DAY_MS, HOUR_MS, instant
from pipelines.tags import Tagger
from tests.canaries import has_word
from tests.making import AUTHOR_KEY, MONDAY, post
from tests.unit.listener.board.browsing import Reader, reading

WHO, WORD = "5b1f0e9a7c3d2468aabbccddeeff0011", "zanzibar77"
CAMPAIGN = """\
campaign: relief
story: "Neighbours rebuild"
outcome: {name: donations, target: 100, unit: gifts}
match: {any: ["#rebuild", typhoon]}
events: [{name: Telethon, start: 2025-01-08T06:00Z, end: 2025-01-08T08:00Z}]
alerts:
  - {name: patient, owner: Ana, sink: file, to: ALERTS, quiet_hours: {from: "00:00", to: "23:59"},
     decisions: [INSUFFICIENT_DATA]}
audiences:
  - name: locals
    chapters:
      - {name: stand-with, stage: desire, call_to_action: "Pledge a weekend", ready_when: {share: 0.30, authors: 900}}
      - {name: rebuild, stage: action, call_to_action: "Come on Saturday"}
"""
FAR = MONDAY + 4_000 * DAY_MS  # rejected: it lies in the future


def said(author: str, number: int, at: int) -> bytes:
    near = f"near {WORD} " if author == WHO else ""
    return post(number, author, at, tags=None, text=f"I donated to the typhoon relief fund {near}today.")


def run_of(folder: Path) -> LocalRun:
    days = [
        said(author, 10 * day + number, MONDAY + day * DAY_MS + number * HOUR_MS)
        for day in range(5)
        for number, author in enumerate((WHO, "a1", "a2", "a3"))
    ]
    (folder / "posts.ndjson").write_bytes(b"\n".join([*days, said(WHO, 99, FAR)]) + b"\n")
    (file := folder / "campaign.yaml").write_text(CAMPAIGN.replace("ALERTS", str(folder / "run/alerts.ndjson")))
    campaigns = load_files([str(file)])
    return LocalRun(
        settings=Settings(data_dir=folder),
        campaigns=campaigns,
        sources=[find_source(f"ndjson={folder / 'posts.ndjson'}")],
        make_tagger=Tagger,
        author_key=AUTHOR_KEY,
        log=folder / "run/log",
        host="127.0.0.1",
        port=0,
    )


async def pages(reader: Reader) -> str:
    """All that the board shows of the audience."""
    paths = ["/", "/audiences/relief/locals", "/audiences/relief/locals/days.csv", "/signals", "/metrics"]
    shown = "".join([(await reader.get(path)).text for path in paths])
    links = sorted(set(re.findall(r"/signals/[0-9a-f]{32}", shown)))
    return shown + "".join([(await reader.get(f"{link}.json")).text for link in links])


def rows_with(log: Path, *words: str) -> set[str]:
    """The topics of which a record, or the latest of a key, has one of these words."""
    with closing(sqlite3.connect(log)) as file:
        rows = file.execute("SELECT topic, key, value FROM records UNION ALL SELECT topic, key, value FROM latest")
        return {topic for topic, key, value in rows if has_word((key or b"") + b" " + plain(topic, value), *words)}


def plain(topic: str, value: bytes | None) -> bytes:
    """A record's value; what alerting remembers is packed."""
    return msgspec.json.encode(decode_state(value)) if topic == topics.ALERTS and value else value or b""


def on_disk(folder: Path) -> list[Path]:
    return [each for each in folder.iterdir() if has_word(each.read_bytes(), WORD)]


async def test_of_an_erased_author_a_run_leaves_no_word_on_the_disk_while_it_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running_parts_module, "_SETTLE_SECONDS", 0.2)
    monkeypatch.setattr(running_parts_module, "_LOOK_SECONDS", 0.2)
    local = replace(run_of(tmp_path), exits=False)
    ready: asyncio.Future[tuple[str, RunningParts]] = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(local.run(lambda url, parts: ready.set_result((url, parts))))
    url, parts = await asyncio.wait_for(ready, 60)
    await asyncio.wait_for(parts.ended.wait(), 60)
    append_reports(local.log, [OutcomeReport("1", "relief", "donations", 3, instant(MONDAY), author=WHO)])
    async with reading(url) as reader:
        async with asyncio.timeout(60):
            while WORD not in await pages(reader):  # noqa: ASYNC110  # the board is asked, it does not tell
                await asyncio.sleep(0.1)
        assert {topics.POSTS, topics.DECISIONS, topics.ALERTS} <= rows_with(local.log, WORD)
        assert topics.OUTCOMES in rows_with(local.log, WHO)
        assert parts.deciding.counts.rejected == 1
        with closing(LogFile(local.log)) as file:
            request = ErasureRequest(instant(MONDAY + 30 * DAY_MS), author=WHO)
            file.append([SourceRecord(topics.ERASURES, WHO.encode(), wire.encode(request))])
        async with asyncio.timeout(60):
            while WORD in await pages(reader) or on_disk(local.log.parent):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
    assert rows_with(local.log, WHO) == {topics.ERASURES}
    assert rows_with(local.log, WORD) == set()
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.wait_for(running, 60)
    assert on_disk(local.log.parent) == []
