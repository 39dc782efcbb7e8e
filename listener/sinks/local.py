"""The sinks that stay on this machine: the log, and a file of one JSON object a line."""

import asyncio
import logging
import os
from pathlib import Path

import msgspec

from listener.sinks.base import DeliveryError
from listener.sinks.wording import lines
from models.alerts import Alert

log = logging.getLogger("listener.alerts")

FILE_MODE = 0o640  # readable for the group that collects it, for nobody else


async def to_log(alert: Alert) -> None:
    """The alert as one line of our log."""
    log.info("alert %s: %s", alert.id, " | ".join(line for line in lines(alert) if line))


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
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
    try:
        written = os.write(file, line)
        os.fsync(file)
    finally:
        os.close(file)
    if written < len(line):
        raise OSError(28, "no space for the whole line")
