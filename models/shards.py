"""Buckets: a frozen mapping from 64-bit hashes to values, in fixed pieces, of which a change copies only a few.

Pieces that did not change are the same objects before and after: a store writes only what is new.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Generic, Self, TypeVar

import msgspec

Value = TypeVar("Value")


class ShardedMap(msgspec.Struct, Generic[Value], frozen=True):
    """Values by hash. `pieces[hash % len(pieces)]` holds them; a piece is never changed in place."""

    pieces: tuple[Mapping[int, Value], ...]

    @classmethod
    def empty(cls, count: int) -> Self:
        """`count` empty pieces. A state keeps its count for as long as it lives."""
        return cls(({},) * count)

    def get(self, id: int) -> Value | None:
        return self.pieces[id % len(self.pieces)].get(id)

    def changed(self, changes: Mapping[int, Value | None]) -> Self:
        """With these values put, and those that are None taken out."""
        if not changes:
            return self
        pieces, count = list(self.pieces), len(self.pieces)
        copies: dict[int, dict[int, Value]] = {}
        for id, value in changes.items():
            number = id % count
            if number not in copies:
                pieces[number] = copies[number] = dict(pieces[number])
            if value is None:
                copies[number].pop(id, None)
            else:
                copies[number][id] = value
        return type(self)(tuple(pieces))

    def values(self) -> Iterator[Value]:
        """All values, piece by piece. The order within a piece is that of arrival: sort where order counts."""
        return chain.from_iterable([piece.values() for piece in self.pieces])

    def __len__(self) -> int:
        return sum(map(len, self.pieces))
