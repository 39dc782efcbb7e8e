"""NDJSON as a source: posts in our own shape, one JSON object a line, in files or on standard input.

`listener feed` and `listener replay` read the same lines without a converter: what they read is ours already.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from itertools import islice
from pathlib import Path

from listener.files.lines import STANDARD, Line, Lines
from listener.files.recognising import PLAIN_TEXT
from listener.files.replay import END_OF_TIME
from listener.sources.base import Cursor, Frame, SourceSpec
from listener.sources.people import People
from listener.sources.slow_lines import are_slow, read_slow_lines
from models.decoding import parse_digits
from models.errors import InputError
from models.posts import Post
from models.rejections import Rejection
from pipelines.posts import Admission

_BATCH = 500  # lines that are read at once, in a thread: files block
_LOOKED_AT = 20  # lines of a file, to tell what it is


class NdjsonClient:
    """The lines of files, one after the other. A cursor is the number of lines before it, over all files."""

    def __init__(self, paths: Sequence[str]) -> None:
        """Raises InputError for a name that cannot be read, and for a file that is a table, an archive, a page."""
        Lines(paths)
        for path in paths:
            _refuse_other_formats(path)
        self._paths = paths

    async def frames(self, after: Cursor | None = None) -> AsyncIterator[Frame]:
        """Of standard input each line as it comes; it never goes on from before, so a cursor says nothing there."""
        start = _lines_before(after)
        if are_slow(self._paths):
            is_same_again, number = STANDARD not in self._paths, 0
            async for line in read_slow_lines(self._paths):
                number += 1
                if number > start or not is_same_again:
                    yield Frame(line.value, str(number) if is_same_again else "0")
            return
        lines = enumerate(Lines(self._paths), start=1)
        while batch := await asyncio.to_thread(_next_lines, lines):
            for number, line in batch:
                if number > start:
                    yield Frame(line.value, str(number))


def convert_line(frame: bytes, people: People) -> tuple[Post | Rejection]:
    """The post of a line, or why it is none: its people are pseudonyms already. Tagging recognises repeats."""
    return (Admission().admit(frame, END_OF_TIME),)


def _refuse_other_formats(path: str) -> None:
    """By the first lines: where one of them may be a post, the others are rejected one by one, and stop nothing."""
    if not Path(path).is_file():
        return
    lines = Lines([path])
    has_objects = any(line.value.startswith(b"{") for line in islice(lines, _LOOKED_AT))
    hint = lines.hints.get(path, PLAIN_TEXT)
    if not has_objects and PLAIN_TEXT not in hint:
        raise InputError(f"{path}: {hint}")


def _next_lines(lines: enumerate[Line]) -> list[tuple[int, Line]]:
    return list(islice(lines, _BATCH))


def _lines_before(cursor: Cursor | None) -> int:
    if cursor is None:
        return 0
    if (lines := parse_digits(cursor)) is None:
        raise InputError(f"`{cursor[:40]}` is no cursor of lines: expected how many to pass over")
    return lines


NDJSON_SOURCE = SourceSpec("ndjson", convert_line, NdjsonClient)
