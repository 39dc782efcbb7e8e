"""Tracked authors: what is ours comes back, what is not is passed over, and what is broken and ours stops us."""

from collections.abc import Sequence

import pytest

from listener.settings import Settings
from listener.worker import tracked_authors
from listener.worker.tracked_authors import KeptAuthors, parse_tracked, read_tracked, tracked_records
from models.errors import CorruptionError
from pipelines.intake import TrackedAuthor
from tests.records import NAMED

OURS = {"relief|locals"}
SOMEBODY = TrackedAuthor("relief|locals", 7, 2_870)


def restored(records: dict[bytes, bytes]) -> list[TrackedAuthor]:
    return parse_tracked(records, "tracked", OURS)


def test_whom_we_tracked_we_track_again() -> None:
    elsewhere = TrackedAuthor("relief|abroad", 7, 2_870)
    records = {key: value or b"" for key, value in tracked_records([SOMEBODY, elsewhere])}
    assert restored(records) == [SOMEBODY]


@pytest.mark.parametrize("key", [b"relief|nobody/7", b"relief|locals", b"\xff", b"", b"/"])
def test_no_record_under_a_key_of_nobodys_stops_a_worker(key: bytes) -> None:
    for value in NAMED.values():
        assert restored({key: value}) == []


def test_a_broken_record_under_a_key_of_ours_is_corruption() -> None:
    with pytest.raises(CorruptionError, match="a record of tracked does not decode"):
        restored({b"relief|locals/7": b"{"})


Topic = list[dict[bytes, bytes | None]]  # records by key, of each partition


@pytest.fixture
def topic(monkeypatch: pytest.MonkeyPatch) -> Topic:
    """The topic `tracked`, of three partitions that nobody has written to."""
    made: Topic = [{}, {}, {}]

    async def read_each_latest(_: Settings, __: str, only: Sequence[int]) -> dict[int, dict[bytes, bytes]]:
        return {each: {key: value for key, value in made[each].items() if value is not None} for each in only}

    monkeypatch.setattr(tracked_authors, "read_each_latest", read_each_latest)
    return made


async def taken(topic: Topic, partition: int, *, of: int) -> KeptAuthors:
    """What an intake is given, which then keeps what its partition lacks."""
    kept = await read_tracked(Settings(), partition, of, OURS)
    topic[partition] |= kept.lacking
    return kept


async def test_an_author_who_has_moved_to_another_partition_is_tracked_there(topic: Topic) -> None:
    await taken(topic, 0, of=2)
    topic[0] |= tracked_records([SOMEBODY])
    assert (await taken(topic, 2, of=3)).authors == [SOMEBODY]
    topic[0].clear()
    assert (await taken(topic, 2, of=3)).authors == [SOMEBODY]


async def test_a_partition_that_nobody_moved_to_keeps_its_own_alone(topic: Topic) -> None:
    await taken(topic, 0, of=3)
    topic[1] |= tracked_records([SOMEBODY])
    assert await taken(topic, 0, of=3) == KeptAuthors([], ())
