"""What every log is: records appended together, read in the order in which they were written, by topic.

Topics have the names and kinds that they have on Kafka (`listener/kafka/topics.py`): of one that is compacted the
latest record of each key alone is kept, and none where its value is empty.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from typing import NamedTuple, Protocol

from listener.kafka import topics
from listener.kafka.wire import RecordHeaders
from listener.sources.runner import SourceRecord
from models.posts import Millis

Position = str  # a log's own word for how far somebody has read it; nobody else reads it

POSITIONS = "positions"  # compacted: how far each reader of the log has come
FOLLOWED = "followed"  # compacted: the authors whose journeys a run follows
CAMPAIGNS = "campaigns"  # by name, each version of a campaign's file, before the first record that it counts for
COMPACTED = frozenset({POSITIONS, FOLLOWED, *(each.name for each in topics.TOPICS if each.compacted)})


class LogRecord(NamedTuple):
    """A record as it is kept. `number` rises within a partition of its topic: on disk, within the log."""

    topic: str  # without the prefix of a deployment
    key: bytes | None
    value: bytes | None
    received: Millis  # when the log took it
    number: int
    headers: RecordHeaders = ()


class LogBatch(NamedTuple):
    """Records that were read together, and the position after them."""

    records: Sequence[LogRecord]
    position: Position


class Log(Protocol):
    """Somewhere to keep records."""

    async def append(self, records: Sequence[SourceRecord]) -> None:
        """Returns once all of them are kept; those of compacted topics not before the others. Raises InputError."""
        ...

    def read(self, names: Collection[str], after: Position | None = None) -> AsyncIterator[LogBatch]:
        """What these topics, none of them compacted, have after a position, up to where they end now.

        Records of one key come in the order in which they were appended. Raises InputError.
        """
        ...

    async def latest(self, name: str) -> dict[bytes, bytes]:
        """Value by key of a compacted topic. Raises InputError."""
        ...
