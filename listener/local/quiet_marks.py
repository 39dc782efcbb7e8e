"""Quiet marks: where nobody speaks, the clock says how far event time has come, so that windows close.

A mark is a record of the log, so a replay of it has the same time. It is made only of what is live: as long as posts
of long ago are read, they alone say what time it is.

Pure: times are arguments.
"""

from typing import Final

from models.marks import Mark
from models.posts import DAY_MS, MINUTE_MS, Millis, instant

QUIET_SOURCE: Final = "quiet"  # what such marks say that they come from
_EVERY_MS: Final = 5 * MINUTE_MS  # of event time between two of them, at least


def quiet_mark(now: Millis, last_post: Millis, reached: Millis, idle_ms: Millis) -> Mark | None:
    """The mark to write, or None.

    `last_post` is when a post came last, `reached` the event time so far. A post may take as long as `idle_ms` to
    come, so a mark is that much behind the clock.
    """
    is_live = now - DAY_MS < reached
    at = now - idle_ms
    if not is_live or now - last_post < idle_ms or at - reached < _EVERY_MS:
        return None
    return Mark(QUIET_SOURCE, instant(at))
