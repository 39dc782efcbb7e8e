"""Lines of bytes from files: plain, .gz and .zst, and `-` for standard input.

What is in a line is nobody's business here, but a file that holds no lines of text is told before its first. A line
longer than any record may be is cut, and not held in memory.
"""

import errno
import gzip
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from listener.files.compression import DECOMPRESSION_ERRORS, MAX_WINDOW, decompress
from listener.files.recognising import SHOWN_BYTES, recognise, recognise_binary
from models.errors import InputError

STANDARD = "-"  # the name of standard input and output
MAX_LINE = 1_048_576  # bytes; beyond them a line is cut: more than a record may have, so it is rejected as oversized

_SURE_BYTES = 18  # the least that gzip writes: what is shorter may be a broken line before good ones
_BOM = b"\xef\xbb\xbf"  # the mark of byte order that some editors begin UTF-8 with


class Line(NamedTuple):
    """A line and where it stands: the file as it was named, and the line's number in it, from 1."""

    source: str
    number: int
    value: bytes


class Lines:
    """The lines of files, one after the other; empty lines are passed over. Iterate once.

    Every file is looked up when this is made: a name that cannot be read raises InputError before the first line.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        if not paths:
            raise InputError("no file was named: give one or more, or - for standard input")
        if paths.count(STANDARD) > 1:
            raise InputError("standard input (-) can be read once")
        sizes = {path: _size_on_disk(path) for path in paths}
        self._paths = tuple(paths)
        self._size_before = 0  # of the files that are read to their end
        self._current: BinaryIO | None = None
        self.count = 0  # lines that were given so far
        self.hints = dict[str, str]()  # by file: what it looks like, where that is not NDJSON
        endless = any(path == STANDARD or not Path(path).is_file() for path in paths)
        self.total = None if endless else sum(sizes[path] for path in paths)  # bytes on disk, if known

    @property
    def position(self) -> int:
        """Bytes read from disk so far: towards `total`."""
        return self._size_before + (_offset(self._current) if self._current is not None else 0)

    def __iter__(self) -> Iterator[Line]:
        for path in self._paths:
            try:
                for line in self._read_file(path):
                    self.count += 1
                    yield line
            except DECOMPRESSION_ERRORS as error:
                raise _input_error(path, error) from error

    def refuse_if_none_taken(self, rejected: int) -> None:
        """Raises InputError where the files, read to their end, gave nothing but `rejected` lines."""
        if self.count == 0:
            raise InputError(f"{', '.join(self._paths)}: empty: there is not one line to read")
        if rejected >= self.count:
            hints = "".join(f"\n  {path}: {hint}" for path, hint in self.hints.items())
            raise InputError(f"all of the {self.count:,} lines were rejected: not one is a post{hints}")

    def _read_file(self, path: str) -> Iterator[Line]:
        if path == STANDARD:
            yield from self._read_stream(path, sys.stdin.buffer)
            return
        with open(path, "rb") as raw, decompress(path, raw) as stream:
            self._current = raw
            yield from self._read_stream(path, stream)
            self._current, self._size_before = None, self._size_before + _offset(raw)

    def _read_stream(self, source: str, stream: BinaryIO) -> Iterator[Line]:
        number = 0
        while line := stream.readline(MAX_LINE):
            number += 1
            if number == 1:
                self._recognise(source, line)
            if not line.endswith(b"\n"):
                _skip_rest(stream, line)
            if value := _without_marks(line).rstrip(b"\r\n"):
                yield Line(source, number, value)

    def _recognise(self, source: str, start: bytes) -> None:
        """Keep what a file looks like. Raises InputError where it surely holds no lines of text."""
        found = recognise_binary(start)
        if found and len(start) >= _SURE_BYTES:
            raise InputError(f"{source}: {found}")
        if hint := found or recognise(start[:SHOWN_BYTES]):
            self.hints[source] = hint


def read_bytes(path: str, limit: int) -> bytes:
    """A small file's bytes, one more than `limit` at most; `-` is standard input. Raises InputError."""
    if path == STANDARD:
        return sys.stdin.buffer.read(limit + 1)
    _size_on_disk(path)
    try:
        with open(path, "rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        raise _input_error(path, error) from error


def _without_marks(line: bytes) -> bytes:
    """A line without marks of byte order: files that are put one behind the other have them in the middle."""
    while line.startswith(_BOM):
        line = line[len(_BOM) :]
    return line


def _skip_rest(stream: BinaryIO, line: bytes) -> None:
    """Read on to the end of a line that is too long."""
    while len(line) == MAX_LINE and not line.endswith(b"\n"):
        line = stream.readline(MAX_LINE)


def _offset(raw: BinaryIO) -> int:
    """How many bytes of a file are read; pipes cannot say."""
    return raw.tell() if raw.seekable() else 0


def _size_on_disk(path: str) -> int:
    """Bytes on disk. Raises InputError where there is no file to read."""
    if path == STANDARD:
        return 0
    try:
        if Path(path).is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        if not os.access(path, os.R_OK):
            Path(path).stat()  # raises where there is no such file
            raise PermissionError(errno.EACCES, "may not be read")
        return Path(path).stat().st_size
    except (OSError, ValueError) as error:
        raise _input_error(path, error) from error


def _input_error(path: str, error: Exception) -> InputError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    if "too much memory" in reason:
        reason = (
            f"unpacking it takes over {MAX_WINDOW >> 30} GiB of memory: pack it again, with zstd --long=31 at most"
        )
    elif isinstance(error, gzip.BadGzipFile) or "Unknown frame" in reason:
        reason = f"its name says that it is packed, and it is not, or is damaged ({reason.lower()})"
        return InputError(f"{path}: cannot be read: {reason}")
    return InputError(f"{path}: cannot be read: {reason[:1].lower()}{reason[1:]}")
