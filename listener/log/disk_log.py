"""Disk log: a log file for an event loop. All that touches the file runs in one thread of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from listener.log.base import LogBatch, Position
from listener.log.log_file import LogFile
from listener.sources.runner import SourceRecord

_Result = TypeVar("_Result")


class DiskLog:
    """A `Log` on disk. Close the file when nobody uses this any more."""

    def __init__(self, file: LogFile) -> None:
        self.file = file
        self._thread = ThreadPoolExecutor(1, "log")

    async def append(self, records: Sequence[SourceRecord]) -> None:
        """As any log: all or none."""
        await self.call(lambda: self.file.append(records))

    async def read(self, names: Collection[str], after: Position | None = None) -> AsyncIterator[LogBatch]:
        """As any log: in the order of the whole log."""
        batches = self.file.read(names, after)
        while (batch := await self.call(lambda: next(batches, None))) is not None:
            yield batch

    async def latest(self, name: str) -> dict[bytes, bytes]:
        """As any log."""
        return await self.call(lambda: self.file.latest(name))

    async def call(self, do: Callable[[], _Result]) -> _Result:
        """What a function gives that runs in the file's thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, do)

    async def close(self) -> None:
        """Ends the thread and closes the file."""
        await self.call(self.file.close)
        self._thread.shutdown()
