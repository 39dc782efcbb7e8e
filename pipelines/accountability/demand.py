"""Demand: how many people a day ask about a commitment or object, and when they are more than usual.

Counted are authors, each once a day; of one text that many post, a few (as with votes). Evidence is an e-detector
over days: with x authors on the t-th day, and X on all t of them, E = t x / X has mean 1 as long as days are
exchangeable, given the days before as a set; bets on it multiply, a fresh one begins each day (Shiryaev-Roberts), and
three betting fractions are averaged. Sources: Wang and Ramdas, "False discovery rate control with e-values",
JRSSB 2022 (soft ranks); Shin, Ramdas, Rinaldo, "E-detectors", 2022, arXiv 2203.03532: the mean time to a
false alarm is at least the threshold, in days. Days before anybody asked are counted, and bet on nothing.
"""

from collections.abc import Iterable
from itertools import groupby

from msgspec.structs import replace

from models.accountability import DemandLevel, OpenDemand

_FRACTIONS = (0.2, 0.5, 0.9)
_FORGOTTEN = 64  # days without demand after which evidence is as after any more, to the last bit that counts
_WEEK = 7
FALSE_RISES_A_MONTH = 0.01  # of one brand
_MONTH_DAYS = 30
LEAST_AUTHORS = 5  # in a week: fewer are no demand, however rare it was


def count_askers(demands: Iterable[OpenDemand], copies_limit: int) -> int:
    """The authors of one day's demands, each once; of those who post the same text, `copies_limit`."""
    first = {each.author: each for each in sorted(demands, reverse=True)}
    by_copy = sorted(each.copy for each in first.values())
    return sum(len(list(same)) if copy < 0 else min(len(list(same)), copies_limit) for copy, same in groupby(by_copy))


def add_day(level: DemandLevel, day: int, authors: int, first_day: int) -> DemandLevel:
    """The level after a day on which so many asked. Days since the last one that was counted had nobody.

    `first_day`: from which on days are counted, where none has been.
    """
    first = level.first_day if level.first_day is not None else min(first_day, day)
    evidence = level.evidence or (0.0,) * len(_FRACTIONS)
    if level.authors:
        evidence = _pass_quiet_days(evidence, day - level.last_day - 1)
    total, days = level.authors + authors, day - first + 1
    ratio = days * authors / total if total else 1.0
    evidence = tuple((1 + e) * (1 + f * (ratio - 1)) for e, f in zip(evidence, _FRACTIONS, strict=True))
    recent = [each for each in level.recent if each[0] > day - _WEEK]
    return DemandLevel(first, day, total, evidence, (*recent, (day, authors)))


def _pass_quiet_days(evidence: tuple[float, ...], days: int) -> tuple[float, ...]:
    for _ in range(min(max(days, 0), _FORGOTTEN)):
        evidence = tuple((1 + e) * (1 - f) for e, f in zip(evidence, _FRACTIONS, strict=True))
    return evidence


def has_risen(level: DemandLevel, commitments: int) -> bool:
    """Whether demand has risen above its usual. A brand's false alarms are shared out over its commitments."""
    threshold = _MONTH_DAYS / FALSE_RISES_A_MONTH * max(commitments, 1)
    mean = sum(level.evidence) / len(_FRACTIONS)
    return mean >= threshold and week_of_askers(level) >= LEAST_AUTHORS


def week_of_askers(level: DemandLevel) -> int:
    """Who asked within the last week that was counted, each author once a day."""
    return sum(authors for day, authors in level.recent if day > level.last_day - _WEEK)


def forget_evidence(level: DemandLevel) -> DemandLevel:
    """The level after its rise was told: evidence begins afresh, what is usual stays known."""
    return replace(level, evidence=(0.0,) * len(_FRACTIONS))
