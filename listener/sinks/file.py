"""A file as a sink: one JSON object a line, appended whole."""

import asyncio
import errno
import os
from pathlib import Path

import msgspec

from listener.sinks.base import DeliveryError, Destination, SinkSpec
from models.alerts import Alert

_ENDS = (".ndjson", ".jsonl")  # so a campaign file adds no line to what a shell or another program reads
_MODE = 0o640  # readable for the group that collects it, for nobody else


class File:
    """Appends to a file: a line is there whole and on the disk, or the try failed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = asyncio.Lock()

    async def __call__(self, alert: Alert) -> None:
        line = msgspec.json.encode(alert) + b"\n"
        async with self._lock:
            try:
                await asyncio.to_thread(_append, self._path, line)
            except OSError as error:
                raise DeliveryError(f"{self._path}: {error.strerror}", again=True) from None


def _append(path: Path, line: bytes) -> None:
    """One write: with O_APPEND the lines of several processes do not mix."""
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, _MODE)
    try:
        written = os.write(file, line)
        os.fsync(file)
    finally:
        os.close(file)
    if written < len(line):
        raise OSError(errno.ENOSPC, "no space for the whole line")


def _check_path(text: str) -> str:
    if "\0" in text:
        return "has a character that no path has"
    return "" if text.endswith(_ENDS) else f"`{text[:60]}`: a path here ends in {' or '.join(_ENDS)}"


def _open(destination: Destination) -> File:
    return File(Path(destination.addresses[0]))


FILE_SINK = SinkSpec(
    kind="file",
    expects="the path of a file, alerts.ndjson say, or $NAME of a variable with any path",
    check_address=_check_path,
    open=_open,
)
