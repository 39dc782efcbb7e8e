"""Deciding: takes what the log has, batch by batch, and appends what comes of it.

Decisions, signals, the state that they leave and how far the log is read are appended together: all or none. So a
crash at any moment leaves a log in which each decision stands once, and the next run goes on from there.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Final

from msgspec.structs import replace

from listener.kafka import topics, wire
from listener.local.campaign_turns import CampaignTurns, read_versions
from listener.local.following import FOLLOWED_INPUTS, FOLLOWER, Following
from listener.local.logged_flow import INPUTS, recall_batch, take_batch
from listener.log.base import FOLLOWED, POSITIONS, LogBatch, Position
from listener.log.disk_log import DiskLog
from listener.sources.runner import SourceRecord
from listener.worker.rate_limiter import RateLimiter
from listener.worker.state_records import changed_records, read_state, record_name
from listener.worker.state_store import claim_state
from listener.worker.tracked_authors import parse_tracked, tracked_records
from models.author_keys import AuthorKey
from models.campaigns import audience_key
from models.errors import InputError
from models.posts import Millis
from models.rejections import Reason
from models.signals import Signal
from pipelines.accountability import encode_entry
from pipelines.flow import FlowResult
from pipelines.windows import AudienceState, new_state

READER: Final = b"deciding"  # under which POSITIONS has how far the log is read
AUTHOR_KEY: Final = b"author-key"  # and the id of the key that its authors are hashed with

_POLL_SECONDS: Final = 0.2
_SAVE_SECONDS: Final = 1.0  # of work between two saves, at most: while much is read, a save for many batches
_NEW: Final = new_state()
_RECALLED: Final = 500_000  # records: as many ids as admission knows


@dataclass
class DecidingCounts:
    """What came of the records of this run."""

    posts: Counter[str] = field(default_factory=Counter)  # by outcome
    rejected: int = 0
    decisions: int = 0
    signals: int = 0

    def add(self, told: FlowResult) -> None:
        """Adds what some records gave."""
        for (channel, outcome), count in told.counts.items():
            self.posts[outcome] += count if channel else 0  # without a channel it is what became of them later
        self.rejected += len(told.rejections)
        self.decisions += len(told.windows)
        self.signals += len(told.signals) + len(told.told)


class Deciding:
    """The part of a run that decides: `run` until `stop`."""

    def __init__(
        self,
        log: DiskLog,
        turns: CampaignTurns,
        author_key: AuthorKey,
        rejected_per_minute: int,
        on_signal: Callable[[Signal], None] = lambda signal: None,
    ) -> None:
        self._log, self._turns, self._author_key, self._on_signal = log, turns, author_key, on_signal
        self._flow, self._following = turns.flow, Following(turns, author_key)
        self._rejection_limit = RateLimiter(rejected_per_minute)
        self._position: Position | None = None
        self._saved: dict[str, AudienceState] = {}
        self._stopped, self._is_restored, self._is_at_end = asyncio.Event(), asyncio.Event(), asyncio.Condition()
        self.counts = DecidingCounts()

    @property
    def position(self) -> Position:
        """How far the log is read, and all that came of it kept."""
        return self._position or "0"

    @property
    def reached(self) -> Millis:
        """The event time that posts and marks have reached; -1 before any."""
        return self._flow.reached

    async def run(self) -> None:
        """Goes on from where the run before stopped. Raises InputError, and SettingsError for another author key."""
        await self._restore()
        self._is_restored.set()
        while not self._stopped.is_set():
            if not await self._take_some():
                await self._tell_end()
                await asyncio.sleep(_POLL_SECONDS)

    def stop(self) -> None:
        """Asks for the end: what is in hand is kept first."""
        self._stopped.set()

    async def wait_until_restored(self) -> None:
        """Returns once it has all that the run before knew."""
        await self._is_restored.wait()

    async def wait_until_read(self) -> Millis:
        """Returns once all is read that the log has by now: the event time at which the sources end, if no more
        follows."""
        for _ in range(2):  # the first may have looked before the last records came
            async with self._is_at_end:
                await self._is_at_end.wait()
        return self._flow.end_of_sources()

    async def _take_some(self) -> bool:
        """Takes what there is, for a while, and keeps what came of it; whether there was anything."""
        told, position, until = list[FlowResult](), self._position, time.monotonic() + _SAVE_SECONDS
        async with aclosing(self._log.read(INPUTS, position)) as batches:  # type: ignore[type-var]
            async for batch in batches:
                told += await asyncio.to_thread(self._take_all, batch)
                position = batch.position
                if time.monotonic() > until or self._stopped.is_set():
                    break
        if position == self._position:
            return False
        movements = await self._followed_records()
        changes = [*self._changes(), *movements, _position_record(position or "")]
        await self._log.append([*self._told_records(told), *changes])
        self._position = position
        for each in told:
            self.counts.add(each)
            for signal in each.signals:
                self._on_signal(signal)
        return True

    def _take_all(self, batch: LogBatch) -> list[FlowResult]:
        told = list(take_batch(self._flow, batch, self._turns.take))
        self._following.take(batch, told)
        return told

    async def _followed_records(self) -> list[SourceRecord]:
        shown = await self._log.latest(topics.MOVEMENT)
        return await asyncio.to_thread(self._following.changes, shown)

    async def _tell_end(self) -> None:
        async with self._is_at_end:
            self._is_at_end.notify_all()

    def _told_records(self, told: Sequence[FlowResult]) -> Iterator[SourceRecord]:
        for each in told:
            for decision in each.decisions:
                yield _record(topics.DECISIONS, decision.campaign, decision.audience, decision)
            for signal in each.signals:
                yield _record(topics.SIGNALS, signal.data.campaign, signal.data.audience, signal)
            for told_of in each.told:
                yield SourceRecord(topics.SIGNALS, told_of.partitionkey.encode(), wire.encode(told_of))
            for redaction in each.redactions:
                yield SourceRecord(topics.SIGNALS, redaction.partitionkey.encode(), wire.encode(redaction))
            for entry in each.entries:
                yield SourceRecord(topics.UPDATES, entry.record.campaign.encode(), encode_entry(entry))
            for draw in each.draws:
                yield _record(topics.LABELS, draw.campaign, draw.audience, draw)
            for rejected in self._rejection_limit.admit(
                [r for r in each.rejections if r.reason is not Reason.DUPLICATE]
            ):
                yield SourceRecord(
                    topics.REJECTED, None, wire.encode(replace(rejected, record=b""))
                )  # the log has it
            for key, value in tracked_records(each.tracked):
                yield SourceRecord(topics.TRACKED, key, value or b"")

    def _changes(self) -> Iterator[SourceRecord]:
        """The records of all states that changed since they were kept last."""
        for key, state in self._flow.states.items():
            for number, value in changed_records(self._saved.get(key, _NEW), state):
                yield SourceRecord(topics.STATE, record_name(key, number), value or b"")
            self._saved[key] = state

    async def _restore(self) -> None:
        positions = await self._log.latest(POSITIONS)
        await self._claim(positions.get(AUTHOR_KEY))
        self._position = found.decode() if (found := positions.get(READER)) else None
        table = await self._log.latest(topics.STATE)
        await self._turn_back()
        self._saved = {key: read_state(table, key, {}) for key in {*_keys_of(table), *self._flow.states}}
        states = {key: claim_state(key, state, self._author_key) for key, state in self._saved.items()}
        tracked = parse_tracked(await self._log.latest(topics.TRACKED), topics.TRACKED, states)
        self._flow.restore(states, tracked)
        await self._recall(lambda: self._flow.restore(states, tracked))
        await self._follow(positions.get(FOLLOWER))

    async def _claim(self, found: bytes | None) -> None:
        """Notes the author key in a log that has none. Raises InputError for a log of another."""
        check_log_key(found, self._author_key)
        if found is None:
            await self._log.append([SourceRecord(POSITIONS, AUTHOR_KEY, self._author_key.id.encode())])

    async def _turn_back(self) -> None:
        """Goes back to the campaign files that counted where recalling begins: those after it come again."""
        start = await self._start_of_recall()
        await asyncio.to_thread(
            self._turns.turn_back, await self._log.call(lambda: read_versions(self._log.file)), start
        )

    async def _recall(self, restore: Callable[[], None]) -> None:
        """Reads again what was taken last. Who came with another campaign file has their state, too."""
        async with aclosing(self._log.read(INPUTS, await self._start_of_recall())) as batches:  # type: ignore[type-var]
            async for batch in batches:
                if int(batch.position) > int(self.position):
                    break
                before = self._turns.campaigns
                await asyncio.to_thread(recall_batch, self._flow, batch, self._turns.take)
                if self._turns.campaigns != before:
                    restore()

    async def _follow(self, found: bytes | None) -> None:
        """Goes on with the journeys that are followed: what was decided on and is not kept of them is read again."""
        self._following.restore(await self._log.latest(FOLLOWED), found.decode() if found else None)
        batches = self._log.read(FOLLOWED_INPUTS, self._following.position)
        async with aclosing(batches):  # type: ignore[type-var]
            async for batch in batches:
                await asyncio.to_thread(self._following.recall, batch, self.position)

    async def _start_of_recall(self) -> Position:
        return await self._log.call(lambda: self._log.file.start_before(self._position, _RECALLED))


def _keys_of(table: Iterable[bytes]) -> Iterator[str]:
    """Whose records a table has."""
    yield from {name.rpartition(b"/")[0].decode() for name in table}


def check_log_key(found: bytes | None, key: AuthorKey) -> None:
    """Raises InputError where a log's authors are hashed with another key than this one."""
    if found is not None and found.decode(errors="replace") != key.id:
        raise InputError(
            f"the log was made with author key {found.decode(errors='replace')}, and this one is {key.id}: "
            "give the old key back (LISTENER_AUTHOR_KEY_FILE), or begin another log with --log"
        )


def _record(topic: str, campaign: str, audience: str, message: object) -> SourceRecord:
    return SourceRecord(topic, audience_key(campaign, audience).encode(), wire.encode(message))


def _position_record(position: Position) -> SourceRecord:
    return SourceRecord(POSITIONS, READER, position.encode())
