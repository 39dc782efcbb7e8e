"""Strata: a window's votes as sums, one row a stratum. These sums are all that weighing needs of the votes.

A stratum is a channel times a kind of author, named `core:<channel>`, `busy:<channel>` or `new:<channel>`:

- core: veterans who post at a common rate. They cannot be had overnight: bots and bought accounts are new or busy;
- busy: veterans who post on most days;
- new:  newcomers, first seen after a time that the chapter's detector fixes.
"""

from collections.abc import Iterable, Mapping
from math import isfinite
from operator import attrgetter

import msgspec
from msgspec.structs import replace

from models.policy import Policy
from models.posts import DAY_MS, Millis
from models.votes import UNKNOWN_STANCE, Vote

CORE, BUSY, NEW = "core", "busy", "new"
_REMEMBERED = 96  # strata, at most: three kinds of author on 32 channels. The head of a state has room for them
RANKS = 4  # stages, from awareness to action
_STANCES = (-1, 0, 1, UNKNOWN_STANCE)


class SufficientStatistics(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Sums over the votes of one stratum. Weights are those of votes, each above 0 and at most 1."""

    votes: float = 0.0  # number
    weight: float = 0.0
    squared_weight: float = 0.0  # sum of weight ** 2: for the effective number of votes
    stages: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)  # weight at each stage, by rank
    favour: float = 0.0  # weight of the votes for the story
    against: float = 0.0  # weight of the votes against it
    ours: float = 0.0  # weight of the votes that our own tagger tagged
    unknown: float = 0.0  # weight of the votes that do not show whether they are for the story or against it
    greatest: float = 0.0  # weight of the heaviest vote

    @property
    def known(self) -> float:
        """Weight of the votes that show whether they are for the story, against it, or neither."""
        return max(self.weight - self.unknown, 0.0)

    def weight_beyond(self, rank: int) -> float:
        """Weight of the votes at or beyond a stage."""
        return sum(self.stages[rank:])


NO_VOTES = SufficientStatistics()
Strata = Mapping[str, SufficientStatistics]


def is_countable(vote: Vote) -> bool:
    """Whether a vote can be counted at all: corrupt numbers decide nothing."""
    return isfinite(vote.weight) and vote.weight > 0 and 0 <= vote.stage < RANKS and vote.stance in _STANCES


def stratum_of(vote: Vote, newcomers_since: Millis, policy: Policy) -> str:
    """The name of a vote's stratum. Who was first seen after `newcomers_since` is a newcomer."""
    return f"{_kind_of_author(vote, newcomers_since, policy)}:{vote.channel}"


def _kind_of_author(vote: Vote, newcomers_since: Millis, policy: Policy) -> str:
    """Busy is who was active on more than `busy_share` of the days known, in the last week or in the last month."""
    if vote.at - vote.age_days * DAY_MS > newcomers_since:
        return NEW
    known, weighing, month = vote.age_days + 1, policy.weighing, policy.eligibility.activity_days
    busy, week = weighing.busy_share, weighing.recent_days
    if vote.recent_days > busy * (week if week < known else known):
        return BUSY
    return BUSY if vote.active_days > busy * (month if month < known else known) else CORE


_BY_TIME = attrgetter("at", "author")


def first_newcomer(newcomers_since: Millis, window_end: Millis, policy: Policy) -> Millis:
    """Since when who is first seen is a newcomer, in a window: what the detector says, or `turnover_days` ago."""
    return max(newcomers_since, window_end - policy.weighing.turnover_days * DAY_MS)


def sum_by_stratum(votes: Iterable[Vote], newcomers_since: Millis, policy: Policy) -> dict[str, SufficientStatistics]:
    """The sums of a window's votes, by stratum: the same bit for bit in whatever order the votes come.

    That rests on a window having at most one vote of each author (`cast_votes`): the votes are sorted before they are
    added, and two of one author at one time would keep the order in which they came.
    """
    strata: dict[str, list[Vote]] = {}
    for vote in sorted(filter(is_countable, votes), key=_BY_TIME):
        strata.setdefault(stratum_of(vote, newcomers_since, policy), []).append(vote)
    return {name: _sum_votes(strata[name], policy.weighing.recent_weight) for name in sorted(strata)}


def limit_weight(vote: Vote, recent_weight: float) -> float:
    """What a vote weighs: at most `recent_weight / d`, d the number of *other* recent days with posts of its author.

    d votes of this weight, one on each of these days, weigh `recent_weight` together.
    """
    others = vote.recent_days - 1
    limit = recent_weight / others if others > 0 else 1.0
    return vote.weight if vote.weight < limit else limit


def _sum_votes(votes: list[Vote], recent_weight: float) -> SufficientStatistics:
    """One stratum's sums."""
    stages = [0.0] * RANKS
    squares = favour = against = ours = unknown = greatest = 0.0
    for vote in votes:
        weight = limit_weight(vote, recent_weight)
        stages[vote.stage] += weight
        squares += weight * weight
        if weight > greatest:
            greatest = weight
        if vote.stance == UNKNOWN_STANCE:
            unknown += weight
        elif vote.stance > 0:
            favour += weight
        elif vote.stance < 0:
            against += weight
        if vote.by_own_tagger:
            ours += weight
    ranks = (stages[0], stages[1], stages[2], stages[3])
    return SufficientStatistics(
        float(len(votes)), sum(stages), squares, ranks, favour, against, ours, unknown, greatest
    )


def fade_and_add(remembered: Strata, factor: float, votes: Strata) -> dict[str, SufficientStatistics]:
    """What is remembered, each weight times `factor`, and a window's votes: stratum by stratum, sorted by name."""
    sums = {name: _scale_weights(row, factor) for name, row in remembered.items()}
    for name, row in votes.items():
        sums[name] = add_statistics(sums[name], row) if name in sums else row
    if len(sums) > _REMEMBERED:
        sums = _keep_heaviest(sums)
    return sums if len(sums) == len(remembered) else dict(sorted(sums.items()))


def _keep_heaviest(strata: Strata) -> dict[str, SufficientStatistics]:
    """The strata of most weight, sorted by name: the others would have too few votes to count."""
    heaviest = sorted(strata, key=lambda name: (-strata[name].weight, name))[:_REMEMBERED]
    return {name: strata[name] for name in sorted(heaviest)}


def total_weight(strata: Strata) -> float:
    """Weight of all strata together."""
    return sum([row.weight for row in strata.values()])


def known_share(strata: Strata) -> float:
    """The share of these votes' weight whose stance is known, 0..1; 1 where there are none."""
    total = total_weight(strata)
    return sum([row.known for row in strata.values()]) / total if total > 0.0 else 1.0


def with_known_stance(strata: Strata) -> Strata:
    """The strata with the weight of those votes alone whose stance is known: what claims about it are asked of."""
    if not any(row.unknown for row in strata.values()):
        return strata
    return {name: replace(row, weight=row.known, unknown=0.0) for name, row in strata.items()}


def sided_share(strata: Strata) -> float:
    """The share of these votes' weight that takes a side, for or against, 0..1; 1 where there are none."""
    total = total_weight(strata)
    return sum([row.favour + row.against for row in strata.values()]) / total if total > 0.0 else 1.0


def with_side(strata: Strata) -> Strata:
    """The strata with the weight of those votes alone that take a side."""
    return {name: replace(row, weight=row.favour + row.against, unknown=0.0) for name, row in strata.items()}


def add_statistics(a: SufficientStatistics, b: SufficientStatistics) -> SufficientStatistics:
    """Two strata as one. Written out field by field, as `pool_strata` is: it is what weighing does most."""
    s, t = a.stages, b.stages
    return SufficientStatistics(
        a.votes + b.votes,
        a.weight + b.weight,
        a.squared_weight + b.squared_weight,
        (s[0] + t[0], s[1] + t[1], s[2] + t[2], s[3] + t[3]),
        a.favour + b.favour,
        a.against + b.against,
        a.ours + b.ours,
        a.unknown + b.unknown,
        a.greatest if a.greatest > b.greatest else b.greatest,
    )


def pool_strata(rows: Iterable[SufficientStatistics]) -> SufficientStatistics:
    """Any number of strata as one."""
    votes = weight = squares = favour = against = ours = unknown = greatest = s0 = s1 = s2 = s3 = 0.0
    for row in rows:
        votes, weight, squares = votes + row.votes, weight + row.weight, squares + row.squared_weight
        favour, against, ours = favour + row.favour, against + row.against, ours + row.ours
        unknown, greatest = unknown + row.unknown, row.greatest if row.greatest > greatest else greatest
        a, b, c, d = row.stages
        s0, s1, s2, s3 = s0 + a, s1 + b, s2 + c, s3 + d
    return SufficientStatistics(votes, weight, squares, (s0, s1, s2, s3), favour, against, ours, unknown, greatest)


def _scale_weights(a: SufficientStatistics, k: float) -> SufficientStatistics:
    """A stratum whose votes each weigh and count k times as much; the sum of squared weights takes k twice."""
    s = a.stages
    return SufficientStatistics(
        a.votes * k,
        a.weight * k,
        a.squared_weight * k * k,
        (s[0] * k, s[1] * k, s[2] * k, s[3] * k),
        a.favour * k,
        a.against * k,
        a.ours * k,
        a.unknown * k,
        a.greatest * k,
    )
