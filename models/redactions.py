"""Redaction: quotes that decisions and signals have told, and that are to be shown no more. As a CloudEvent 1.0.

Who reads decisions or signals reads these beside them: a record on Kafka cannot be taken back, what is shown can.
"""

from datetime import datetime
from typing import Annotated

import msgspec

from models.labels import PostPseudonym

REDACTION_TYPE = "listener.redaction.v1"

_Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class RedactedQuotes(msgspec.Struct, frozen=True):
    """The posts whose quotes go, by the pseudonyms that their quotes bear: no author, and none of their words."""

    campaign: str
    audience: str
    posts: tuple[PostPseudonym, ...]


class Redaction(msgspec.Struct, frozen=True):
    """Follows the signals of an audience on the topic `signals`. A repeat has the same id and bytes."""

    id: str  # hash of the audience, the request's time and the posts
    source: str
    subject: str  # campaign|audience
    time: _Moment  # of the request
    partitionkey: str
    data: RedactedQuotes
    type: str = REDACTION_TYPE
    specversion: str = "1.0"
    datacontenttype: str = "application/json"

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.time,)
