"""Backtests: what a policy would have told of posts that are known, and how many of its ADVANCEs stood."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from models.decisions import DecisionKind
from models.measured import Measured
from models.signals import Signal
from pipelines.movement.intervals import measure_share

STOOD_DAYS = 14  # without a STEP_BACK, after which an ADVANCE has stood


class ToldAdvance(msgspec.Struct, frozen=True):
    """An ADVANCE, and whether it stood. None: too few days are known to say."""

    audience: str
    chapter: str
    at: datetime
    stood: bool | None


class Backtest(msgspec.Struct, frozen=True):
    """What one policy told."""

    policy: dict[str, float]  # numbers that differ from the file's
    advances: tuple[ToldAdvance, ...]
    step_backs: int
    stood: Measured  # share of the ADVANCEs of which it can be said


def judge_signals(policy: dict[str, float], signals: Sequence[Signal], until: datetime) -> Backtest:
    """Of a run's signals; `until` is how far its posts reach."""
    backs = [each for each in signals if each.data.decision is DecisionKind.STEP_BACK]
    advances = tuple(
        ToldAdvance(each.subject, each.data.chapter, each.time, _has_stood(each, backs, until))
        for each in signals
        if each.data.decision is DecisionKind.ADVANCE
    )
    known = [each.stood for each in advances if each.stood is not None]
    return Backtest(policy, advances, len(backs), measure_share(sum(known), len(known)))


def _has_stood(advance: Signal, backs: Sequence[Signal], until: datetime) -> bool | None:
    end = advance.time + timedelta(days=STOOD_DAYS)
    if any(each.subject == advance.subject and advance.time < each.time <= end for each in backs):
        return False
    return True if until >= end else None
