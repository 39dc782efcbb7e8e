"""The agent: a record changes the state of its audience, or is rejected with a reason, or stops the worker."""

from __future__ import annotations

import pytest

from listener.kafka import wire
from listener.kafka.changelog import Outbox
from listener.kafka.partitions import partition_of
from listener.metrics import Metrics
from listener.settings import Settings
from listener.worker.agent import ReadinessAgent
from listener.worker.publisher import Publisher
from listener.worker.state_store import StateStore
from models.errors import CorruptionError
from models.labels import PostLabel
from models.marks import Progress
from models.posts import instant
from models.rejections import Origin, Reason, Rejection
from pipelines.flow import watched_audiences
from pipelines.windows import StepResult
from tests.making import MONDAY, campaign

KEY = b"relief|locals"
PARTITION = partition_of(KEY, 4)
TAGGED, COMMAND = Origin("listener.tagged", PARTITION, 7), Origin("listener.commands", PARTITION, 7)


PROGRESS = wire.encode(Progress(partition=0, partitions=1, reached=instant(MONDAY)))


class FakePublisher(Publisher):
    """Keeps what would go out."""

    def __init__(self) -> None:
        super().__init__(Settings(), Metrics(), Outbox(), 4)
        self.published: list[tuple[str, StepResult]] = []
        self.rejections: list[Rejection] = []

    def publish(self, key: str, result: StepResult) -> None:
        self.published.append((key, result))

    async def publish_rejection(self, rejection: Rejection) -> None:
        self.rejections.append(rejection)


def agent() -> tuple[ReadinessAgent, FakePublisher]:
    watched, publisher = watched_audiences([campaign()], "tagger"), FakePublisher()
    return ReadinessAgent(
        watched, StateStore({}, watched), publisher, 4, "listener.commands", "listener.labels"
    ), publisher


async def test_a_record_changes_the_state_and_is_published() -> None:
    worker, publisher = agent()
    await worker.process(TAGGED, KEY, PROGRESS)
    assert [key for key, _ in publisher.published] == ["relief|locals"]
    assert worker.store.load("relief|locals") == publisher.published[0][1].state


async def test_a_record_of_an_audience_that_we_do_not_have_is_rejected_with_that_reason() -> None:
    worker, publisher = agent()
    await worker.process(TAGGED, b"relief|nobody", PROGRESS)
    assert [(each.reason, each.origin) for each in publisher.rejections] == [(Reason.UNKNOWN_CAMPAIGN, TAGGED)]
    assert not publisher.published


async def test_a_command_that_cannot_be_read_is_rejected() -> None:
    worker, publisher = agent()
    await worker.process(COMMAND, KEY, b"please")
    assert [each.reason for each in publisher.rejections] == [Reason.BAD_FIELD]


async def test_a_record_of_our_own_that_cannot_be_read_is_corruption() -> None:
    worker, _ = agent()
    with pytest.raises(CorruptionError, match=r"listener\.tagged does not decode"):
        await worker.process(TAGGED, KEY, b"{}")


async def test_a_record_of_a_kind_that_a_later_release_writes_is_passed_over_with_that_reason() -> None:
    worker, publisher = agent()
    for origin in (TAGGED, COMMAND):
        await worker.process(origin, KEY, b'{"type": "label", "at": "2026-01-01T00:00:00Z"}')
    assert [each.reason for each in publisher.rejections] == [Reason.UNKNOWN_KIND] * 2


async def test_a_broken_record_under_a_key_that_is_not_ours_stops_nobody() -> None:
    worker, publisher = agent()
    for key in (None, b"", b"relief|nobody", b"\xff\xfe", b"relief|locals\x00"):
        await worker.process(TAGGED, key, b"{}")
    assert {each.reason for each in publisher.rejections} == {Reason.UNKNOWN_CAMPAIGN}


@pytest.mark.parametrize(
    "at", ["2026-01-01T00:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "now"]
)
async def test_a_command_whose_time_is_none_is_rejected(at: str) -> None:
    worker, publisher = agent()
    release = {"type": "released", "campaign": "relief", "audience": "locals", "chapter": "stand-with", "at": at}
    await worker.process(COMMAND, KEY, wire.encode(release))
    await worker.process(TAGGED, KEY, PROGRESS)
    assert [each.reason for each in publisher.rejections] == [Reason.BAD_FIELD]
    assert [key for key, _ in publisher.published] == ["relief|locals"]


async def test_a_command_nested_without_end_is_rejected_and_its_rejection_is_short() -> None:
    worker, publisher = agent()
    nested = b'{"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    for value in (nested, b'{"type": "' + b"x" * 900_000 + b'"}'):
        await worker.process(COMMAND, KEY, value)
    assert len(publisher.rejections) == 2
    assert all(len(wire.encode(each)) < 30_000 for each in publisher.rejections)


async def test_a_broken_label_is_rejected_and_a_good_one_kept_for_its_vote() -> None:
    worker, publisher = agent()
    origin = Origin("listener.labels", PARTITION, 7)
    await worker.process(origin, KEY, b'{"type":"label","campaign":"relief"}')
    assert [each.reason for each in publisher.rejections] == [Reason.BAD_FIELD]
    label = PostLabel("relief", "locals", "00f1a2b3c4d5e6f7", "anna", instant(MONDAY), cannot_tell=True)
    await worker.process(origin, KEY, wire.encode(label))
    assert len(worker.store.load("relief|locals").labelled) == 1
