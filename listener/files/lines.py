"""Lines of bytes from files: plain, .gz and .zst, and `-` for standard input.

What is in a line is nobody's business here. A line longer than any record may be is cut, and not held in memory.
"""

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from listener.files.compression import DECOMPRESSION_ERRORS, decompress
from models.errors import InputError

STANDARD = "-"  # the name of standard input and output
MAX_LINE = 1_048_576  # bytes; beyond them a line is cut: more than a record may have, so it is rejected as oversized

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
        endless = any(path == STANDARD or not Path(path).is_file() for path in paths)
        self.total = None if endless else sum(sizes[path] for path in paths)  # bytes on disk, if known

    @property
    def position(self) -> int:
        """Bytes read from disk so far: towards `total`."""
        return self._size_before + (_offset(self._current) if self._current is not None else 0)

    def __iter__(self) -> Iterator[Line]:
        for path in self._paths:
            try:
                yield from self._read_file(path)
            except DECOMPRESSION_ERRORS as error:
                raise _input_error(path, error) from error

    def _read_file(self, path: str) -> Iterator[Line]:
        if path == STANDARD:
            yield from _read_stream(path, sys.stdin.buffer)
            return
        with open(path, "rb") as raw, decompress(path, raw) as stream:
            self._current = raw
            yield from _read_stream(path, stream)
            self._current, self._size_before = None, self._size_before + _offset(raw)


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


def _read_stream(source: str, stream: BinaryIO) -> Iterator[Line]:
    number = 0
    while line := stream.readline(MAX_LINE):
        number += 1
        if not line.endswith(b"\n"):
            _skip_rest(stream, line)
        if number == 1:
            line = line.removeprefix(_BOM)
        if value := line.rstrip(b"\r\n"):
            yield Line(source, number, value)


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
    return InputError(f"{path}: cannot be read: {reason.lower()}")
