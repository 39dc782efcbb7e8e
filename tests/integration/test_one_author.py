"""One author, followed through everything: heard, quoted, erased while a worker is killed, and sent once more."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import msgspec
import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from listener.alerts.state_topic import decode_state
from listener.board import open_board
from listener.board.web.named_tokens import Role, make_token
from listener.campaign_file.loading import load_files
from listener.kafka import clients, topics, wire
from listener.kafka.compacted import is_past, read_latest
from listener.kafka.feed import feed
from listener.kafka.lag import measure_lag
from listener.settings import Settings, author_key
from models.author_keys import pseudonym_of_post
from models.erasures import ErasureRequest
from models.labels import LabelDraw
from models.posts import DAY_MS, HOUR_MS, instant
from models.redactions import REDACTION_TYPE
from models.sketches import hash64
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
AUDIENCE = "/audiences/relief/locals"
PAGES = (
    *("/", "/signals", "/signals/rows", "/brands/relief", "/outcomes/relief", "/labels/relief", "/metrics"),
    *(f"{AUDIENCE}{end}" for end in ("", "/series.json", "/said", "/days.csv", "/movement", "/movement.json")),
)
TIMED = {topics.POSTS, topics.TAGGED, topics.DECISIONS, topics.SIGNALS, topics.ERASURES}  # of bounded retention
DEEDS = {topics.LABELS, topics.COMMANDS, topics.OUTCOMES, topics.MOVEMENT}  # what the team did has nothing of her
FOR_EVER = (topics.READINESS, topics.ALERTS, topics.STATE, topics.TRACKED, topics.CURSORS, topics.MOVEMENT)
TOKEN, ENTRY = make_token("ana", Role.OPERATOR)
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
  - {name: told, owner: Ana, sink: file, to: TOLD, decisions: [INSUFFICIENT_DATA]}
commitments:
  - {name: open-books, quote: "Four reports, one every quarter", made: 2025-01-02, source: "https://fund.example/books",
     to: [locals], owner: Ana, update_every: 90 days, match: {any: ["relief fund"]},
     measure: {name: reports, unit: reports, baseline: 0, target: 4, due: 2025-12-31}}
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
    broker: Broker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("ALERT_CANARY", SECRET)
    monkeypatch.setattr("listener.labelling.reading_desk._FRESH_SECONDS", 0.0)
    await broker.make_topics()
    audit, told, file = tmp_path / "audit.ndjson", tmp_path / "told.ndjson", tmp_path / "campaign.yaml"
    changes = {"data_dir": tmp_path / "data", "board_tokens": ENTRY, "audit_file": str(audit)}
    settings = msgspec.structs.replace(broker.settings, **changes)
    campaign = CAMPAIGN.replace("ALERTS", str(tmp_path / "alerts.ndjson")).replace("TOLD", str(told))
    file.write_text(campaign, encoding="utf-8")
    async with open_board(settings, load_files([str(file)]), "127.0.0.1", 0) as url, reading(url) as reader:
        with worker(settings, tmp_path / "one", campaigns=[file]) as one:
            one.wait_until_ready()
            await fed(settings, [*said(range(5)), post(99, NAME, MONDAY + 4 * DAY_MS, tags=None)])
            await caught_up(reader)
            await until(lambda: shows_everywhere(reader))
            await act(reader, settings, tmp_path)
            await until(lambda: shows_everywhere(reader, "/labels/"))
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
    mine = {file, tmp_path / "posts.ndjson"}
    assert [path for path in files(tmp_path) if path not in {*mine, told} and found(path.read_bytes())] == []
    assert [path for path in files(tmp_path) if leaks(path.read_bytes()) and path not in mine] == []
    assert has_word(told.read_bytes(), WORD), "an alert told of her: that cannot be called back"
    assert not has_word(told.read_bytes(), WHO)
    assert not found(caplog.text.encode())
    assert not leaks(caplog.text.encode())
    assert {json.loads(line)["who"] for line in audit.read_bytes().splitlines()} == {"ana"}


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


async def act(reader: Reader, settings: Settings, folder: Path) -> None:
    """What an operator does: signs in, reads votes up to hers, judges, tells of a gift; and what is told of weeks."""
    for number in (1, 0):  # hers is asked last
        await clients.send_record(settings, topics.LABELS, b"relief|locals", wire.encode(drawn(settings, number)))
    await reader.sign_in(TOKEN)
    asked = (await reader.get("/labels/relief")).page
    form_token = asked.field("form_token")
    answer = {name: asked.field(name) for name in ("reader", "audience", "post")}
    link = re.findall(r"/signals/([0-9a-f]{32})", (await reader.get("/signals")).text)[0]
    deeds = {
        "/labels/relief": {**answer, "key": "4"},
        "/verdicts": {"signal": link, "verdict": "accept", "reason": "we were there"},
        "/outcomes": {"campaign": "relief", "day": "2025-01-09", "count": "3"},
        "/updates": {
            "campaign": "relief",
            "commitment": "open-books",
            "value": "1",
            "source": "https://fund.example",
        },
    }
    for path, fields in deeds.items():
        assert (await reader.post(path, {**fields, "form_token": form_token})).status == 303, path
    (folder / "posts.ndjson").write_bytes(b"\n".join(said(range(5))))
    for command in ("baseline", "review", "movement"):
        await run_command(settings, folder, command)


def drawn(settings: Settings, number: int) -> LabelDraw:
    """The draw of a post: of four authors so early, workers make none."""
    name = pseudonym_of_post(author_key(settings, may_be_public=False).panel_key("relief"), hash64(f"sim:{number}"))
    at = instant(MONDAY + 2 * DAY_MS - number * HOUR_MS)
    return LabelDraw("relief", "locals", name, "bluesky", instant(MONDAY), at)


async def run_command(settings: Settings, folder: Path, command: str) -> None:
    """One that reads her posts, with what it writes; of movement the board is told."""
    given = {"BOOTSTRAP": settings.bootstrap, "PREFIX": settings.prefix, "AUTHOR_KEY": AUTHOR_KEY_TEXT}
    outputs = ["--json", f"{command}.json", *(["--report", f"{command}.html"] if command != "baseline" else [])]
    arguments = [command, "campaign.yaml", "posts.ndjson", *outputs, *(["--send"] if command == "movement" else [])]
    ran = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "listener", *arguments],
        cwd=folder,
        env={**os.environ, **{f"LISTENER_{name}": value for name, value in given.items()}},
        capture_output=True,
        check=False,
    )
    (folder / f"{command}.txt").write_bytes(ran.stdout + ran.stderr)
    assert ran.returncode == 0, ran.stderr.decode()


async def shows_everywhere(reader: Reader, page: str = AUDIENCE) -> bool:
    """Whether her words are on that page, on a signal's page, and in a signal's JSON."""
    shown = await pages(reader)
    return WORD in shown[next(n for n, each in enumerate(PAGES) if each.startswith(page))] and (
        sum(WORD in each for each in shown) >= 3
    )


async def shows_nowhere(reader: Reader) -> bool:
    return not any(found(page.encode()) for page in await pages(reader))


def found(value: bytes) -> bool:
    return has_word(value, WORD, WHO)


def leaks(value: bytes) -> bool:
    """Whether a secret is in it, or somebody's name."""
    return has_word(value, SECRET, NAME, AUTHOR_KEY_TEXT, TOKEN)


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
    assert [name for name in DEEDS if not told[name]] == []
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
