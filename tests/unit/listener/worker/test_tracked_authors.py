"""Tracked authors: what is ours comes back, what is not is passed over, and what is broken and ours stops us."""

import pytest

from listener.worker.tracked_authors import parse_tracked, tracked_records
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
