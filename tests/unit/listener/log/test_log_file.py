"""A log file keeps what is appended together, all or none, and gives it back in the same batches."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from listener.kafka import topics
from listener.log.log_file import LogFile
from listener.sources import SourceRecord
from models.errors import InputError


class Clock:
    """A clock that a test sets."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Iterator[LogFile]:
    with closing(LogFile(tmp_path / "log", clock=clock)) as found:
        yield found


def posts(count: int) -> list[SourceRecord]:
    return [SourceRecord(topics.POSTS, b"a1", b"%d" % number) for number in range(count)]


def sizes(file: LogFile, after: str | None = None) -> list[int]:
    return [len(batch.records) for batch in file.read([topics.POSTS], after)]


def test_batches_are_read_as_they_were_appended_whatever_their_sizes(file: LogFile) -> None:
    written = [1, 700, 1_999, 2_000, 2_001, 4_500, 3]
    for count in written:
        file.append(posts(count))
    assert sizes(file) == written


def test_a_time_of_receipt_is_later_than_all_before_it_whatever_the_clock_says(file: LogFile, clock: Clock) -> None:
    for now in (1_000.0, 1_000.0, 900.0, 1_001.0):
        clock.now = now
        file.append(posts(2))
    received = [batch.records[0].received for batch in file.read([topics.POSTS])]
    assert received == [1_000_000, 1_000_001, 1_000_002, 1_001_000]


def test_of_what_is_let_go_nothing_is_left_on_disk(file: LogFile, clock: Clock, tmp_path: Path) -> None:
    file.append([SourceRecord(topics.POSTS, b"a1", b"her words " * 500)])
    clock.now = 2_000.0
    file.append(posts(1))
    assert any(b"her words" in each.read_bytes() for each in tmp_path.iterdir())
    assert file.trim(1_500_000, "1") == 1
    file.settle()
    assert not any(b"her words" in each.read_bytes() for each in tmp_path.iterdir())


def test_what_is_old_is_let_go_once_it_was_read(file: LogFile, clock: Clock) -> None:
    for now in (1_000.0, 2_000.0, 3_000.0):
        clock.now = now
        file.append(posts(10))
    first = next(file.read([topics.POSTS])).position
    assert file.trim(3_000_000, first) == 10
    assert sizes(file) == [10, 10]
    assert file.trim(9_000_000, "30") == 20
    file.append(posts(1))
    assert [batch.records[0].number for batch in file.read([topics.POSTS])] == [31], "numbers are not given twice"


def test_reading_again_begins_where_a_batch_does(file: LogFile) -> None:
    for count in (5, 5, 5):
        file.append(posts(count))
    assert sizes(file, file.start_before("15", 7)) == [5, 5]
    assert sizes(file, file.start_before("15", 100)) == [5, 5, 5]


def test_of_an_append_that_fails_nothing_is_kept(file: LogFile) -> None:
    broken = SourceRecord(topics.POSTS, b"a1", object())  # type: ignore[arg-type]
    with pytest.raises(InputError):
        file.append([*posts(3), broken])
    assert sizes(file) == []


def test_a_file_that_is_something_else_is_told(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("a line\n" * 1_000)
    with closing(sqlite3.connect(tmp_path / "other")) as other:
        other.execute("CREATE TABLE mine (words)")
    for name in ("text", "other"):
        with pytest.raises(InputError, match=name):
            LogFile(tmp_path / name)
    with pytest.raises(InputError, match="there is no log"):
        LogFile(tmp_path / "absent", make=False)


def test_nobody_else_reads_the_words_of_people(file: LogFile) -> None:
    assert file.path.stat().st_mode & 0o077 == 0
