"""Rate limiter: how many rejections a minute are copied to `rejected`. All of them are counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from models.rejections import Rejection


class RateLimiter:
    """Lets so many through in each minute: a bad deployment of a source must not copy the whole stream."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._clock = per_minute, clock
        self._minute, self._used = -1, 0

    def admit(self, rejections: Sequence[Rejection]) -> Sequence[Rejection]:
        """The first of these, as many as this minute still has room for."""
        minute = int(self._clock() // 60)
        if minute != self._minute:
            self._minute, self._used = minute, 0
        taken = rejections[: self._limit - self._used]
        self._used += len(taken)
        return taken
