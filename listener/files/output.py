"""Lines of bytes to files: plain, .gz and .zst, and `-` for standard output."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from listener.files.compression import compress
from listener.files.lines import STANDARD
from models.errors import InputError

Write = Callable[[bytes], None]


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
            yield _line_writer(stack.enter_context(compress(path, raw)))
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


def _is_device(path: str) -> bool:
    return Path(path).exists() and not Path(path).is_file()
