"""Review: a campaign from first day to last: what was decided, what came of it, what to keep and to change."""

from datetime import datetime
from typing import Annotated

import msgspec

from models.commands import Verdict
from models.decisions import DecisionKind
from models.measured import Measured
from models.movement import AudienceMovement


class JudgedDecision(msgspec.Struct, frozen=True):
    """An ADVANCE or a STEP_BACK when it was first decided, and what came after it."""

    audience: str
    chapter: str
    decision: DecisionKind
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    stood: bool | None  # no contrary decision within two weeks; None: too few days are known to say
    authors: Measured  # daily authors in the two weeks after, over those of the two before
    first_acts: Measured  # first acts of authors, likewise; unsaid where either is a few
    verdict: Verdict | None  # what the team said of it


class Calibration(msgspec.Struct, frozen=True):
    """Of the decisions of one kind, how many stood."""

    decision: DecisionKind
    told: int
    stood: Measured  # of those of which it can be said
    accepted: Measured  # of those that the team judged, what it accepted


class Lesson(msgspec.Struct, frozen=True):
    """One thing to keep or to change, by code, with the figure that it rests on."""

    keep: bool
    code: str
    audience: str
    subject: str  # a chapter, a hashtag, `role|theme|emotion`; empty where it is of all
    figure: Measured


class CampaignReview(msgspec.Struct, frozen=True):
    """All that is told of a campaign that is over, or of one so far."""

    campaign: str
    audiences: tuple[AudienceMovement, ...]
    decisions: tuple[JudgedDecision, ...]  # in order of time
    calibration: tuple[Calibration, ...]
    lessons: tuple[Lesson, ...]  # what to keep first
