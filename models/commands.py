"""Commands: what people tell us - a chapter was released, or not after all; a signal was right or wrong."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec

TeamMember = Annotated[str, msgspec.Meta(max_length=64)]  # a name that the team chose


class Verdict(StrEnum):
    """What a person says of a signal: it is right, it is wrong, or ask again later."""

    ACCEPT = "accept"
    REJECT = "reject"
    SNOOZE = "snooze"


class ChapterRelease(msgspec.Struct, frozen=True, tag="released"):
    """The team released a chapter: its detector starts afresh with the first window after `at`."""

    campaign: str
    audience: str
    chapter: str
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    by: TeamMember = ""  # who did it; empty where nobody is named

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.at,)


class ReleaseWithdrawal(msgspec.Struct, frozen=True, tag="withdrawn"):
    """The team takes a release back that has not taken effect: the one of this chapter and this time."""

    campaign: str
    audience: str
    chapter: str
    at: Annotated[datetime, msgspec.Meta(tz=True)]  # the release's own
    by: TeamMember = ""  # who takes it back

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.at,)


class SignalVerdict(msgspec.Struct, frozen=True, tag="judged"):
    """The team's verdict on a signal: kept with it, and never an input of the decision rule."""

    campaign: str
    audience: str
    signal: str
    verdict: Verdict
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    reason: str = ""
    by: TeamMember = ""  # who says so

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.at,)


Command = ChapterRelease | ReleaseWithdrawal | SignalVerdict
