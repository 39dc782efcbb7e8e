"""Slow lines: those of a pipe or a terminal, each as soon as it is there; whoever waits for one can be cut short.

A thread reads them, as reading cannot be cut short; it goes with the process. So it reads standard input by another
name, of which the interpreter knows nothing when it ends.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from listener.files.lines import STANDARD, Line, Lines
from models.errors import InputError

_STANDARD_INPUT: Final = "/dev/stdin"
_WAITING: Final = 1_000  # lines that are read ahead, at most
_Read = Line | InputError | None  # None: there are no more


def are_slow(paths: Sequence[str]) -> bool:
    """Whether one of these is no file on a disk, so that its next line may be long in coming."""
    return any(path == STANDARD or not Path(path).is_file() for path in paths)


async def read_slow_lines(paths: Sequence[str]) -> AsyncIterator[Line]:
    """The lines as they come. Raises InputError where they cannot be read."""
    waiting, came, loop = queue.Queue[_Read](_WAITING), asyncio.Event(), asyncio.get_running_loop()

    def tell(read: _Read) -> None:
        waiting.put(read)
        with suppress(RuntimeError):  # the loop has ended: nobody waits
            loop.call_soon_threadsafe(came.set)

    lines = Lines([_STANDARD_INPUT if path == STANDARD else path for path in paths])
    threading.Thread(target=_read_all, args=(lines, tell), daemon=True).start()
    while True:
        await came.wait()
        came.clear()
        while not waiting.empty():
            read = waiting.get_nowait()
            if isinstance(read, InputError):
                raise read
            if read is None:
                return
            yield read


def _read_all(lines: Lines, tell: Callable[[_Read], None]) -> None:
    try:
        for line in lines:
            tell(line)
        tell(None)
    except InputError as error:
        tell(error)
