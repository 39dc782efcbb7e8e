"""Moving: what people and sources said, of a log, onto another: from a laptop's file to the topics on Kafka.

What came of it is not moved: workers tell the same again, under the same ids. Each record keeps when it was received.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Final

from listener.kafka import topics, wire
from listener.kafka.feed import Pace
from listener.log.base import Log, LogBatch, LogRecord
from listener.sources import SourceRecord
from models.errors import UnreadableError
from models.labels import LabelDraw

MOVED: Final = (topics.POSTS, topics.ERASURES, topics.COMMANDS, topics.LABELS, topics.OUTCOMES)
_BY_SOURCES: Final = frozenset({b"mark", b"gap"})  # what of `posts` is about every partition


async def move_records(
    batches: Iterable[LogBatch],
    to: Log,
    *,
    pace: Pace | None = None,
    on_batch: Callable[[int], None] = lambda count: None,
) -> int:
    """Appends what the batches hold to another log, in their order; how many records. Raises InputError.

    `pace` is asked after each batch; `on_batch` is told how many records are moved.
    """
    count = 0
    for batch in batches:
        records = list(_moved(batch.records))
        await to.append(records)
        count += len(records)
        on_batch(count)
        if pace:
            await pace(count, -1)
    return count


def _moved(records: Iterable[LogRecord]) -> Iterator[SourceRecord]:
    for each in records:
        if each.topic == topics.LABELS and _is_draw(each.value):
            continue  # the worker draws it again
        headers = (*each.headers, wire.received_header(each.received)) if each.topic == topics.POSTS else each.headers
        is_about_all = dict(each.headers).get("type") in _BY_SOURCES
        yield SourceRecord(each.topic, each.key, each.value or b"", headers, to_every_partition=is_about_all)


def _is_draw(value: bytes | None) -> bool:
    with suppress(UnreadableError):
        return isinstance(wire.decode_label(value), LabelDraw)
    return False
