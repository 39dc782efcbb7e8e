"""Baseline: what an audience was before the campaign, and what that lets a campaign ask."""

from datetime import date

import msgspec

from models.measured import Measured


class ShareOf(msgspec.Struct, frozen=True):
    """A share of authors, under a name."""

    name: str
    share: Measured


class ProposedBar(msgspec.Struct, frozen=True):
    """The bar that a chapter may ask for at a stage: well above where the audience stands."""

    stage: str
    now: Measured  # share of returning authors at or beyond it; unsaid where that is a few
    share: float | None = None
    authors: int | None = None  # of an awareness chapter


class Outlook(msgspec.Struct, frozen=True):
    """Whether enough authors come back for anything to be decided, and when."""

    eligible: float  # authors seen on two days of the last four weeks
    needed: int
    is_possible: bool
    days: int | None  # from the beginning until the first decision; None: not at this rate
    days_heard: int  # of the last four weeks, those on which anybody spoke
    is_known: bool  # whether the posts are of enough days to tell


class Baseline(msgspec.Struct, frozen=True):
    """One audience. Shares of few authors are left out."""

    campaign: str
    audience: str
    first_day: date | None
    last_day: date | None
    sampled_share: float
    authors: Measured
    daily_authors: float = 0.0  # median, over all authors
    returning: Measured = Measured()  # of those first seen four weeks before the end: back within four weeks
    channels: tuple[ShareOf, ...] = ()
    languages: tuple[ShareOf, ...] = ()
    hours: tuple[float, ...] = ()  # by hour of the day, UTC: the share of the hours in which an author wrote
    themes: tuple[ShareOf, ...] = ()
    emotions: tuple[ShareOf, ...] = ()
    stages: tuple[ShareOf, ...] = ()  # of returning authors: the deepest stage of the last four weeks
    bars: tuple[ProposedBar, ...] = ()
    outlook: Outlook | None = None
    policy: dict[str, float] = {}  # numbers that a campaign of this audience should set
