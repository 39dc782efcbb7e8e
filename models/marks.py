"""Marks: how far a source, and each partition of the stream, has come in event time. Windows close on them alone."""

from datetime import datetime
from typing import Annotated

import msgspec

from models.sketches import REGISTERS

PARTITIONS_LIMIT = 4_096  # of one topic, at most: a state remembers how far each has come, in 14 bytes
Partition = Annotated[int, msgspec.Meta(ge=0, le=PARTITIONS_LIMIT)]


class Mark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A source says: all that I have up to `at` is sent. Written to every partition of `posts`.

    `final` says that nothing will follow, so no lateness need be waited for.
    """

    source: str
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    final: bool = False


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """A tagging partition says to one campaign|audience how far it has come: this moves the watermark."""

    partition: Partition  # of the topic `posts`
    partitions: Partition  # how many of them there are
    reached: Annotated[datetime, msgspec.Meta(tz=True)]  # greatest event time seen there
    posts: int = 0  # seen there since the worker took the partition: for people, never for decisions
    idle: bool = False  # read to its end and quiet: counts as being as far as the furthest other partition
    final: bool = False  # its sources have ended

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.reached,)


class Activity(msgspec.Struct, frozen=True, tag="activity"):
    """Likes and reposts of one hour as one tagging partition has seen them: a sketch that merges. It never votes."""

    hour: Annotated[datetime, msgspec.Meta(tz=True)]  # its start
    sketch: Annotated[bytes, msgspec.Meta(max_length=REGISTERS)]  # of models/sketches.py; what is cut short is 0
