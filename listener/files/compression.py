"""Compressed files, by the ends of their names: .gz and .zst; any other is plain."""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

import zstandard

DECOMPRESSION_ERRORS = (OSError, EOFError, zlib.error, zstandard.ZstdError)

MAX_WINDOW = 1 << 31  # bytes that a .zst file may make us remember: what `zstd --long=31` asks for, and no file more

_CHUNK = 4096  # bytes that are decompressed at once: few, as a hostile file may grow ten-thousandfold


def decompress(path: str, raw: BinaryIO) -> BinaryIO:
    """The plain bytes of an open file. Reading them raises one of DECOMPRESSION_ERRORS where the file is damaged."""
    if path.endswith(".gz"):
        return cast(BinaryIO, gzip.GzipFile(fileobj=raw))
    if path.endswith(".zst"):
        return cast(BinaryIO, io.BufferedReader(_ChunkStream(_decompress_zstandard(raw))))
    return raw


def compress(path: str, raw: BinaryIO) -> BinaryIO:
    """A stream that compresses what is written to it into an open file. The same input gives the same bytes."""
    if path.endswith(".gz"):
        return cast(BinaryIO, gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0))
    if path.endswith(".zst"):
        return cast(BinaryIO, zstandard.ZstdCompressor().stream_writer(raw, closefd=False))
    return raw


class _ChunkStream(io.RawIOBase):
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


def _decompress_zstandard(raw: BinaryIO) -> Iterator[bytes]:
    """What the frames of a .zst file hold. Raises EOFError where the last one has no end."""
    unpacker = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW)
    frame = unpacker.decompressobj()
    packed, is_open = raw.read(_CHUNK), False
    while packed:
        if out := frame.decompress(packed):
            yield out
        is_open = not frame.eof
        packed = frame.unused_data or raw.read(_CHUNK)
        if frame.eof:
            frame = unpacker.decompressobj()
    if is_open:
        raise EOFError("the file ends half-way: it was not copied or written to its end")
