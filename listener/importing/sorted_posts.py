"""Sorted posts: the lines of many posts in the order of their times, each id once. On disk: however many there are,
they need some megabytes of memory."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

from models.decoding import EARLIEST
from models.errors import InputError
from models.posts import Post

_TICK: Final = timedelta(microseconds=1)
_MADE: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -16384; -- KiB
CREATE TABLE posts (id TEXT PRIMARY KEY, at INTEGER, author TEXT, line BLOB);
BEGIN;
"""


class SortedPosts:
    """Posts that wait for the last of them, in a file without a name that goes with us."""

    def __init__(self) -> None:
        self._file = sqlite3.connect("", isolation_level=None)
        self._file.executescript(_MADE)

    def add(self, post: Post, line: bytes, *, knows_author: bool = True) -> bool:
        """Keep a post, unless there is one of its id: whether it was kept. Raises InputError without room."""
        author = post.author if knows_author else None
        with _room():
            row = (post.id, (post.created_at - EARLIEST) // _TICK, author, line)
            return self._file.execute("INSERT OR IGNORE INTO posts VALUES (?, ?, ?, ?)", row).rowcount == 1

    def lines(self) -> Iterator[bytes]:
        """All lines in order. Raises InputError without room."""
        with _room():
            yield from (line for (line,) in self._file.execute("SELECT line FROM posts ORDER BY at, id"))

    def count_authors(self) -> int:
        """How many authors wrote them. Raises InputError without room."""
        with _room():
            (found,) = self._file.execute("SELECT count(DISTINCT author) FROM posts").fetchone()
            return int(found)

    def close(self) -> None:
        """Let go of all."""
        self._file.close()


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        where = tempfile.gettempdir()
        raise InputError(f"posts cannot be sorted in {where}: {error}; name a folder with room in TMPDIR") from None
