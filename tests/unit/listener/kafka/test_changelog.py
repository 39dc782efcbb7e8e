"""Write-behind: what changed is on the brokers before anything that made it counts as done."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import faust
import pytest
from faust.types.tuples import FutureMessage

from listener.kafka.changelog import AcknowledgedBuffer, AcknowledgedProducer, KeyedTable, stop_writing, write_behind
from listener.kafka.partitions import partition_of
from listener.kafka.recovery import OrderedTableManager, patch_transport
from models.errors import CorruptionError


class Brokers:
    """Acknowledge what is put once they are told to, and remember the order of things."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.pending: list[asyncio.Future[Any]] = []

    def take(self, buffer: AcknowledgedBuffer, name: str) -> None:
        message: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        message.add_done_callback(lambda _: self.log.append(f"{name} acknowledged"))
        self.log.append(f"{name} sent")
        self.pending.append(message)
        buffer.put(cast(FutureMessage, message))


def writing(brokers: Brokers) -> tuple[faust.App, AcknowledgedProducer]:
    """An app that is not connected, whose state changes before each flush, and its producer."""
    app = patch_transport(faust.App("test", TableManager=OrderedTableManager, store="memory://"))
    producer = cast(AcknowledgedProducer, app.producer)
    write_behind(app, lambda: brokers.take(cast(AcknowledgedBuffer, producer.buffer), "state"))
    return app, producer


async def test_what_changed_is_acknowledged_before_a_commit() -> None:
    brokers = Brokers()
    _, producer = writing(brokers)

    async def commit() -> None:
        await producer.flush()  # as Faust does before it commits
        brokers.log.append("offsets committed")

    committing = asyncio.create_task(commit())
    await asyncio.sleep(0.01)
    assert brokers.log == ["state sent"]
    brokers.pending[0].set_result(None)
    await committing
    assert brokers.log == ["state sent", "state acknowledged", "offsets committed"]


async def test_a_change_that_is_refused_commits_nothing() -> None:
    brokers = Brokers()
    _, producer = writing(brokers)
    flushing = asyncio.create_task(producer.flush())
    await asyncio.sleep(0.01)
    brokers.pending[0].set_exception(RuntimeError("too large"))
    with pytest.raises(CorruptionError, match="too large"):
        await flushing


async def test_after_a_failure_nothing_is_written() -> None:
    brokers = Brokers()
    app, producer = writing(brokers)
    stop_writing(app)
    await producer.flush()
    assert not brokers.log


def test_a_record_of_a_state_lies_where_the_records_of_its_audience_do() -> None:
    app = faust.App("test", Table=KeyedTable, store="memory://", topic_partitions=12)
    table = app.Table("state", key_type=bytes, value_type=bytes, partitions=12)
    for key in (b"relief|locals", b"fond|ungdom", "æ/ø|å".encode()):
        for name in (b"/h0", b"/w17", b"/j3"):
            assert table.partition_for_key(key + name) == partition_of(key, 12)
