"""Buckets: a frozen mapping from 64-bit hashes to values, in fixed pieces, of which a change copies only a few.

Pieces that did not change are the same objects before and after: a store writes only what is new.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True)
class Buckets(Generic[Value]):
    """Values by hash. `pieces[hash % len(pieces)]` holds them; a piece is never changed in place."""

    pieces: tuple[Mapping[int, Value], ...]

    @classmethod
    def empty(cls, count: int) -> Self:
        """`count` empty pieces. A state keeps its count for as long as it lives."""
        return cls(({},) * count)

    def get(self, id: int) -> Value | None:
        return self.pieces[id % len(self.pieces)].get(id)

    def put(self, id: int, value: Value) -> Self:
        """With one value put."""
        number = id % len(self.pieces)
        piece = {**self.pieces[number], id: value}
        return type(self)((*self.pieces[:number], piece, *self.pieces[number + 1 :]))

    def changed(self, changes: Mapping[int, Value | None]) -> Self:
        """With these values put, and those that are None taken out."""
        if not changes:
            return self
        pieces = list(self.pieces)
        for number, some in self._by_piece(changes).items():
            merged = {**pieces[number], **some}
            pieces[number] = {id: value for id, value in merged.items() if value is not None}
        return type(self)(tuple(pieces))

    def _by_piece(self, changes: Mapping[int, Value | None]) -> dict[int, dict[int, Value | None]]:
        grouped: dict[int, dict[int, Value | None]] = defaultdict(dict)
        for id, value in changes.items():
            grouped[id % len(self.pieces)][id] = value
        return grouped

    def values(self) -> Iterator[Value]:
        """All values, piece by piece. The order within a piece is that of arrival: sort where order counts."""
        return (value for piece in self.pieces for value in piece.values())

    def __len__(self) -> int:
        return sum(map(len, self.pieces))
