"""Write-behind: what changed waits, with what is told of it, until all of it goes out at once."""

from __future__ import annotations

from typing import cast

import faust
import pytest
from faust.types import TP

from listener.kafka.changelog import KeyedTable, Outgoing
from listener.kafka.commits import commit
from listener.kafka.partitions import partition_of
from listener.kafka.recovery import FencedApp
from listener.settings import Settings
from models.errors import InputError
from tests.fencing import Member, WriterInMemory

KEYS = {partition_of(key, 2): key for key in (b"relief|locals", b"relief|abroad", b"fond|youth")}
TAGGED = "listener.tagged"


def telling(writer: WriterInMemory) -> FencedApp:
    """An app that is not connected: something is told of each state, and a state changes before each commit."""
    app = FencedApp("test", Settings(), writer, topic_partitions=2)
    table = app.Table("state", key_type=bytes, value_type=bytes, partitions=2)
    app.outbox.write_behind = lambda: table.update({key + b"/h0": b"changed" for key in KEYS.values()})
    for number, key in KEYS.items():
        app.outbox.put(number, Outgoing("listener.signals", key, b"told"))
    return app


async def test_what_is_told_what_changed_and_the_offsets_of_a_partition_are_written_together() -> None:
    app = telling(writer := WriterInMemory())
    offsets = {TP(TAGGED, 0): 7, TP("listener.commands", 0): 2, TP(TAGGED, 1): 9}
    assert await commit(app.outbox, writer, offsets, Member())
    assert {number: [each.value for each in some] for number, some in writer.written.items()} == {
        0: [b"told", b"changed"],
        1: [b"told", b"changed"],
    }
    assert writer.offsets == offsets
    assert not app.outbox.size


async def test_what_is_told_late_is_seen_to_be_once_it_can_be_read() -> None:
    app = telling(writer := WriterInMemory())
    written: list[float] = []
    app.outbox.on_written = written.extend
    app.outbox.note_cause(17.5)
    assert await commit(app.outbox, writer, {TP(TAGGED, 0): 7}, Member())
    assert await commit(app.outbox, writer, {TP(TAGGED, 0): 8}, Member())
    assert written == [17.5]


async def test_a_partition_that_is_lost_keeps_the_others_from_nothing_and_is_joined_for_anew_once() -> None:
    app, member = telling(writer := WriterInMemory(lost={0})), Member()
    assert not await commit(app.outbox, writer, {TP(TAGGED, 0): 7, TP(TAGGED, 1): 9}, member)
    assert not await commit(app.outbox, writer, {TP(TAGGED, 0): 8}, member)
    assert member.joins == 1
    assert writer.offsets == {TP(TAGGED, 1): 9}


async def test_without_transactions_what_is_told_goes_before_what_changed_and_the_offsets_last() -> None:
    app, member = telling(writer := WriterInMemory(has_transactions=False)), Member()
    assert await commit(app.outbox, writer, {TP(TAGGED, 0): 7}, member)
    assert [{each.value for each in some} for some in writer.sent] == [{b"told"}, {b"changed"}]
    assert member.committed == {TP(TAGGED, 0): 7}


async def test_without_transactions_nothing_is_written_by_whom_the_group_does_not_count_in() -> None:
    app, member = telling(writer := WriterInMemory(has_transactions=False)), Member(counts=False)
    assert not await commit(app.outbox, writer, {TP(TAGGED, 0): 7}, member)
    assert not writer.sent
    assert not member.committed


def test_after_a_failure_nothing_waits_and_nothing_that_changed_is_written() -> None:
    app = telling(WriterInMemory())
    app.outbox.close()
    assert not app.outbox.take()


def test_a_record_of_a_state_lies_where_the_records_of_its_audience_do() -> None:
    app = faust.App("test", Table=KeyedTable, store="memory://", topic_partitions=12)
    table = app.Table("state", key_type=bytes, value_type=bytes, partitions=12)
    for key in (b"relief|locals", b"fond|ungdom", "æ/ø|å".encode()):
        for name in (b"/h0", b"/w17", b"/j3"):
            assert table.partition_for_key(key + name) == partition_of(key, 12)


async def test_a_state_is_not_begun_afresh_where_its_topics_were_given_more_partitions() -> None:
    app = telling(WriterInMemory())
    table = cast(KeyedTable, app.tables["state"])
    records = {number: {key + b"/h0": b"known"} for number, key in KEYS.items()}
    table.restore(records)
    assert dict(table.data) == records[0] | records[1]
    with pytest.raises(InputError, match="given other partitions after states were written"):
        table.restore({0: records[1]})
