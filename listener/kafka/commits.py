"""Commits: all that waits in the outbox, and the offsets of what caused it, partition by partition, both or none."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Protocol

from faust.types import TP

from listener.kafka.changelog import Outbox, Outgoing
from listener.kafka.fencing import FencedWriter, LostPartitionError


class GroupMember(Protocol):
    """The consumer whose offsets are committed."""

    async def join_anew(self) -> None:
        """Lets the group give out its partitions again."""

    async def is_member(self) -> bool:
        """Whether the group counts us in."""

    async def commit_offsets(self, offsets: Mapping[TP, int]) -> bool:
        """Commits offsets outside of any transaction, and says whether it could."""


async def commit(outbox: Outbox, writer: FencedWriter, offsets: Mapping[TP, int], member: GroupMember) -> bool:
    """Whether all of it was written. What was not is dropped: whoever is given its partition reads it again."""
    taken, causes = outbox.take(), outbox.take_causes()
    write = _commit_partitions if writer.has_transactions else _commit_plainly
    if written := await write(taken, writer, offsets, member):
        outbox.on_written(causes)
    return written


async def _commit_partitions(
    taken: Mapping[int, Sequence[Outgoing]], writer: FencedWriter, offsets: Mapping[TP, int], member: GroupMember
) -> bool:
    """Each partition in a transaction of its own, all at once."""
    partitions = {*taken, *(tp.partition for tp in offsets)}
    parts = [_write(each, taken.get(each, ()), writer, _of_partition(each, offsets), member) for each in partitions]
    return all(await asyncio.gather(*parts))


async def _write(
    partition: int, records: Sequence[Outgoing], writer: FencedWriter, offsets: Mapping[TP, int], member: GroupMember
) -> bool:
    if not writer.owns(partition):
        return False
    try:
        await writer.write(partition, records, offsets)
    except LostPartitionError:
        await member.join_anew()
        return False
    return True


async def _commit_plainly(
    taken: Mapping[int, Sequence[Outgoing]], writer: FencedWriter, offsets: Mapping[TP, int], member: GroupMember
) -> bool:
    """What is told goes first, then what changed, then the offsets: what a crash cuts off is told again."""
    if not await member.is_member():
        return False
    records = [each for some in taken.values() for each in some]
    await writer.send([each for each in records if each.partition is None])
    await writer.send([each for each in records if each.partition is not None])
    return await member.commit_offsets(offsets)


def _of_partition(number: int, offsets: Mapping[TP, int]) -> dict[TP, int]:
    return {tp: offset for tp, offset in offsets.items() if tp.partition == number}
