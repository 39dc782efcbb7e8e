"""Deletes race with posts, reposts and repeats: whatever comes first, no erased word is left in the log's file.

LISTENER_TEST_RACES=1000 tries so many interleavings (a quarter of an hour); without it, a few.
"""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from listener.campaign_file.loading import load_files
from listener.kafka import topics
from listener.local import deciding as deciding_module
from listener.local.campaign_turns import CampaignTurns
from listener.local.deciding import Deciding
from listener.local.sifting import Sifter
from listener.log.disk_log import DiskLog
from listener.log.log_file import LogFile
from listener.sources import Drop, People, SourceRecord, to_record
from listener.sources.bluesky import convert_event
from models.campaigns import Campaign
from models.marks import Mark
from models.posts import DAY_MS, MINUTE_MS, instant
from models.redactions import REDACTION_TYPE
from pipelines.flow import Flow
from pipelines.tags import Tagger
from tests.contracts.senders.jetstream import START, account, commit, first_wire, post_record
from tests.making import AUTHOR_KEY

RACES = int(os.environ.get("LISTENER_TEST_RACES", "12"))
BEGAN = START // 1_000
PEOPLE = People(AUTHOR_KEY)
CAMPAIGN = """\
campaign: relief
story: "Neighbours rebuild"
outcome: {name: donations, target: 100, unit: gifts}
match: {any: [typhoon]}
starts: 2026-11-21T00:00Z
audiences:
  - name: locals
    chapters:
      - {name: stand-with, stage: desire, call_to_action: "Pledge a weekend", ready_when: {share: 0.30, authors: 900}}
"""


@dataclass
class Town:
    """Who wrote what, when, and what became of it: times are minutes since it began."""

    rng: random.Random
    frames: list[tuple[float, bytes]] = field(default_factory=list)  # each with when it comes
    erased: set[bytes] = field(default_factory=set)  # words of which nothing may be left
    kept: set[bytes] = field(default_factory=set)

    def write(self, did: str, minute: int, *, gone_at: float) -> None:
        """A post, perhaps deleted, and then perhaps written again in other words; none once the account is gone."""
        if minute >= gone_at > 0:
            return
        word = "zan" + "".join(self.rng.choices("abcdefghij", k=12))
        text = f"I donated to the typhoon relief fund near {word} today."
        created = instant(BEGAN + minute * MINUTE_MS).isoformat()
        key = f"3k{minute:06d}{self.rng.randrange(10**5):05d}"
        self.say(minute, commit(60 * minute, did, "post", post_record(text, created), rkey=key))
        is_deleted = self.rng.random() < 0.5
        (self.erased if is_deleted or minute < gone_at else self.kept).add(word.encode())
        if is_deleted:
            later = minute + round(10 ** self.rng.uniform(0, 3.7))  # within minutes, or days
            self.say(later, commit(60 * later, did, "post", operation="delete", rkey=key))
            if self.rng.random() < 0.5:
                self.write(did, later + 1, gone_at=gone_at)

    def say(self, minute: int, event: dict[str, Any]) -> None:
        """It comes up to six hours late, and now and then once more."""
        for again in (0, 1) if self.rng.random() < 0.3 else (0,):
            self.frames.append((minute + self.rng.uniform(0, 360) + again * 200, first_wire(event)))


def town(seed: int) -> Town:
    """Four people write on four days; one in ten of them deletes the account in the end."""
    found = Town(random.Random(seed))
    for person in range(4):
        did, gone_at = f"did:plc:{person:024d}", 7_500 if found.rng.random() < 0.1 else -1
        for day in range(4):
            found.write(did, day * 1_440 + found.rng.randint(1, 600), gone_at=gone_at)
        if gone_at > 0:
            found.say(gone_at, account(60 * gone_at, did, "deleted"))
    return found


def test_of_what_was_erased_nothing_is_left_however_deletes_and_posts_overtake_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding_module, "_POLL_SECONDS", 0.002)
    (tmp_path / "relief.yaml").write_text(CAMPAIGN, encoding="utf-8")
    campaigns, redacted = load_files([str(tmp_path / "relief.yaml")]), 0
    tagger = Tagger(campaigns)
    for seed in range(RACES):
        path, found = tmp_path / f"log{seed}", town(seed)
        asyncio.run(asyncio.wait_for(_run(path, found, campaigns, tagger), 60))
        left = b"".join(each.read_bytes() for each in tmp_path.glob(f"log{seed}*"))
        assert [word for word in found.erased if word in left] == [], f"seed {seed}"
        assert all(word in left for word in found.kept), f"seed {seed}"
        redacted += left.count(REDACTION_TYPE.encode())
        for each in tmp_path.glob(f"log{seed}*"):
            each.unlink()
    assert redacted, "some of it was quoted before it was erased"


async def _run(path: Path, found: Town, campaigns: Sequence[Campaign], tagger: Tagger) -> None:
    sifter, rng = Sifter(campaigns), found.rng
    records = [[*_records(frame), *_mark(minute)] for minute, frame in sorted(found.frames)]
    log = DiskLog(LogFile(path, clock=lambda: BEGAN / 1_000 + 2_600_000))
    part = Deciding(
        log, CampaignTurns(Flow(campaigns, tagger, author_key=AUTHOR_KEY), campaigns, Tagger), AUTHOR_KEY, 600
    )
    running = asyncio.create_task(part.run())
    while records:
        some = rng.randint(1, 9)
        await log.append(sifter.sift([each for group in records[:some] for each in group]))
        records = records[some:]
        if rng.random() < 0.5:
            await part.wait_until_read()
    await log.append([to_record(Mark("town", instant(BEGAN + 10 * DAY_MS), final=True))])
    await part.wait_until_read()
    part.stop()
    await running
    await log.close()


def _records(frame: bytes) -> list[SourceRecord]:
    return [to_record(each) for each in convert_event(frame, PEOPLE) if not isinstance(each, Drop)]


def _mark(minute: float) -> list[SourceRecord]:
    """How far everything has come by then: nothing is later than it may be."""
    return [to_record(Mark("town", instant(BEGAN + round(minute - 600) * MINUTE_MS)))]


def test_a_request_takes_posts_out_by_author_and_by_id_and_leaves_all_others(tmp_path: Path) -> None:
    found = town(3)
    records = [each for _, frame in sorted(found.frames) for each in _records(frame)]
    with closing(LogFile(tmp_path / "log")) as file:
        file.append([each for each in records if each.topic == topics.POSTS])
        before = sum(len(batch.records) for batch in file.read([topics.POSTS]))
        erasures = [each for each in records if each.topic == topics.ERASURES]
        file.append(erasures[:1])
        assert 0 < before - sum(len(batch.records) for batch in file.read([topics.POSTS])) <= 2
