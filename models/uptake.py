"""Uptake: what came of a campaign's calls to action, on the channels and off them."""

from datetime import date

import msgspec

from models.measured import Measured


class StageUptake(msgspec.Struct, frozen=True):
    """Those at one stage when they met a call: how many were asked, and the share that took it up."""

    stage: str
    asked: float | None  # None: too few to be shown
    taken_up: Measured


class CallFigures(msgspec.Struct, frozen=True):
    """A call to action while its chapter was told. None: a group too small to be shown."""

    chapter: str
    call: str
    start: date
    end: date
    asked: float | None  # spoke while it was out
    met: float | None  # of them, answered or passed on a post that makes it, or used its words
    answered: float | None  # of them, wrote its uptake's words, or shared one of its links
    done: float | None  # of those who met or answered it, acted since, or are known by an outcome
    taken_up: Measured  # share of those asked who answered, or met it and did it
    stages: tuple[StageUptake, ...] = ()
    best_stage: str | None = None  # the stage below action at which most took it up
    is_clear: bool = False  # beyond chance, better than the next best


class LeadLag(msgspec.Struct, frozen=True):
    """By how many days outcomes follow acts on the channels, if they go together; below zero they come before."""

    days: Measured
    correlation: float
    chance: float  # the correlation that chance passes once in twenty
    holds: bool


class Forecast(msgspec.Struct, frozen=True):
    """When a target is reached, if the last weeks go on. None: not within ten years."""

    target: float
    total: float
    a_day: float  # of the last weeks
    is_reached: bool
    likely: date | None
    earliest: date | None  # 95 % of what chance may make of it
    latest: date | None


class OutcomeFigures(msgspec.Struct, frozen=True):
    """What happened off the channels."""

    name: str
    unit: str
    by_call: dict[str, float]  # by chapter; empty for what followed none
    by_week: tuple[tuple[date, float], ...]
    lead: LeadLag | None
    forecast: Forecast | None
    acted_and_counted: Measured  # of those who acted, the share known by an outcome; unsaid where nobody is known
