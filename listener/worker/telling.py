"""Telling: what waits to be told is committed at once, and not only with the next commit.

A commit takes its time, and one tells of many windows: so between two of them there is a pause, in which more may
come. What comes while one is under way is told by the next.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final

_PAUSE_SECONDS: Final = 0.1  # from the end of a commit to the beginning of the next


class Telling:
    """Commits for as long as something waits, once it has been told that something does."""

    def __init__(
        self,
        commit: Callable[[], Awaitable[object]],
        waiting: Callable[[], int],
        fail: Callable[[Exception], None],
        pause: float = _PAUSE_SECONDS,
    ) -> None:
        """`waiting` says how much there is to tell; `fail` is told what a commit raises: nobody waits for one."""
        self._commit, self._waiting, self._fail, self._pause = commit, waiting, fail, pause
        self._task: asyncio.Task[None] | None = None
        self._free_at = 0.0  # of the clock that only moves forward: from when on the next commit may begin

    def begin(self) -> None:
        """Something waits that did not before. The commit begins once the record in hand is done."""
        self._task = self._task or asyncio.create_task(self._tell())

    async def _tell(self) -> None:
        try:
            while self._waiting():
                await asyncio.sleep(max(0.0, self._free_at - time.monotonic()))
                await self._commit()
                self._free_at = time.monotonic() + self._pause
        except Exception as error:  # noqa: BLE001  # nobody waits for this task
            self._fail(error)
        finally:
            self._task = None
