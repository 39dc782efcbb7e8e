"""Following: whether an audience's peak was a moment or a movement, told by a run itself once a day has closed.

A day has closed for an audience once the window that ends it has. What came later is left out of its sample, so what
is told is a function of the posts of closed days: a file of the same posts tells the same, byte for byte, while all
authors have a place; of more, those of the day that is not closed have taken some.
What is followed is kept when something was told or erased, with how far the log was read; what came since is read
again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Final

from msgspec.structs import replace

from listener.kafka import topics, wire
from listener.local.campaign_turns import CampaignTurns
from listener.local.kept_samples import FollowedAudience, followed_records, read_followed
from listener.log.base import POSITIONS, LogBatch, LogRecord, Position
from listener.sources import SourceRecord
from models.author_keys import AuthorKey
from models.campaigns import Audience, Campaign, audience_key
from models.decisions import Decision
from models.decoding import json_decoder
from models.erasures import ErasureRequest
from models.errors import UnreadableError
from models.movement import AudienceMovement, MovementSample
from models.posts import DAY_MS, Millis, millis
from pipelines.flow import FlowResult
from pipelines.movement import MovementReader, leave_out_after, measure_movement, new_sample

FOLLOWER: Final = b"following"  # under which POSITIONS has how far what is kept was read
FOLLOWED_INPUTS: Final = (topics.POSTS, topics.ERASURES, topics.DECISIONS)

_NOTHING: Final = FollowedAudience(new_sample())
_decode_erasure = json_decoder(ErasureRequest)
_decode_decision = json_decoder(Decision)
_decode_movement = json_decoder(AudienceMovement)


class Following:
    """What a run follows, by audience. Mutable: it takes the log batch by batch."""

    def __init__(self, turns: CampaignTurns, author_key: AuthorKey) -> None:
        self._turns, self._author_key = turns, author_key
        self._campaigns: Mapping[str, Campaign] = {}
        self._readers = dict[str, MovementReader]()
        self._followed = dict[str, FollowedAudience]()  # by key; of those that are read, but for their samples
        self._kept = dict[str, FollowedAudience]()
        self._told = dict[str, AudienceMovement]()  # and not yet kept
        self._is_due = False
        self.position: Position | None = None

    def restore(self, table: Mapping[bytes, bytes], position: Position | None) -> None:
        """Goes on from what was kept; `recall` what was decided on since. Raises UnreadableError."""
        keys = {name.rpartition(b"/")[0].decode() for name in table}
        self._kept = {key: found for key in keys if (found := read_followed(table, key))}
        self._followed, self.position = dict(self._kept), position

    def take(self, batch: LogBatch, told: Iterable[FlowResult] = ()) -> None:
        """Takes posts and erasures of a batch, and tells the days that what was decided of it has closed."""
        if self._turns.campaigns is not self._campaigns:
            self._turn()
        for each in batch.records:
            if each.topic == topics.ERASURES:
                self._forget(each)
        if posts := [each.value for each in batch.records if each.value and _is_of_sources(each)]:
            for reader in self._readers.values():
                reader.take(posts, batch.records[0].received)
        self._close_days(told)
        self.position = batch.position

    def recall(self, batch: LogBatch, decided: Position) -> None:
        """Takes a batch that was decided on before, up to that position; of what came of it, the chapters."""
        for each in batch.records:
            if each.topic == topics.DECISIONS:
                told = _decode_decision(each.value)
                self._note_chapter(
                    audience_key(told.campaign, told.audience), told.chapter, millis(told.window.start)
                )
        if int(batch.position) <= int(decided):
            self.take(batch)

    def changes(self, shown: Mapping[bytes, bytes]) -> list[SourceRecord]:
        """The records of what is to be kept now. `shown` is what the log has of movements: one that reaches as far,
        as somebody told it who knows more, stays."""
        if not self._is_due or self.position is None:
            return []
        self._collect()
        told = [*_told_records(self._told, shown), *self._kept_records()]
        self._kept, self._told, self._is_due = dict(self._followed), {}, False
        return [*told, SourceRecord(POSITIONS, FOLLOWER, self.position.encode())]

    def _turn(self) -> None:
        """To the campaigns that count from here on. Who was followed stays so."""
        self._collect()
        self._campaigns, tagger = self._turns.campaigns, self._turns.flow.tagger
        self._readers = {
            name: MovementReader(campaign, tagger, self._author_key, self._samples(campaign))
            for name, campaign in self._campaigns.items()
        }

    def _samples(self, campaign: Campaign) -> dict[str, MovementSample]:
        keyed = {each.name: self._followed.get(audience_key(campaign.name, each.name)) for each in campaign.audiences}
        return {name: found.sample for name, found in keyed.items() if found}

    def _collect(self) -> None:
        """Notes the readers' samples."""
        for campaign, reader in self._readers.items():
            for audience, sample in reader.samples.items():
                key = audience_key(campaign, audience)
                self._followed[key] = replace(self._followed.get(key, _NOTHING), sample=sample)

    def _forget(self, record: LogRecord) -> None:
        with suppress(UnreadableError):  # whoever decides rejects it
            request = _decode_erasure(record.value)
            for reader in self._readers.values():
                reader.forget(request.author, request.post)
            self._is_due = True

    def _close_days(self, told: Iterable[FlowResult]) -> None:
        closed = dict[str, tuple[Campaign, Audience, int]]()
        for window in (window for each in told for window in each.windows):
            campaign, audience = window.watched.campaign, window.watched.audience
            span, key = window.inputs.span, audience_key(campaign.name, audience.name)
            self._note_chapter(key, window.inputs.aim.chapter, span.start)
            closed[key] = campaign, audience, span.end // DAY_MS - 1
        for key, (campaign, audience, day) in closed.items():
            if day > self._followed[key].told:
                self._tell(key, campaign, audience, day)

    def _note_chapter(self, key: str, chapter: str, start: Millis) -> None:
        known = self._followed.get(key, _NOTHING)
        began = known.began if chapter in known.began else {**known.began, chapter: start // DAY_MS}
        self._followed[key] = replace(known, began=began)

    def _tell(self, key: str, campaign: Campaign, audience: Audience, day: int) -> None:
        sample = leave_out_after(self._readers[campaign.name].samples[audience.name], day)
        known = self._followed[key]
        self._followed[key] = replace(known, told=day)
        if len(sample.travellers):
            self._told[key] = measure_movement(sample, campaign, audience, releases=known.began)
            self._is_due = True

    def _kept_records(self) -> Iterator[SourceRecord]:
        for key, each in self._followed.items():
            yield from followed_records(key, self._kept.get(key), each)


def _is_of_sources(record: LogRecord) -> bool:
    """Whether a record is a post, or a gap."""
    return record.topic == topics.POSTS and dict(record.headers).get("type") != b"mark"


def _told_records(told: Mapping[str, AudienceMovement], shown: Mapping[bytes, bytes]) -> Iterator[SourceRecord]:
    for key, each in told.items():
        if not _reaches(shown.get(key.encode()), each):
            yield SourceRecord(topics.MOVEMENT, key.encode(), wire.encode(each))


def _reaches(shown: bytes | None, told: AudienceMovement) -> bool:
    """Whether what is shown is of that day, or a later one."""
    with suppress(UnreadableError):
        found = _decode_movement(shown) if shown else None
        return bool(found and found.last_day and told.last_day and found.last_day >= told.last_day)
    return False
