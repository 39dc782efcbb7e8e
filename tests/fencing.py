"""A fenced writer that remembers what it is given instead of writing it to brokers, and a member of no group."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from faust.types import TP

from listener.kafka.changelog import Outgoing
from listener.kafka.fencing import FencedWriter, LostPartitionError
from listener.settings import Settings


class WriterInMemory(FencedWriter):
    """Owns every partition, but those that it loses with their first write."""

    def __init__(
        self, lost: Collection[int] = (), errors: Sequence[BaseException] = (), *, has_transactions: bool = True
    ) -> None:
        """`errors` are what claims meet, one after the other."""
        super().__init__(Settings(), "test", has_transactions=has_transactions)
        self._to_lose, self._lost, self._errors = set(lost), set[int](), [*errors]
        self.written: dict[int, list[Outgoing]] = {}
        self.offsets: dict[TP, int] = {}
        self.sent: list[Sequence[Outgoing]] = []
        self.claims: list[list[int]] = []

    def owns(self, partition: int) -> bool:
        return partition not in self._lost

    async def claim(self, partitions: Collection[int]) -> None:
        self.claims.append([*partitions])
        if self._errors:
            raise self._errors.pop(0)

    async def write(self, partition: int, records: Sequence[Outgoing], offsets: Mapping[TP, int]) -> None:
        if partition in self._to_lose:
            self._lost.add(partition)
            raise LostPartitionError
        self.written.setdefault(partition, []).extend(records)
        self.offsets.update(offsets)

    async def send(self, records: Sequence[Outgoing]) -> None:
        self.sent.append(records)


class Member:
    """A member of a group that does what a commit asks of it."""

    def __init__(self, *, counts: bool = True) -> None:
        """`counts` is whether the group counts it in."""
        self._counts, self.joins, self.committed = counts, 0, dict[TP, int]()

    async def join_anew(self) -> None:
        self.joins += 1

    async def is_member(self) -> bool:
        return self._counts

    async def commit_offsets(self, offsets: Mapping[TP, int]) -> bool:
        self.committed.update(offsets)
        return True
