"""The workers on Kafka tell exactly what `listener replay` tells: whatever is stopped, killed, repeated, shuffled."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Sequence
from contextlib import aclosing, contextmanager
from pathlib import Path

import msgspec
import pytest

from listener.campaign_file.loading import load_files
from listener.kafka import topics
from listener.kafka.feed import at_rate, feed
from listener.kafka.lag import ConsumerLag, measure_lag
from listener.kafka.tail import tail
from listener.settings import Settings
from models.decisions import DecisionKind
from pipelines.flow import FlowResult
from tests.integration.conftest import REAL_BROKER, Broker
from tests.integration.crowd import AUDIENCES, CAMPAIGN, lines, posts
from tests.integration.working import Worker, worker
from tests.making import AUTHOR_KEY, LATENESS, STONKS, dirty_posts, run, shuffle_lines, stream

POSTS = posts(authors=300, days=20)
IDLE_SECONDS = 2.0
MANY = int(os.environ.get("LISTENER_TEST_AUTHORS", "0"))  # authors of one audience with the default panel
RATE = 2_000  # a second: slow enough that a worker is stopped in the midst of its work

SMALL_PANEL = """\
campaign: relief
story: "Neighbours rebuild"
outcome: {name: donations, target: 100, unit: gifts}
match: {any: ["#rebuild", typhoon]}
release: on_advance
policy: {experimental: true, panel_size: 20, newcomer_pool: 40, min_authors: 10}
audiences:
"""
AUDIENCE = """\
  - name: NAME
    chapters:
      - {name: who-it-hit, stage: interest, call_to_action: "Read their stories", ready_when: {share: 0.30}}
      - {name: stand-with, stage: desire, call_to_action: "Pledge a weekend", ready_when: {share: 0.30}}
"""
DEFAULT_PANEL = SMALL_PANEL.replace("policy:", "# policy:") + AUDIENCE.replace("NAME", AUDIENCES[0])
SMALL_PANELS = SMALL_PANEL + "".join(AUDIENCE.replace("NAME", name) for name in AUDIENCES)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def expected() -> FlowResult:
    """What the in-memory flow tells of the posts, once and in order."""
    told = run(POSTS, campaigns=[CAMPAIGN], author_key=AUTHOR_KEY)
    assert DecisionKind.ADVANCE in {each.data.decision for each in told.signals}
    return told


@REAL_BROKER
async def test_two_workers_of_which_one_is_stopped_tell_what_replay_tells(
    broker: Broker, expected: FlowResult, tmp_path: Path
) -> None:
    """On the embedded broker, the test of real posts stops one."""
    await broker.make_topics()
    await worked(broker.settings, POSTS, "stopped", RATE, tmp_path)
    assert await told(broker.settings, topics.SIGNALS) == encoded(expected.signals)
    assert await told(broker.settings, topics.DECISIONS) == encoded(expected.decisions)


async def test_workers_tell_what_replay_tells_of_many_times_more_authors_than_the_panel_holds(
    broker: Broker, tmp_path: Path
) -> None:
    """Three audiences, of twelve times as many authors as each one's panel holds; one of the workers is killed."""
    file = tmp_path / "campaign.yaml"
    file.write_text(DEFAULT_PANEL if MANY else SMALL_PANELS, encoding="utf-8")
    many = list(stream(authors=MANY, days=20, per_day=0.2)) if MANY else posts(authors=700, days=20, per_day=0.2)
    replayed = run(many, campaigns=load_files([str(file)]), author_key=AUTHOR_KEY)
    assert len({signal.data.decision for signal in replayed.signals}) > 1
    await broker.make_topics()
    await worked(broker.settings, many, "killed", RATE, tmp_path, file)
    assert await told(broker.settings, topics.SIGNALS) == encoded(replayed.signals)
    assert await told(broker.settings, topics.DECISIONS) == encoded(replayed.decisions)


@REAL_BROKER
async def test_posts_fed_to_workers_that_have_long_been_quiet_tell_what_replay_tells(
    broker: Broker, expected: FlowResult, tmp_path: Path
) -> None:
    """No partition runs ahead of one that was idle a moment ago."""
    await broker.make_topics()
    settings = msgspec.structs.replace(broker.settings, idle_seconds=IDLE_SECONDS)
    with two_workers(settings, tmp_path):
        await asyncio.sleep(3 * IDLE_SECONDS)
        async with measure_lag(settings) as behind:
            await feed(settings, lines(POSTS), pace=at_rate(RATE))
            await drained(behind)
    assert await told(settings, topics.SIGNALS) == encoded(expected.signals)
    assert await told(settings, topics.DECISIONS) == encoded(expected.decisions)


@REAL_BROKER
async def test_partitions_that_stay_silent_hold_nobody_back(broker: Broker, tmp_path: Path) -> None:
    """One author's posts are on one partition; no end is told, so that time moves by what the others say."""
    await broker.make_topics()
    settings = msgspec.structs.replace(broker.settings, idle_seconds=IDLE_SECONDS)
    theirs = [post for post in stream(authors=3, days=20, per_day=5.0) if msgspec.json.decode(post)["author"] == "a1"]
    assert len(theirs) > 64, "with fewer, one author alone moves no clock"
    begun = tmp_path / "begun.yaml"  # nor begins one author a campaign
    begun.write_text(f"starts: 2025-01-06\n{SMALL_PANELS}", encoding="utf-8")
    with two_workers(settings, tmp_path, begun):
        await feed(settings, lines(theirs), end=False)
        async with asyncio.timeout(60):
            async with aclosing(tail(settings, topics.DECISIONS, from_start=True)) as decisions:
                assert (await anext(decisions)).value


async def test_real_dirty_posts_through_kafka_tell_what_replay_tells(broker: Broker, tmp_path: Path) -> None:
    """Untagged, with broken encoding, and nearly half of them there twice before we send all of them twice."""
    posts = dirty_posts().read_bytes().splitlines()
    replayed = run(posts, campaigns=load_files([str(STONKS)]), author_key=AUTHOR_KEY)
    assert replayed.signals
    await broker.make_topics()
    await worked(broker.settings, sorted(posts, key=_created), "stopped", RATE / 4, tmp_path, STONKS)
    assert await told(broker.settings, topics.SIGNALS) == encoded(replayed.signals)
    assert await told(broker.settings, topics.DECISIONS) == encoded(replayed.decisions)


def _created(line: bytes) -> str:
    when: str = msgspec.json.decode(line)["created_at"]
    return when


async def worked(
    settings: Settings, posts: Sequence[bytes], ending: str, rate: float, folder: Path, *campaigns: Path
) -> None:
    """Two workers get the posts twice over and shuffled; half-way one of them ends, and a third begins."""
    twice = shuffle_lines([*posts, *posts], within=LATENESS - 1)
    with two_workers(settings, folder, *campaigns) as (one, _):
        async with measure_lag(settings) as behind:
            feeding = asyncio.create_task(feed(settings, lines(twice), pace=at_rate(rate)))
            await asyncio.sleep(len(twice) / rate / 2)
            await asyncio.to_thread(one.kill if ending == "killed" else one.stop)
            with worker(settings, folder / "three", campaigns=campaigns):
                await feeding
                await drained(behind)


@contextmanager
def two_workers(settings: Settings, folder: Path, *campaigns: Path) -> Iterator[tuple[Worker, Worker]]:
    with worker(settings, folder / "one", campaigns=campaigns) as one:
        one.wait_until_ready()  # one after the other: the embedded broker loses its way when two join at once
        with worker(settings, folder / "two", campaigns=campaigns) as two:
            two.wait_until_ready()
            yield one, two


async def drained(behind: ConsumerLag) -> None:
    async with asyncio.timeout(900 if MANY else 90):
        await behind.wait_for_at_most(0)


def encoded(what: tuple[object, ...]) -> set[bytes]:
    return {msgspec.json.encode(each) for each in what}


async def told(settings: Settings, topic: str) -> set[bytes]:
    """Everything on a topic; what was told twice is there once, for it has the same bytes."""
    found: set[bytes] = set()
    try:
        async with asyncio.timeout(2):
            async for record in tail(settings, topic, from_start=True):
                found.add(record.value)
    except TimeoutError:
        return found
    return found
