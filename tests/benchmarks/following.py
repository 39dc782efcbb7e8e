"""What it costs to follow journeys: the sample of a million authors, and the time that a post takes with and without.

Followed are the authors of lowest keyed hash. Of the others a post is admitted, matched and hashed, as before.
"""

from collections.abc import Iterator
from itertools import islice

import msgspec

from models.movement import MovementSample
from pipelines.intake import InputRecord
from pipelines.movement import MovementReader
from pipelines.tags import Tagger
from tests.benchmarks.memory import FEW, MANY, posted
from tests.benchmarks.report import Figure, per_second
from tests.making import NOW, campaign

_BATCH, _TIMED, _RUNS = 500, 20_000, 5  # posts; posts; of `per_second`


def figures() -> Iterator[Figure]:
    """Authors and bytes of a sample, posts a second; baselines: of ten thousand authors, without following any."""
    few, many = read(FEW), read(MANY)
    sizes = [len(find_sample(each).travellers) for each in (many, few)]
    yield Figure("authors followed of a million; baseline: of ten thousand", sizes[0], "authors", sizes[1])
    megabytes = [len(msgspec.msgpack.encode(find_sample(each).travellers)) / 1e6 for each in (many, few)]
    yield Figure("sample of a million authors; baseline: of ten thousand", megabytes[0], "MB", megabytes[1])
    none, later = read(MANY, most=1), islice(posted(MANY + 2 * _RUNS * _TIMED), MANY, None)
    unread = iter([list(islice(later, _TIMED)) for _ in range(2 * _RUNS)])  # what was read is known, and passed over
    speed, before = per_second(_TIMED, lambda: take(many, next(unread)), lambda: take(none, next(unread)))
    yield Figure("posts read, a million authors; baseline: following one", speed, "posts/s", before)


def new_reader(most: int | None = None) -> MovementReader:
    """A reader that has seen nothing. `most`: authors that it follows."""
    watched = campaign()
    if most is not None:
        bars = msgspec.structs.replace(watched.policy.movement, movement_authors=most)
        watched = msgspec.structs.replace(watched, policy=msgspec.structs.replace(watched.policy, movement=bars))
    return MovementReader(watched, Tagger([watched]))


def read(authors: int, most: int | None = None) -> MovementReader:
    """A reader of the posts of so many authors within two weeks."""
    reader, records = new_reader(most), posted(authors)
    while batch := list(islice(records, _BATCH)):
        take(reader, batch)
    return reader


def take(reader: MovementReader, records: list[InputRecord]) -> None:
    """Takes records by batches."""
    for start in range(0, len(records), _BATCH):
        reader.take([each.value for each in records[start : start + _BATCH] if each.value], NOW)


def find_sample(reader: MovementReader) -> MovementSample:
    """The sample of its one audience."""
    return next(iter(reader.samples.values()))
