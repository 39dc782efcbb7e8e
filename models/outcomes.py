"""Outcomes: what happened off the channels - gifts, signatures, visitors - counted by others and told to us."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from models.names import SourceId

Amount = Annotated[float, Meta(ge=-1e12, le=1e12)]  # below zero: something was taken back
Code = Annotated[str, Meta(min_length=1, max_length=2_048)]
_MOST_CODES = 16
OUTCOME_CHANNEL: Final = "outcome"  # within which the ids of others become pseudonyms, as those of posts do


class OutcomeKind(StrEnum):
    """What somebody did, in the words of OSDI, the Open Supporter Data Interface."""

    ATTENDANCE = "attendance"
    DONATION = "donation"
    SIGNATURE = "signature"
    SUBMISSION = "submission"


class OutcomeReport(msgspec.Struct, frozen=True):
    """So many units of a campaign's outcome, by a time. Counts add up; `id` makes a repeat harmless, and a later
    report of the same id replaces the one before."""

    id: str
    campaign: str
    name: str  # as the campaign file names its outcome; of a kind that is not its outcome, the kind
    count: Amount
    at: Annotated[datetime, Meta(tz=True)]
    unit: str = ""  # as the campaign file has it
    call: str = ""  # the chapter whose call to action it followed, where a code or referrer tells
    author: SourceId | None = None  # a pseudonym, where the caller supplied one

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.at,)


class HeardOutcome(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that happened, as a form, a shop or a door tells of it: of which campaign, its codes say."""

    id: SourceId
    at: Annotated[datetime, Meta(tz=True)]  # when it happened; of what was changed, when that was
    kind: OutcomeKind | None = None
    count: Amount = 1.0
    amount: Amount | None = None  # of money, in `currency`
    currency: Annotated[str, Meta(max_length=16)] = ""
    codes: Annotated[tuple[Code, ...], Meta(max_length=_MOST_CODES)] = ()  # of sources, referrers, pages
    campaign: str = ""  # where the caller knows it
    author: SourceId | None = None  # a pseudonym

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.at,)
