"""ShardedMap: a frozen mapping from 64-bit hashes to values, in fixed shards, of which a change copies only a few.

A shard that a change leaves alone is the same object before and after. Stores rest on that: they compare shards by
identity (`is not`) and write those that differ. So a shard, once in a map, must never be changed in place.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Generic, Self, TypeVar

import msgspec

_Value = TypeVar("_Value")


class ShardedMap(msgspec.Struct, Generic[_Value], frozen=True, dict=True):
    """Values by hash. `shards[hash % len(shards)]` holds them; a shard is never changed in place."""

    shards: tuple[Mapping[int, _Value], ...]

    @classmethod
    def empty(cls, count: int) -> Self:
        """`count` empty shards. A state keeps its count for as long as it lives."""
        return cls(({},) * count)

    def get(self, id: int) -> _Value | None:
        return self.shards[id % len(self.shards)].get(id)

    def with_changes(self, changes: Mapping[int, _Value | None]) -> Self:
        """With these values put, and those that are None taken out."""
        if not changes:
            return self
        shards, count = list(self.shards), len(self.shards)
        copies: dict[int, dict[int, _Value]] = {}
        for id, value in changes.items():
            number = id % count
            if number not in copies:
                shards[number] = copies[number] = dict(shards[number])
            if value is None:
                copies[number].pop(id, None)
            else:
                copies[number][id] = value
        return self._with_shards(tuple(shards), copies)

    def _with_shards(self, shards: tuple[Mapping[int, _Value], ...], changed: Iterable[int]) -> Self:
        """The map of these shards. Its size is known from ours where that is: only so many shards changed."""
        changed_map = type(self)(shards)
        if "_size" in self.__dict__:
            more = sum([len(shards[number]) - len(self.shards[number]) for number in changed])
            changed_map.__dict__["_size"] = self._size + more
        return changed_map

    def shard_number(self, id: int) -> int:
        """The place in `shards` of the one that holds the id, or would."""
        return id % len(self.shards)

    def values(self) -> Iterator[_Value]:
        """All values, shard by shard. The order within a shard is that of arrival: sort where order counts."""
        return chain.from_iterable([shard.values() for shard in self.shards])

    def __len__(self) -> int:
        return self._size

    @cached_property  # asked for each hour, of maps that mostly have not changed
    def _size(self) -> int:
        return sum(map(len, self.shards))
