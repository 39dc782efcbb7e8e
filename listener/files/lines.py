"""NDJSON in files: lines of bytes in, lines of bytes out; plain, .gz and .zst, and `-` for the standard streams.

What is in a line is nobody's business here. A line longer than any record may be is cut, and not held in memory.
"""

import gzip
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

import zstandard

from models.errors import InputError

STANDARD = "-"
MAX_LINE = 1_048_576  # bytes; beyond them a line is cut: more than a record may have, so it is rejected as oversized

_CHUNK = 4096  # bytes that are unpacked at once: few, as a hostile file may grow ten-thousandfold
_BOM = b"\xef\xbb\xbf"
_BROKEN = (OSError, EOFError, zlib.error, zstandard.ZstdError)

Write = Callable[[bytes], None]


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
        sizes = {path: _size(path) for path in paths}
        self._paths = tuple(paths)
        self._before = 0
        self._raw: BinaryIO | None = None
        endless = any(path == STANDARD or not Path(path).is_file() for path in paths)
        self.total = None if endless else sum(sizes[path] for path in paths)  # bytes on disk, if known

    @property
    def position(self) -> int:
        """Bytes read from disk so far: towards `total`."""
        return self._before + (_told(self._raw) if self._raw is not None else 0)

    def __iter__(self) -> Iterator[Line]:
        for path in self._paths:
            try:
                yield from self._file(path)
            except _BROKEN as error:
                raise _unreadable(path, error) from error

    def _file(self, path: str) -> Iterator[Line]:
        if path == STANDARD:
            yield from _lines(path, sys.stdin.buffer)
            return
        with open(path, "rb") as raw, _plain(path, raw) as stream:
            self._raw = raw
            yield from _lines(path, stream)
            self._raw, self._before = None, self._before + _told(raw)


def _lines(source: str, stream: BinaryIO) -> Iterator[Line]:
    number = 0
    while line := stream.readline(MAX_LINE):
        number += 1
        if not line.endswith(b"\n"):
            _skip_rest(stream, line)
        if number == 1:
            line = line.removeprefix(_BOM)
        if value := line.rstrip(b"\r\n"):
            yield Line(source, number, value)


def _told(raw: BinaryIO) -> int:
    """How many bytes of a file are read; pipes cannot say."""
    return raw.tell() if raw.seekable() else 0


def _skip_rest(stream: BinaryIO, line: bytes) -> None:
    """Read on to the end of a line that is too long."""
    while len(line) == MAX_LINE and not line.endswith(b"\n"):
        line = stream.readline(MAX_LINE)


def _plain(path: str, raw: BinaryIO) -> BinaryIO:
    """The bytes of a file, whatever packed them."""
    if path.endswith(".gz"):
        return cast(BinaryIO, gzip.GzipFile(fileobj=raw))
    if path.endswith(".zst"):
        return cast(BinaryIO, io.BufferedReader(_Unpacked(_frames(raw))))
    return raw


class _Unpacked(io.RawIOBase):
    """Chunks of bytes as a stream. Zstandard's own reader takes a file that ends half-way for a whole one."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._rest = chunks, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._rest or memoryview(next(self._chunks, b""))
        size = min(len(buffer), len(chunk))
        buffer[:size], self._rest = chunk[:size], chunk[size:]
        return size


def _frames(raw: BinaryIO) -> Iterator[bytes]:
    """What the frames of a .zst file hold. Raises EOFError where the last one has no end."""
    frame = zstandard.ZstdDecompressor().decompressobj()
    packed, begun = raw.read(_CHUNK), False
    while packed:
        if out := frame.decompress(packed):
            yield out
        begun = not frame.eof
        packed = frame.unused_data or raw.read(_CHUNK)
        if frame.eof:
            frame = zstandard.ZstdDecompressor().decompressobj()
    if begun:
        raise EOFError("the file ends half-way: it was not copied or written to its end")


def _size(path: str) -> int:
    """Bytes on disk. Raises InputError where there is no file to read."""
    if path == STANDARD:
        return 0
    try:
        if Path(path).is_dir():
            raise IsADirectoryError(21, "is a folder")
        if not os.access(path, os.R_OK):
            Path(path).stat()
            raise PermissionError(13, "may not be read")
        return Path(path).stat().st_size
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def read_bytes(path: str, limit: int) -> bytes:
    """A small file's bytes, one more than `limit` at most; `-` is standard input. Raises InputError."""
    if path == STANDARD:
        return sys.stdin.buffer.read(limit + 1)
    _size(path)
    try:
        with open(path, "rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: str, error: Exception) -> InputError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(f"{path}: cannot be read: {reason.lower()}")


@contextmanager
def open_output(path: str) -> Iterator[Write]:
    """A function that writes one line. A file appears under its name when all of it is written, or not at all.

    The same lines give the same bytes, packed or not. Raises InputError where the file cannot be written.
    """
    if path == STANDARD:
        yield _line_writer(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    part = Path(path) if _is_device(path) else Path(f"{path}.tmp")
    try:
        with ExitStack() as stack:
            raw = stack.enter_context(part.open("wb"))
            yield _line_writer(stack.enter_context(_packed(path, raw)))
        if part != Path(path):
            part.replace(path)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from error
    finally:
        if part != Path(path):
            part.unlink(missing_ok=True)


def _line_writer(stream: BinaryIO) -> Write:
    def write(line: bytes) -> None:
        stream.write(line)
        stream.write(b"\n")

    return write


def _packed(path: str, raw: BinaryIO) -> BinaryIO:
    if path.endswith(".gz"):
        return cast(BinaryIO, gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0))
    if path.endswith(".zst"):
        return cast(BinaryIO, zstandard.ZstdCompressor().stream_writer(raw, closefd=False))
    return raw


def _is_device(path: str) -> bool:
    return Path(path).exists() and not Path(path).is_file()
