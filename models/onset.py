"""Onset: since when an audience is ready, as a decision tells it."""

from datetime import datetime
from typing import Annotated

import msgspec

_Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Onset(msgspec.Struct, frozen=True):
    """Since when the share is above the bar: the first and the last day (UTC) that may be it, by their midnights.

    With 95 % it is one of these or of those between them: against all others a bet was won.
    """

    latest: _Moment
    earliest: _Moment | None = None  # None: it may have been so before there was anything to go by

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return self.latest, self.earliest
