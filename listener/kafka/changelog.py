"""Changelog: what an app writes waits in its outbox, and goes to the brokers once a commit, whole or not at all.

What is said of a state (decisions, signals) and what changed of it wait together, by the partition of its key. A
commit first asks `write_behind` for all that changed, and then writes what waits with the offsets of the records that
caused it: in one transaction a partition (`listener/kafka/fencing.py`). So a worker that dies leaves a state, its
signals and its offsets of one moment, and what it had not committed is read again.

A `KeyedTable` can be written to between two records, outside of an agent: its records lie where the records of their
audience's key do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, cast

import faust

from listener.kafka.partitions import partition_of
from listener.kafka.wire import RecordHeaders
from models.errors import InputError

_RAISED: Final = (
    "was given other partitions after states were written: they are not where their keys are now. Give it back the "
    "number that it had, or start afresh under another LISTENER_PREFIX"
)


@dataclass(frozen=True)
class Outgoing:
    """A record to be written; of a key that has none it takes out what was there."""

    topic: str  # its full name
    key: bytes | None
    value: bytes | None
    headers: RecordHeaders = ()
    partition: int | None = None  # None: that of its key


class Outbox:
    """What is to be written with the next commit, by partition and in order."""

    def __init__(self) -> None:
        self.write_behind: Callable[[], None] = _write_nothing
        self.on_written: Callable[[Sequence[float]], None] = lambda causes: None
        self._causes: list[float] = []
        self._waiting: dict[int, list[Outgoing]] = defaultdict(list)

    def put(self, partition: int, record: Outgoing) -> None:
        """Lets a record wait."""
        self._waiting[partition].append(record)

    @property
    def size(self) -> int:
        """How many records wait, but for what `write_behind` still keeps."""
        return sum(map(len, self._waiting.values()))

    def note_cause(self, at: float) -> None:
        """When the record came of which something waits that did not before, in seconds since the epoch."""
        self._causes.append(at)

    def take_causes(self) -> Sequence[float]:
        """When the records came of which what waits is."""
        causes, self._causes = self._causes, []
        return causes

    def take(self) -> dict[int, Sequence[Outgoing]]:
        """All that waits and all that changed, which waits no more."""
        self.write_behind()
        taken: dict[int, Sequence[Outgoing]] = dict(self._waiting)
        self._waiting.clear()
        return taken

    def clear(self) -> None:
        """Drops what waits: another worker reads what caused it, and says it."""
        self._waiting.clear()
        self._causes.clear()

    def close(self) -> None:
        """Nothing that changed since the last commit is written any more."""
        self.write_behind = _write_nothing
        self.clear()


class HasOutbox(Protocol):
    """An app whose tables write to an outbox."""

    outbox: Outbox


class KeyedTable(faust.Table[bytes, bytes]):
    """A table of records named `key/...`, each on the partition of its key, whoever writes it and when."""

    def partition_for_key(self, key: bytes) -> int:
        """Where a change of the record of this name goes."""
        owner, _, _ = key.rpartition(b"/")
        return partition_of(owner, cast(int, self.partitions))

    def on_key_set(self, key: bytes, value: bytes) -> None:
        """Lets a change wait for the next commit."""
        self._put(key, value)

    def on_key_del(self, key: bytes) -> None:
        """The same of a record that is taken out."""
        self._put(key, None)

    def restore(self, records: Mapping[int, Mapping[bytes, bytes]]) -> None:
        """What the table holds from now on, as it was read from its changelog, by partition.

        Raises InputError where a key's records are on another partition than the key is now: it would begin afresh.
        """
        for number, some in records.items():
            owners = {key.rpartition(b"/")[0]: key for key in some}
            if any(self.partition_for_key(key) != number for key in owners.values()):
                raise InputError(f"{self.changelog_topic.get_topic_name()} {_RAISED}")
        self.data.clear()
        for some in records.values():
            self.data.update(some)

    def _put(self, key: bytes, value: bytes | None) -> None:
        partition = self.partition_for_key(key)
        record = Outgoing(self.changelog_topic.get_topic_name(), key, value, partition=partition)
        cast(HasOutbox, self.app).outbox.put(partition, record)


def _write_nothing() -> None:
    """What an app writes that has no state, or has failed."""
