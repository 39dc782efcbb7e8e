"""Gap: a source says that posts of a stretch of time were missed, or may have been. Such windows decide nothing."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec

_BEGINNING = b'{"type":"gap"'


class GapReason(StrEnum):
    """Why posts may be missing. The list is closed: each is counted from zero."""

    CURSOR_TOO_OLD = "cursor_too_old"  # the source no longer has what followed the last that we took
    NO_REPLAY = "no_replay"  # the source sends nothing again, and we were away
    UNREACHABLE = "unreachable"  # it did not answer, and cannot be asked for what it had meanwhile
    BEYOND_ROOM = "beyond_room"  # it had more than it lets us fetch


class Gap(msgspec.Struct, frozen=True, tag="gap", forbid_unknown_fields=True):
    """Between two instants posts of a channel may have been missed. Written to every partition of `posts`."""

    channel: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]  # as the posts name it
    start: Annotated[datetime, msgspec.Meta(tz=True)]
    end: Annotated[datetime, msgspec.Meta(tz=True)]
    why: GapReason

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.start, self.end)


def is_gap(line: bytes) -> bool:
    """Whether a line of a file of posts is a gap: as we write it, with its `type` first."""
    return line.startswith(_BEGINNING)
