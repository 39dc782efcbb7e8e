"""Outcome reports: what happened off the channels, counted by somebody else and told to us."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

Amount = Annotated[float, Meta(ge=-1e12, le=1e12)]  # below zero: something was taken back


class OutcomeReport(msgspec.Struct, frozen=True):
    """So many units of a campaign's outcome, by a time. Counts add up; `id` makes a repeat harmless, and a later
    report of the same id replaces the one before."""

    id: str
    campaign: str
    name: str  # as the campaign file names its outcome
    count: Amount
    at: Annotated[datetime, Meta(tz=True)]

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.at,)
