"""Erasing and alerting live through whatever is on their topics, and then take what is good."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import cast

import msgspec
import pytest
from aiokafka import TopicPartition

from listener.alerts import Alerting, consumer
from listener.kafka import topics, wire
from listener.kafka.consumer_loop import RecordBatch
from listener.metrics import Metrics
from listener.settings import Settings
from listener.worker.erasures import Erasing
from models.alerts import Alert
from models.erasures import ErasureRequest
from models.posts import instant
from models.rejections import Rejection
from tests.alerting import route, signal_of
from tests.fuzzing import INPUTS, mutate_record
from tests.making import MONDAY, campaign
from tests.records import NAMED, VALID

SETTINGS = Settings()
BATCH = 200  # records of a poll
RECORD_LIMIT = 1_000_000  # bytes that Kafka takes


class Broker:
    """Takes what is sent, as a producer does, and refuses what Kafka would."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, bytes]] = []

    async def send_and_wait(self, topic: str, value: bytes, key: bytes | None = None) -> None:
        assert len(value) < RECORD_LIMIT
        self.sent.append((topic, value))

    async def send(self, topic: str, value: bytes, key: bytes | None = None) -> asyncio.Future[None]:
        await self.send_and_wait(topic, value, key)
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return done

    def values(self, topic: str) -> list[bytes]:
        return [value for name, value in self.sent if name == SETTINGS.topic(topic)]


def batch(topic: str, values: Iterable[bytes | None]) -> RecordBatch:
    """What one poll gave."""
    name = SETTINGS.topic(topic)
    records = [
        SimpleNamespace(topic=name, partition=0, offset=offset, value=value) for offset, value in enumerate(values)
    ]
    return cast(RecordBatch, {TopicPartition(name, 0): records})


def odd_values(kind: str) -> Iterable[Sequence[bytes | None]]:
    """Batches of the odd records that have a name, then of valid ones made wrong."""
    rng = random.Random(kind)
    yield [*NAMED.values(), None, b""]
    for _ in range(INPUTS // 20 // BATCH):
        yield [mutate_record(rng, VALID[kind]) for _ in range(BATCH)]


async def test_erasing_passes_on_what_is_good_after_all_that_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    part, broker = Erasing(SETTINGS, [campaign()], Metrics()), Broker()
    monkeypatch.setattr(part, "_producer", broker, raising=False)
    for values in odd_values("erasure"):
        await part.process(batch(topics.ERASURES, values))
    rejected = [msgspec.json.decode(each, type=Rejection) for each in broker.values(topics.REJECTED)]
    assert len(rejected) > len(NAMED)
    broker.sent.clear()
    good = wire.encode(ErasureRequest(instant(MONDAY), author="a3f9"))
    await part.process(batch(topics.ERASURES, [good]))
    assert broker.values(topics.TAGGED) == [good]


@pytest.fixture
def no_states(monkeypatch: pytest.MonkeyPatch) -> None:
    async def read_states(*_: object) -> dict[str, object]:
        return {}

    monkeypatch.setattr(consumer, "read_states", read_states)


@pytest.mark.usefixtures("no_states")
async def test_alerting_tells_what_is_good_after_all_that_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Alert] = []

    async def sink(alert: Alert) -> None:
        told.append(alert)

    who, broker = campaign(alerts=(route(),)), Broker()
    part = Alerting(SETTINGS, [who], {}, Metrics(), clock=lambda: MONDAY / 1000)
    monkeypatch.setattr(part, "_producer", broker, raising=False)
    monkeypatch.setattr(part, "_sinks", {(who.name, who.alerts[0].name): sink}, raising=False)
    for topic, kind in ((topics.SIGNALS, "signal"), (topics.COMMANDS, "command"), (topics.SIGNALS, "redaction")):
        for values in odd_values(kind):
            await part.process(batch(topic, values))
    good = signal_of(hour=9_000)
    await part.process(batch(topics.SIGNALS, [wire.encode(good)]))
    await part.after_commit({})
    await part.on_revoked()
    assert broker.values(topics.REJECTED)
    assert good.id in {item.signal.id for alert in told for item in alert.items}
