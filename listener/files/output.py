"""Lines of bytes to files: plain, .gz and .zst, and `-` for standard output.

A file appears under its name when all of it is written, or not at all: until then it is a hidden file beside it, of a
name of its own, so that two runs never write into one. A link stays a link: the file that it leads to is written. A
file that is replaced keeps its mode, and one that nobody may write is refused.
"""

import errno
import os
import secrets
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from listener.files.compression import compress
from listener.files.lines import STANDARD
from listener.wording.visible import visible_json
from models.errors import InputError

Write = Callable[[bytes], None]

_NEW_FILE = 0o666  # as any program makes files: the umask takes from it
_WRITABLE = 0o222


@contextmanager
def open_output(path: str) -> Iterator[Write]:
    """A function that writes one line. A file appears under its name when all of it is written, or not at all.

    The same lines give the same bytes, packed or not. On a terminal, what would steer it is shown as JSON escapes.
    Raises InputError where the file cannot be written, BrokenPipeError where the reader of a pipe has gone.
    """
    is_screen = path == STANDARD and sys.stdout.isatty()
    with _open_writer(path) as write:
        yield (lambda line: write(visible_json(line) + b"\n")) if is_screen else (lambda line: write(line + b"\n"))


def write_whole(path: str, content: bytes) -> None:
    """Writes a whole file, or nothing of it. Raises as `open_output` does."""
    with _open_writer(path) as write:
        write(content)


@contextmanager
def _open_writer(path: str) -> Iterator[Write]:
    """A function that writes bytes. What goes wrong in the block itself is passed on as it is."""
    with _named(path):
        place = _StandardOutput() if path == STANDARD else _OutputFile(path)

    def write(data: bytes) -> None:
        try:
            place.stream.write(data)
        except OSError as error:
            raise _output_error(path, error) from error

    try:
        yield write
        with _named(path):
            place.finish()
    finally:
        place.discard()


@contextmanager
def _named(path: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise _output_error(path, error) from error


def _output_error(path: str, error: Exception) -> Exception:
    if isinstance(error, BrokenPipeError):
        return error
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    name = "standard output" if path == STANDARD else path
    return InputError(f"{name}: cannot be written: {reason.lower()}")


class _StandardOutput:
    """Standard output; it is not ours to close."""

    def __init__(self) -> None:
        self.stream: BinaryIO = sys.stdout.buffer

    def finish(self) -> None:
        self.stream.flush()

    def discard(self) -> None:
        """Nothing: what is written is with the reader."""


class _OutputFile:
    """A file that is written beside its place, and takes it at the end; a device or a pipe is written as it is."""

    def __init__(self, path: str) -> None:
        self._target, mode = _resolve(path)
        self._part = None if mode is None else self._target.with_name(f".{secrets.token_hex(8)}.tmp")
        try:
            self._raw = self._target.open("wb") if self._part is None else _create(self._part, mode or _NEW_FILE)
            self.stream = compress(path, self._raw)
        except BaseException:
            self._remove_part()
            raise

    def finish(self) -> None:
        """Write what is left, and put the file in its place."""
        if self.stream is not self._raw:
            self.stream.close()
        self._raw.close()
        if self._part is not None:
            self._part.replace(self._target)
            self._part = None

    def discard(self) -> None:
        """Close and remove what has not taken its place."""
        with suppress(OSError, ValueError):
            self._raw.close()
        self._remove_part()

    def _remove_part(self) -> None:
        if self._part is not None:
            self._part.unlink(missing_ok=True)


def _resolve(path: str) -> tuple[Path, int | None]:
    """The file that a name leads to, and its mode, _NEW_FILE before there is one; None for what is not a file."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return Path(os.path.realpath(path)), _NEW_FILE
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    if not stat.S_ISREG(found.st_mode):
        return Path(path), None
    if not found.st_mode & _WRITABLE:
        raise PermissionError(errno.EACCES, "the file there may not be written: remove it, or name another")
    return Path(os.path.realpath(path)), found.st_mode


def _create(part: Path, mode: int) -> BinaryIO:
    """A new file, with the mode of the one that it replaces."""
    file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _NEW_FILE)
    if stat.S_ISREG(mode):
        os.fchmod(file, stat.S_IMODE(mode))
    return os.fdopen(file, "wb")
