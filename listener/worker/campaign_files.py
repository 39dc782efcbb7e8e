"""Campaign files: the workers of a deployment tell each other which ones they have, and say so where they differ.

A partition that a worker without a campaign reads gives no progress for it, so its windows close no more: whoever
waits must be told. While a new file is rolled out the workers differ for minutes, and that is right: nothing stops.

Each worker is a member of a group of its own kind, in which nobody is given partitions. What a member says when it
joins goes to the group's leader, and from it to all: within a heartbeat of a worker's start or end everybody knows.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec
from aiokafka.cluster import ClusterMetadata
from aiokafka.coordinator.assignors.abstract import AbstractPartitionAssignor
from aiokafka.coordinator.protocol import ConsumerProtocolMemberAssignment, ConsumerProtocolMemberMetadata

from listener.kafka import topics
from listener.kafka.clients import ConsumerGroup
from listener.kafka.consumer_loop import ConsumerLoop, RecordBatch, RecordHandler
from listener.kafka.outages import ride_out
from listener.metrics import Metric, Metrics
from listener.settings import Settings
from models.campaigns import Campaign
from models.decoding import json_decoder
from models.errors import UnreadableError

_GROUP = "campaign-files"
_REMIND_SECONDS = 60.0  # between two lines in the log while files differ
_ABSENT = "none"  # the version of a file that a worker does not have

log = logging.getLogger(__name__)


class FileVersions(msgspec.Struct, frozen=True):
    """What one worker has: the version of each campaign's file, by the campaign's name."""

    worker: str
    versions: dict[str, str]


_decode_one = json_decoder(FileVersions)
_decode_all = json_decoder(tuple[FileVersions, ...])
_encode = msgspec.json.Encoder().encode


def find_differences(workers: Sequence[FileVersions]) -> dict[str, dict[str, tuple[str, ...]]]:
    """The workers by version (`none` where one lacks the file), of each campaign whose file differs."""
    names = sorted({name for each in workers for name in each.versions})
    grouped = {name: _workers_by_version(name, workers) for name in names}
    return {name: versions for name, versions in grouped.items() if len(versions) > 1}


def _workers_by_version(campaign: str, workers: Sequence[FileVersions]) -> dict[str, tuple[str, ...]]:
    versions = {each.versions.get(campaign, _ABSENT) for each in workers}
    return {
        version: tuple(sorted(each.worker for each in workers if each.versions.get(campaign, _ABSENT) == version))
        for version in sorted(versions)
    }


def describe_difference(campaign: str, versions: Mapping[str, Sequence[str]]) -> str:
    """One campaign's difference in a sentence that names each version and who has it."""
    named = "; ".join(f"version {version}: {', '.join(workers)}" for version, workers in versions.items())
    waiting = " Its decisions wait for the partitions of a worker without it." if _ABSENT in versions else ""
    return f"the workers' files of campaign {campaign} differ: {named}.{waiting}"


class CampaignFiles(RecordHandler):
    """The part of a worker that compares its campaign files with the others': `run` until `stop` is called."""

    def __init__(
        self,
        settings: Settings,
        campaigns: Sequence[Campaign],
        metrics: Metrics,
        adapt: Callable[[type[AbstractPartitionAssignor]], type[AbstractPartitionAssignor]] = lambda each: each,
    ) -> None:
        self._ours = FileVersions(_worker_name(settings), {each.name: each.version for each in campaigns})
        self._differences: dict[str, dict[str, tuple[str, ...]]] = {}
        assignor = adapt(_exchange(_encode(self._ours), self._compare))
        self._loop = ConsumerLoop(settings, ConsumerGroup(_GROUP, assignor), [topics.COMMANDS], self)
        metrics.read_at_scrape(Metric.CAMPAIGN_VERSIONS, self._count_versions)

    async def run(self) -> None:
        """Works until `stop`, and waits for brokers that are away. Raises what they refuse for good."""
        reminding = asyncio.create_task(self._remind())
        try:
            await ride_out("comparing campaign files", self._loop.run, self._loop.ended)
        finally:
            reminding.cancel()

    def stop(self) -> None:
        """Asks for the end."""
        self._loop.stop()

    async def process(self, batch: RecordBatch) -> None:
        """Nothing: no member of this group is given partitions."""

    def warnings(self) -> list[str]:
        """What differs now, a sentence for each campaign."""
        return [describe_difference(name, versions) for name, versions in self._differences.items()]

    def _compare(self, workers: Sequence[FileVersions]) -> None:
        """Takes what all workers have, this one among them."""
        before, self._differences = self._differences, find_differences(workers)
        if self._differences != before:
            self._say()
        if before and not self._differences:
            log.warning("the workers' campaign files are the same again")

    def _say(self) -> None:
        for text in self.warnings():
            log.error("%s", text)

    async def _remind(self) -> None:
        while True:
            await asyncio.sleep(_REMIND_SECONDS)
            self._say()

    def _count_versions(self) -> dict[tuple[str, ...], float]:
        return {(name,): float(len(self._differences.get(name, ("",)))) for name in self._names()}

    def _names(self) -> set[str]:
        return {*self._ours.versions, *self._differences}


def _worker_name(settings: Settings) -> str:
    """What tells this worker from the others where people read it."""
    return settings.instance or f"{socket.gethostname()}:{settings.web_port}"


def _exchange(ours: bytes, tell: Callable[[Sequence[FileVersions]], None]) -> type[AbstractPartitionAssignor]:
    """An assignor that assigns nothing, sends along what we have, and tells what all have."""

    class FileExchange(AbstractPartitionAssignor):  # type: ignore[misc]  # aiokafka ships no types
        name = "campaign-files"
        version = 0

        @classmethod
        def metadata(cls, topics: Iterable[str]) -> ConsumerProtocolMemberMetadata:
            return ConsumerProtocolMemberMetadata(cls.version, list(topics), ours)

        @classmethod
        def assign(
            cls, cluster: ClusterMetadata, members: Mapping[str, ConsumerProtocolMemberMetadata]
        ) -> dict[str, ConsumerProtocolMemberAssignment]:
            everybody = _encode(tuple(_read(each.user_data) for each in members.values()))
            return {member: ConsumerProtocolMemberAssignment(cls.version, [], everybody) for member in members}

        @classmethod
        def on_assignment(cls, assignment: ConsumerProtocolMemberAssignment) -> None:
            tell(_read_all(assignment.user_data))

    return FileExchange


def _read(user_data: bytes) -> FileVersions:
    """A member that says something else is no worker of a release that we know: it has no files."""
    try:
        return _decode_one(user_data)
    except UnreadableError:
        return FileVersions("a worker of another release", {})


def _read_all(user_data: bytes) -> tuple[FileVersions, ...]:
    try:
        return _decode_all(user_data)
    except UnreadableError:
        return ()
