"""Log file: the log of one machine, in SQLite. Many processes may read it and append to it; one at a time decides.

What is appended together is kept together or not at all, has one time of receipt, and is read together: such a batch
is what a run takes in one go, so whoever reads the log again takes the same batches. A time of receipt is later than
all before it, whatever the clock says.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from msgspec import msgpack

from listener.log.base import CAMPAIGNS, COMPACTED, LogBatch, LogRecord, Position
from listener.log.log_erasing import ERASING_SCHEMA, erase_from_log
from listener.sources.runner import SourceRecord
from models.decoding import msgpack_decoder, parse_digits
from models.errors import InputError
from models.posts import Millis

_APPLICATION: Final = 0x4C53544E  # what says of a SQLite file that it is a log of ours: "LSTN"
_FORMAT: Final = 1  # raised when the tables change
_OWNER_ONLY: Final = 0o600
_WAIT_SECONDS: Final = 20.0  # for another process that writes just now
_ROWS: Final = 2_000  # that are read at once
_SCHEMA: Final = f"""
BEGIN;
CREATE TABLE IF NOT EXISTS records (
    number INTEGER PRIMARY KEY AUTOINCREMENT, received INTEGER NOT NULL, topic TEXT NOT NULL,
    key BLOB, value BLOB, headers BLOB);
CREATE INDEX IF NOT EXISTS told ON records (topic, number) WHERE topic <> 'posts';
CREATE TABLE IF NOT EXISTS latest (topic TEXT NOT NULL, key BLOB NOT NULL, value BLOB, PRIMARY KEY (topic, key));
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {_FORMAT};
COMMIT;
"""
_COLUMNS: Final = "topic, key, value, received, number, headers"

_encode_headers: Final = msgpack.Encoder().encode
_decode_headers = msgpack_decoder(tuple[tuple[str, bytes], ...])
_Clock = Callable[[], float]  # seconds since 1970


class LogFile:
    """One log file. Used from one thread at a time."""

    def __init__(self, path: Path, *, make: bool = True, clock: _Clock = time.time) -> None:
        """Opens the log, and makes it where there is none, unless `make` is False. Raises InputError."""
        self.path, self._clock = path, clock
        if not make and not path.is_file():
            raise InputError(f"{path}: there is no log; `listener run` makes one")
        with self._telling():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=_OWNER_ONLY)  # people's words are in it
            self._file = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False)
            try:
                self._prepare()
            except BaseException:
                self._file.close()
                raise

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def append(self, records: Sequence[SourceRecord]) -> None:
        """Keeps the records, all or none, before it returns. Raises InputError, as on a full disk."""
        if not records:
            return
        kept = [each for each in records if each.topic in COMPACTED]
        rows = [each for each in records if each.topic not in COMPACTED]
        with self._telling(), self._writing():
            received = self._next_moment()
            self._file.executemany(
                "INSERT INTO records (received, topic, key, value, headers) VALUES (?, ?, ?, ?, ?)",
                [(received, each.topic, each.key, each.value, _headers(each)) for each in rows],
            )
            self._file.executemany("REPLACE INTO latest VALUES (?, ?, ?)", [each[:3] for each in kept])
            self._file.execute("DELETE FROM latest WHERE length(value) = 0")
            erase_from_log(self._file, rows)

    def read(self, names: Collection[str], after: Position | None = None) -> Iterator[LogBatch]:
        """The batches of these topics after a position, up to the end. Raises InputError."""
        number = parse_digits(after or "0")
        if number is None:
            raise InputError(f"{self.path}: `{str(after)[:40]}` is no position of a log")
        while rows := self._rows(names, number):
            for batch in self._whole_batches(names, rows):
                yield LogBatch(batch, str(number := batch[-1].number))

    def latest(self, name: str) -> dict[bytes, bytes]:
        """Value by key of a compacted topic. Raises InputError."""
        with self._telling():
            return dict(self._file.execute("SELECT key, value FROM latest WHERE topic = ?", (name,)).fetchall())

    def start_before(self, position: Position | None, records: int) -> Position:
        """The position so many numbers before another, or a little more: where a batch ends; or the beginning."""
        number = max(0, (parse_digits(position or "0") or 0) - records)
        with self._telling():
            found = self._file.execute(
                "SELECT number FROM records WHERE number <= ?1 AND received < "
                "(SELECT received FROM records WHERE number <= ?1 ORDER BY number DESC LIMIT 1) "
                "ORDER BY number DESC LIMIT 1",
                (number,),
            ).fetchone()
        return str(found[0] if found else 0)

    def first(self) -> LogRecord | None:
        """The oldest record that is kept, or None; versions of campaigns, which are kept for good, aside."""
        with self._telling():
            row = self._file.execute(
                f"SELECT {_COLUMNS} FROM records WHERE topic <> ? ORDER BY number LIMIT 1", (CAMPAIGNS,)
            ).fetchone()
        return _record(row) if row else None

    def has_lost_some(self, number: int) -> bool:
        """Whether records before this number are kept no more."""
        with self._telling():
            kept = self._file.execute("SELECT count(*) FROM records WHERE number < ?", (number,)).fetchone()[0]
        return bool(kept < number - 1)

    def trim(self, before: Millis, position: Position) -> int:
        """Lets go of what was received before a time, of what was read up to a position; how many records. Versions
        of campaigns stay: what is kept was counted by them."""
        with self._telling():
            return self._file.execute(
                "DELETE FROM records WHERE number <= ? AND topic <> ? AND number < coalesce("
                "(SELECT number FROM records WHERE received >= ? ORDER BY number LIMIT 1), 9223372036854775807)",
                (parse_digits(position) or 0, CAMPAIGNS, before),
            ).rowcount

    def settle(self) -> None:
        """Empties the file beside this one that SQLite writes first: until then, what was let go is still in it."""
        with self._telling():
            self._file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _prepare(self) -> None:
        """Makes the tables. Raises InputError for a file that is something else."""
        found = self._file.execute("PRAGMA application_id").fetchone()[0]
        is_new = not self._file.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not is_new and found != _APPLICATION:
            raise InputError(f"{self.path}: is no log of ours")
        version = self._file.execute("PRAGMA user_version").fetchone()[0]
        if not is_new and version != _FORMAT:
            raise InputError(f"{self.path}: is a log of format {version}; this release reads {_FORMAT}")
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("PRAGMA secure_delete = ON")  # what is let go is overwritten: people's words were in it
        self._file.execute("PRAGMA synchronous = FULL")
        if is_new:
            self._file.executescript(_SCHEMA)
        self._file.executescript(ERASING_SCHEMA)

    def _next_moment(self) -> Millis:
        last = self._file.execute("SELECT received FROM records ORDER BY number DESC LIMIT 1").fetchone()
        return max(round(self._clock() * 1000), (last[0] if last else 0) + 1)

    def _rows(self, names: Collection[str], number: int) -> list[LogRecord]:
        """The next records of these topics."""
        told_alone = "" if "posts" in names else " AND topic <> 'posts'"
        places = ", ".join("?" * len(names))
        sql = f"SELECT {_COLUMNS} FROM records WHERE number > ? AND topic IN ({places}){told_alone} ORDER BY number"
        with self._telling():
            return [_record(row) for row in self._file.execute(f"{sql} LIMIT {_ROWS}", (number, *names))]

    def _whole_batches(self, names: Collection[str], rows: Sequence[LogRecord]) -> list[list[LogRecord]]:
        """The rows by batch; the last one is left for the next reading where it may go on."""
        batches = [list(batch) for _, batch in groupby(rows, lambda each: each.received)]
        if len(rows) < _ROWS or len(batches) > 1:
            return batches if len(rows) < _ROWS else batches[:-1]
        (whole,) = batches  # one batch alone is larger than what is read at once
        while same := [each for each in self._rows(names, whole[-1].number) if each.received == whole[0].received]:
            whole += same
        return [whole]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction."""
        self._file.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._file.execute("ROLLBACK")
            raise
        self._file.execute("COMMIT")

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """What SQLite and the disk refuse, as an InputError."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            what = "is no log of ours" if "not a database" in str(error) else str(error) or type(error).__name__
            raise InputError(f"{self.path}: {what}") from None


def _headers(record: SourceRecord) -> bytes | None:
    return _encode_headers(record.headers) if record.headers else None


def _record(row: Any) -> LogRecord:
    topic, key, value, received, number, headers = row
    return LogRecord(topic, key, value, received, number, _decode_headers(headers) if headers else ())
