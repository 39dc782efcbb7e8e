"""Post: one public utterance by one author; activity (like, repost) comes in the same shape and never votes.

Instants inside the program are integers, epoch milliseconds: exact, cheap, the same on every machine.
"""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated

import msgspec

from models.names import SourceId
from models.tags import PreTags

Millis = int  # epoch milliseconds, UTC

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
WEEK_MS = 7 * DAY_MS


class Kind(StrEnum):
    """How a post came about. Likes and reposts are activity."""

    ORIGINAL = "original"
    REPLY = "reply"
    QUOTE = "quote"
    REPOST = "repost"
    LIKE = "like"

    @property
    def is_activity(self) -> bool:
        return self is Kind.LIKE or self is Kind.REPOST


Tag = Annotated[str, msgspec.Meta(max_length=256)]


NO_AUDIENCE = frozenset({"brand", "leader", "employee", "bot"})  # flags of who is not of any audience


class Post(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """One utterance, as it stands in files (one JSON object a line) and on the Kafka topic `posts`."""

    id: SourceId
    channel: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    author: SourceId  # a pseudonym from the source connector on: names never enter
    created_at: Annotated[datetime, msgspec.Meta(tz=True)]
    kind: Kind = Kind.ORIGINAL
    text: str | None = None  # required for what is not activity
    lang: Annotated[str, msgspec.Meta(max_length=35)] | None = None  # the source's own claim
    hashtags: tuple[Tag, ...] = ()
    links: tuple[str, ...] = ()
    in_reply_to: SourceId | None = None
    author_flags: tuple[Tag, ...] = ()
    tags: PreTags | None = None  # tagged before it came: tagging is skipped

    @property
    def at(self) -> Millis:
        """Event time."""
        return millis(self.created_at)

    @property
    def is_of_audience(self) -> bool:
        """Whether its author is one of those whom a campaign addresses: no account of its own, and no bot."""
        return not self.author_flags or NO_AUDIENCE.isdisjoint(self.author_flags)


_EPOCH, _MILLISECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(milliseconds=1)


def hour_span(hour: int) -> tuple[Millis, Millis]:
    """Start and end of the hour of that number: an hour's number is epoch milliseconds // HOUR_MS."""
    return hour * HOUR_MS, (hour + 1) * HOUR_MS


def millis(instant: datetime) -> Millis:
    """Epoch milliseconds of an aware datetime, in integer arithmetic (floats would round)."""
    return (instant - _EPOCH) // _MILLISECOND


def instant(at: Millis) -> datetime:
    """The UTC datetime of epoch milliseconds."""
    return _EPOCH + at * _MILLISECOND
