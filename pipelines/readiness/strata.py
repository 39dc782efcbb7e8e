"""Tally: the votes of a window as sums, by slice of the audience. Small, and all that weighing needs.

A slice is `core:<channel>`, `busy:<channel>` or `new:<channel>`: veterans that post at a common pace, veterans
that post most days, and who came after the anchor. The steady core is what nobody can conjure up at short
notice: bots and bought accounts are new or busy.
"""

from collections.abc import Iterable, Mapping
from math import isfinite
from operator import attrgetter

import msgspec

from models.policy import Policy
from models.posts import DAY_MS, Millis
from models.votes import Vote

CORE, BUSY, NEW = "core", "busy", "new"
RANKS = 4


class SufficientStatistics(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Sums over the votes of one slice. `stages` has the weight at each rank, in order."""

    votes: float = 0.0
    weight: float = 0.0
    squared_weight: float = 0.0  # sum of weight ** 2: for the effective number of votes
    stages: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    favour: float = 0.0
    against: float = 0.0
    ours: float = 0.0  # weight of the votes that our own tagger tagged

    def weight_beyond(self, rank: int) -> float:
        """Weight at or beyond a stage."""
        return sum(self.stages[rank:])


NO_VOTES = SufficientStatistics()
Strata = Mapping[str, SufficientStatistics]


def is_countable(vote: Vote) -> bool:
    """Whether a vote can be counted at all: corrupt numbers decide nothing."""
    return isfinite(vote.weight) and vote.weight > 0 and 0 <= vote.stage < RANKS and vote.stance in (-1, 0, 1)


def stratum_of(vote: Vote, anchor: Millis, policy: Policy) -> str:
    """Where a vote is counted. `anchor`: who was first seen later is a newcomer."""
    return f"{_kind(vote, anchor, policy)}:{vote.channel}"


def _kind(vote: Vote, anchor: Millis, policy: Policy) -> str:
    if vote.at - vote.age_days * DAY_MS > anchor:
        return NEW
    known, busy = vote.age_days + 1, policy.weighing.busy_share
    lately = vote.recent_days > busy * min(policy.weighing.recent_days, known)
    return BUSY if lately or vote.active_days > busy * min(policy.eligibility.activity_days, known) else CORE


_BY_TIME = attrgetter("at", "author")


def sum_by_stratum(votes: Iterable[Vote], anchor: Millis, policy: Policy) -> dict[str, SufficientStatistics]:
    """Sums of a window's votes, the same bit for bit in whatever order the votes come."""
    slices: dict[str, list[Vote]] = {}
    for vote in sorted(filter(is_countable, votes), key=_BY_TIME):
        slices.setdefault(stratum_of(vote, anchor, policy), []).append(vote)
    return {name: _row(slices[name], policy.weighing.recent_weight) for name in sorted(slices)}


def _row(votes: list[Vote], others: float) -> SufficientStatistics:
    stages = [0.0] * RANKS
    squares = favour = against = ours = 0.0
    for vote in votes:
        weight = min(vote.weight, others / (vote.recent_days - 1) if vote.recent_days > 1 else 1.0)
        stages[vote.stage] += weight
        squares += weight * weight
        if vote.stance > 0:
            favour += weight
        elif vote.stance < 0:
            against += weight
        if vote.by_own_tagger:
            ours += weight
    ranks = (stages[0], stages[1], stages[2], stages[3])
    return SufficientStatistics(float(len(votes)), sum(stages), squares, ranks, favour, against, ours)


def fade_and_add(recent: Strata, factor: float, votes: Strata) -> dict[str, SufficientStatistics]:
    """What is remembered, every sum times `factor`, and a window's votes: slice by slice, sorted by name."""
    found = {name: _times(row, factor) for name, row in recent.items()}
    for name, row in votes.items():
        found[name] = add_statistics(found[name], row) if name in found else row
    return found if len(found) == len(recent) else dict(sorted(found.items()))


def total_weight(tally: Strata) -> float:
    """Weight of all slices together."""
    return sum([row.weight for row in tally.values()])


def add_statistics(a: SufficientStatistics, b: SufficientStatistics) -> SufficientStatistics:
    """Two slices as one row. Written out, as `pool_strata` is: it is what weighing does most."""
    s, t = a.stages, b.stages
    return SufficientStatistics(
        a.votes + b.votes,
        a.weight + b.weight,
        a.squared_weight + b.squared_weight,
        (s[0] + t[0], s[1] + t[1], s[2] + t[2], s[3] + t[3]),
        a.favour + b.favour,
        a.against + b.against,
        a.ours + b.ours,
    )


def pool_strata(rows: Iterable[SufficientStatistics]) -> SufficientStatistics:
    """Some slices as one row."""
    votes = weight = squares = favour = against = ours = s0 = s1 = s2 = s3 = 0.0
    for row in rows:
        votes, weight, squares = votes + row.votes, weight + row.weight, squares + row.squared_weight
        favour, against, ours = favour + row.favour, against + row.against, ours + row.ours
        a, b, c, d = row.stages
        s0, s1, s2, s3 = s0 + a, s1 + b, s2 + c, s3 + d
    return SufficientStatistics(votes, weight, squares, (s0, s1, s2, s3), favour, against, ours)


def _times(a: SufficientStatistics, k: float) -> SufficientStatistics:
    """A slice that remembers less (squares twice: they are of weights)."""
    s = a.stages
    return SufficientStatistics(
        a.votes * k,
        a.weight * k,
        a.squared_weight * k * k,
        (s[0] * k, s[1] * k, s[2] * k, s[3] * k),
        a.favour * k,
        a.against * k,
        a.ours * k,
    )
