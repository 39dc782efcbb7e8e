"""Identity: which file a name stands for, and the refusal to write what is read, or one file twice.

Names are many for one file: another spelling, a link, a hard link, `-` with a redirection. What counts is the file.
"""

import os
import stat
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

from listener.files.lines import STANDARD
from models.errors import InputError

_STANDARD_OUTPUT = frozenset({STANDARD, "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})

Identity = tuple[object, ...]


def refuse_overwriting(inputs: Iterable[str], outputs: Mapping[str, str | None]) -> None:
    """Refuse to write onto what is read, or twice onto one file.

    `outputs` has the path by the name of its option; None is an output that was not asked for. Call it before the
    first byte is written. Raises InputError.
    """
    taken = {identity: path for path in inputs if (identity := _input_identity(path))}
    written: dict[Identity, str] = {}
    for option, path in outputs.items():
        if path is None or (identity := _output_identity(path)) is None:
            continue
        if identity in taken:
            raise InputError(f"{option} {path}: is also read, as {taken[identity]}: write to another file")
        if identity in written:
            raise InputError(f"{option} {path}: is also written by {written[identity]}: each needs a file of its own")
        written[identity] = option


def _input_identity(path: str) -> Identity | None:
    try:
        return _of_stat(_stat_stream(sys.stdin) if path == STANDARD else os.stat(path))
    except (OSError, ValueError):
        return None  # what cannot be read is told where it is read


def _output_identity(path: str) -> Identity | None:
    """None where writing twice harms nothing: /dev/null, say."""
    if path in _STANDARD_OUTPUT:
        return _standard_identity()
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return _of_name(Path(os.path.realpath(path)))
    except (OSError, ValueError):
        return None  # what cannot be written is told where it is written
    return _of_stat(found)


def _standard_identity() -> Identity:
    """Standard output's own: two outputs to a screen or a pipe mix their lines, and it may lead to a file."""
    try:
        return _of_stat(_stat_stream(sys.stdout)) or (STANDARD,)
    except (OSError, ValueError):
        return (STANDARD,)


def _stat_stream(stream: TextIO) -> os.stat_result:
    return os.fstat(stream.fileno())


def _of_stat(found: os.stat_result) -> Identity | None:
    return None if stat.S_ISCHR(found.st_mode) else (found.st_dev, found.st_ino)


def _of_name(path: Path) -> Identity | None:
    """Of a file that is not there yet: its folder, and its name as the folder tells names apart."""
    try:
        folder = path.parent.stat()
    except OSError:
        return None
    name = unicodedata.normalize("NFC", path.name)
    return (folder.st_dev, folder.st_ino, name.casefold() if _ignores_case(path.parent, folder) else name)


def _ignores_case(folder: Path, found: os.stat_result) -> bool:
    """Whether a folder also answers to its name in the other case."""
    try:
        other = folder.with_name(folder.name.swapcase()) if folder.name.swapcase() != folder.name else None
        return other is not None and os.path.samestat(other.stat(), found)
    except OSError:
        return False
