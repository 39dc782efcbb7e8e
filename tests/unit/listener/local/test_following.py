"""A run tells by itself whether a peak was a moment: what its posts of closed days tell, whatever happens to it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import msgspec

from listener.kafka import topics, wire
from listener.local.campaign_turns import CampaignTurns
from listener.local.deciding import Deciding
from listener.local.following import FOLLOWER
from listener.local.kept_samples import followed_posts
from listener.local.log_replay import posts_of_log
from listener.local.said import append_movements, read_decisions_of_log
from listener.local.sifting import Sifter
from listener.log.base import FOLLOWED, POSITIONS
from listener.log.disk_log import DiskLog
from listener.log.log_file import LogFile
from listener.sources import SourceRecord
from models.erasures import ErasureRequest
from models.movement import AudienceMovement
from models.posts import DAY_MS, Post, instant
from models.sketches import hash64
from pipelines.flow import Flow
from pipelines.journeys.authors import author_id
from pipelines.movement import MovementReader, find_beginnings, measure_movement
from pipelines.tags import Tagger
from tests.making import AUTHOR_KEY, MONDAY, NOW, campaign, stream

POSTS = stream(authors=60, days=10)
CAMPAIGN = campaign()
WHO = "a7"  # speaks on most days
KEY = b"relief|locals"

_Value = TypeVar("_Value")


def record_of(line: bytes) -> SourceRecord:
    return SourceRecord(topics.POSTS, msgspec.json.decode(line, type=Post).author.encode(), line)


async def decide(path: Path) -> None:
    """One run over what the log has by now."""
    log = DiskLog(LogFile(path))
    turns = CampaignTurns(Flow([CAMPAIGN], Tagger([CAMPAIGN]), author_key=AUTHOR_KEY), [CAMPAIGN], Tagger)
    part = Deciding(log, turns, AUTHOR_KEY, 600)
    running = asyncio.create_task(part.run())
    await asyncio.wait_for(part.wait_until_read(), 60)
    part.stop()
    await running
    await log.close()


def batched(some: Sequence[_Value], size: int) -> Iterator[Sequence[_Value]]:
    yield from (some[start : start + size] for start in range(0, len(some), size))


def append(path: Path, records: Sequence[SourceRecord], size: int = 20) -> None:
    """As sources do: some at a time."""
    with closing(LogFile(path)) as file:
        for some in batched(records, size):
            file.append(some)


def latest(path: Path, topic: str) -> dict[bytes, bytes]:
    with closing(LogFile(path, make=False)) as file:
        return file.latest(topic)


def told_of(path: Path) -> AudienceMovement:
    return msgspec.json.decode(latest(path, topics.MOVEMENT)[KEY], type=AudienceMovement)


def measured(path: Path, lines: Sequence[bytes], told: AudienceMovement) -> bytes:
    """What the posts tell, up to the day that was told."""
    assert told.last_day is not None
    days = [line for line in lines if msgspec.json.decode(line, type=Post).created_at.date() <= told.last_day]
    reader, audience = MovementReader(CAMPAIGN, Tagger([CAMPAIGN]), AUTHOR_KEY), CAMPAIGN.audiences[0]
    reader.take(days, NOW)
    began = find_beginnings(read_decisions_of_log(path), (), CAMPAIGN.name, audience.name)
    return wire.encode(measure_movement(reader.samples[audience.name], CAMPAIGN, audience, releases=began))


async def test_a_run_tells_what_its_posts_of_closed_days_tell_however_often_it_is_started_again(
    tmp_path: Path,
) -> None:
    once, often = tmp_path / "once", tmp_path / "often"
    append(once, [record_of(line) for line in POSTS])
    await decide(once)
    for some in batched(POSTS, 90):
        append(often, [record_of(line) for line in some])
        await decide(often)
    told = told_of(once)
    assert told.last_day == instant(MONDAY + 8 * DAY_MS).date()
    assert latest(once, topics.MOVEMENT)[KEY] == measured(once, POSTS, told)
    assert latest(often, topics.MOVEMENT) == latest(once, topics.MOVEMENT)


async def test_a_log_of_a_release_that_followed_nobody_is_read_from_its_beginning(tmp_path: Path) -> None:
    path, half = tmp_path / "log", len(POSTS) // 2
    append(path, [record_of(line) for line in POSTS[:half]])
    await decide(path)
    emptied = [SourceRecord(FOLLOWED, key, b"") for key in latest(path, FOLLOWED)]
    append(path, [*emptied, SourceRecord(POSITIONS, FOLLOWER, b"")], size=1_000)
    append(path, [record_of(line) for line in POSTS[half:]])
    await decide(path)
    assert latest(path, topics.MOVEMENT)[KEY] == measured(path, POSTS, told_of(path))


async def test_who_is_erased_is_followed_no_more_and_the_figures_are_told_anew(tmp_path: Path) -> None:
    path, most = tmp_path / "log", len(POSTS) * 7 // 10
    append(path, [record_of(line) for line in POSTS[:most]])
    await decide(path)
    id = author_id(WHO, AUTHOR_KEY.panel_key(CAMPAIGN.name))
    assert id in followed(path)
    asked = ErasureRequest(instant(MONDAY + 7 * DAY_MS), author=WHO)
    append(path, [SourceRecord(topics.ERASURES, WHO.encode(), wire.encode(asked))])
    await decide(path)
    assert id not in followed(path), "before anything else is told"
    others = [line for line in POSTS if msgspec.json.decode(line, type=Post).author != WHO]
    append(path, [record_of(line) for line in POSTS[most:] if line in others])
    await decide(path)
    assert latest(path, topics.MOVEMENT)[KEY] == measured(path, others, told_of(path))


async def test_a_deletion_of_a_post_that_is_followed_is_heard_though_the_log_has_it_no_more(tmp_path: Path) -> None:
    path = tmp_path / "log"
    append(path, [record_of(line) for line in POSTS])
    await decide(path)
    gone, kept = POSTS[0], msgspec.json.decode(POSTS[0], type=Post)
    with closing(LogFile(path, make=False)) as file:
        file.trim(NOW * 2, str(len(POSTS)))
    assert gone not in list(posts_of_log(path))
    assert hash64(kept.id) in set(followed_posts(latest(path, FOLLOWED)))
    sifter = Sifter([CAMPAIGN], AUTHOR_KEY)
    sifter.know(posts_of_log(path), followed_posts(latest(path, FOLLOWED)))
    asked = ErasureRequest(instant(MONDAY + 10 * DAY_MS), post=kept.id)
    append(path, sifter.sift([SourceRecord(topics.ERASURES, b"", wire.encode(asked))]))
    await decide(path)
    assert hash64(kept.id) not in set(followed_posts(latest(path, FOLLOWED)))


def followed(path: Path) -> set[int]:
    """The authors (keyed hashes) that a log keeps."""
    shards = [value for key, value in latest(path, FOLLOWED).items() if not key.endswith(b"/head")]
    return {id for shard in shards for id, _ in msgspec.msgpack.decode(shard, strict=True)}


async def test_what_somebody_told_of_a_longer_archive_stays_while_it_reaches_as_far(tmp_path: Path) -> None:
    path, most = tmp_path / "log", len(POSTS) * 6 // 10
    append(path, [record_of(line) for line in POSTS[:most]])
    await decide(path)
    theirs = msgspec.structs.replace(told_of(path), last_day=instant(MONDAY + 7 * DAY_MS).date(), sampled_share=0.5)
    append_movements(path, [theirs])
    append(path, [record_of(line) for line in POSTS if MONDAY + 6 * DAY_MS < at(line) < MONDAY + 8.5 * DAY_MS])
    await decide(path)
    assert told_of(path) == theirs
    append(path, [record_of(line) for line in POSTS if at(line) >= MONDAY + 8.5 * DAY_MS])
    await decide(path)
    assert told_of(path).last_day == instant(MONDAY + 8 * DAY_MS).date()


def at(line: bytes) -> int:
    return msgspec.json.decode(line, type=Post).at
