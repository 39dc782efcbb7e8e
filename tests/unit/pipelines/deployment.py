"""A deployment in memory: tagging partitions before the audiences of a campaign, as on Kafka, and what they tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import msgspec

from models.campaigns import Campaign
from models.journeys import TaggedPost
from models.labels import PostLabel
from models.marks import Mark
from models.posts import Millis, instant
from pipelines.flow import watched_audiences
from pipelines.intake import InputRecord, Intake, IntakeResult, TrackedAuthor
from pipelines.tags import Tagger
from pipelines.windows import AudienceState, new_state, step
from pipelines.windows.step import AudienceMessage
from tests.making import NOW, records

_KEPT = ("panel", "outsiders", "copies", "pending", "labelled")


@dataclass(frozen=True)
class Told:
    """All that came of a stream for one audience."""

    windows: list[bytes]
    signals: list[bytes]
    draws: list[bytes]
    state: Any


class Deployment:
    """So many tagging partitions before a campaign's audiences, and what each has to keep for a restart."""

    def __init__(self, campaign: Campaign, partitions: int, tagger: Tagger) -> None:
        self.campaign, self.partitions, self.tagger = campaign, partitions, tagger
        self.watched = watched_audiences([campaign], tagger.version)
        self.kept: list[list[TrackedAuthor]] = [[] for _ in range(partitions)]
        self.intakes = [self.started(number) for number in range(partitions)]
        self.last_batches: list[Sequence[bytes]] = [() for _ in range(partitions)]
        self.states: dict[str, AudienceState] = {key: new_state() for key in self.watched}
        self.told = {key: Told([], [], [], None) for key in self.watched}
        self.passed = 0

    def started(self, number: int) -> Intake:
        intake = Intake([self.campaign], self.tagger, partition=number, partitions=self.partitions)
        intake.restore(self.kept[number])
        return intake

    def restart(self, number: int) -> None:
        """A worker that is killed has not committed its last batch: the next one reads it once more."""
        self.intakes[number] = self.started(number)
        self.take(number, self.last_batches[number])

    def take(self, number: int, lines: Sequence[bytes]) -> None:
        self.last_batches[number] = lines
        self.send(number, self.intakes[number].take(records(lines)))

    def send(self, number: int, taken: IntakeResult) -> None:
        self.kept[number].extend(taken.tracked)
        for key, message in taken.outgoing:
            self.passed += isinstance(message, TaggedPost)
            self.apply(key, message)

    def apply(self, key: str, message: AudienceMessage) -> None:
        result, told = step(self.states[key], message, self.watched[key]), self.told[key]
        self.states[key] = result.state
        told.windows.extend(map(msgspec.json.encode, result.decisions))
        told.signals.extend(map(msgspec.json.encode, result.signals))
        told.draws.extend(map(msgspec.json.encode, result.draws))

    def finish(self, end: Millis) -> Mapping[str, Told]:
        """Every source says that it has sent all it has, up to `end`."""
        mark = msgspec.json.encode(Mark("crowd", instant(end), final=True))
        for number, intake in enumerate(self.intakes):
            self.send(number, intake.take([InputRecord(mark, NOW, is_mark=True)]))
        return {key: _with_state(told, self.states[key]) for key, told in self.told.items()}


def _with_state(told: Told, state: AudienceState) -> Told:
    return Told(told.windows, told.signals, told.draws, {name: as_set(getattr(state, name)) for name in _KEPT})


def as_set(sharded: Any) -> dict[int, Any]:
    return {id: value for shard in sharded.shards for id, value in shard.items()}


def deploy(
    campaign: Campaign,
    tagger: Tagger,
    lines: Sequence[bytes],
    end: Millis,
    *,
    partitions: int = 1,
    batch: int = 400,
    restarts: Sequence[float] = (),
    labels: Sequence[tuple[str, PostLabel]] = (),
) -> tuple[Mapping[str, Told], Deployment]:
    """The lines through a deployment, whose workers are restarted after these shares of them. Labels come first."""
    deployment = Deployment(campaign, partitions, tagger)
    for key, label in labels:
        deployment.apply(key, label)
    stops = {round(share * len(lines) / batch) for share in restarts}
    for turn, at in enumerate(range(0, len(lines), batch)):
        if turn in stops:
            deployment.restart(turn % partitions)
        waiting: list[list[bytes]] = [[] for _ in range(partitions)]
        for line in lines[at : at + batch]:
            waiting[crc32(msgspec.json.decode(line)["author"].encode()) % partitions].append(line)
        for number, part in enumerate(waiting):
            deployment.take(number, part)
    return deployment.finish(end), deployment
