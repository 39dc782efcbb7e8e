"""Where the author stands, by declared tables from what the post does, and how probable that is.

The stage is free of history: journeys follow an author over time. BY_ACT and BY_PARTICIPATION are the whole mapping.
A phrase that shows an act speaks for its stage with the trust that such phrases earned on labelled posts (the card);
the classifier of participation has the rest of the say. The card has two trusts: one for any post, and one for a post
of a campaign's story, where a question is most often one about the story.
"""

import math
from collections.abc import Mapping, Sequence

from models.tags import Act, Participation, Stage
from pipelines.tags.acts.deciding import Deed

# What an act shows by itself.
STAGE_BY_ACT = {
    None: Stage.AWARENESS,
    Act.SHARE: Stage.AWARENESS,
    Act.CRITICISE: Stage.AWARENESS,
    Act.REFUSE: Stage.AWARENESS,
    Act.ASK: Stage.INTEREST,
    Act.TELL: Stage.INTEREST,
    Act.DEMAND_AN_ACCOUNT: Stage.INTEREST,
    Act.OFFER: Stage.DESIRE,
    Act.PLEDGE: Stage.DESIRE,
    Act.URGE: Stage.DESIRE,
    Act.ACT: Stage.ACTION,
}

# What participation in collective action shows by itself.
STAGE_BY_PARTICIPATION = {
    Participation.NONE: Stage.AWARENESS,
    Participation.PROBLEM_SOLUTION: Stage.INTEREST,
    Participation.CALL_TO_ACTION: Stage.DESIRE,
    Participation.INTENTION: Stage.DESIRE,
    Participation.EXECUTION: Stage.ACTION,
}

SHORT_TEXT = 60  # tokens: in a longer text a phrase is more often beside the point
_UNKNOWN = (0.74, 0.17, 0.04, 0.03, 0.02)  # about the natural balance, where no classifier speaks
_UNTRUSTED = (0.6, 0.0)  # trust in an act that was not measured, and in none
DECLARED_TRUST = (
    0.9  # in a campaign's own phrase: a team knows how its people speak, and none of its posts is labelled
)
_BY_RANK = tuple(Stage)
_INTERESTED = Stage.INTEREST.rank
_RANKS = tuple(each.rank for each in STAGE_BY_PARTICIPATION.values())
_RANK_BY_ACT = {act: each.rank for act, each in STAGE_BY_ACT.items()}
_NAMES = {act: act.value if act else "none" for act in STAGE_BY_ACT}
_RULES = {act: (f"{name}:long", f"{name}:short") for act, name in _NAMES.items()}
_BY_ACT = {act: f"act:{name}" for act, name in _NAMES.items()}


def trust_name(act: Act | None, tokens: int) -> str:
    """The name under which the card keeps the trust in an act's phrases, in short texts and in long ones."""
    return _RULES[act][tokens <= SHORT_TEXT]


def stage_of(
    probabilities: Sequence[float], deed: Deed, tokens: int, trust: Mapping[str, float]
) -> tuple[Stage, float, str]:
    """The stage, its probability, and who said it. A step puts the author where it means; words at most there,
    with the trust they earned; without an act the most probable way of taking part does, no further than allowed.
    `probabilities` are participation's, or none."""
    act = deed.act
    known = DECLARED_TRUST if deed.is_declared else trust.get(trust_name(act, tokens), _UNTRUSTED[act is None])
    shares, rest, furthest = [0.0] * len(_BY_RANK), 1 - known, len(_BY_RANK) if act else deed.furthest.rank
    for rank, p in zip(_RANKS, probabilities or _UNKNOWN, strict=True):
        shares[rank if rank < furthest else furthest] += p * rest
    told = min(_RANK_BY_ACT[act], _INTERESTED) if deed.urges_against else _RANK_BY_ACT[act]
    shares[told] += known
    rank = told if told > _INTERESTED else min(shares.index(max(shares)), told if act else len(shares))
    shown = act is not None and rank == told
    return _BY_RANK[rank], round(shares[rank], 4), _BY_ACT[act] if shown else "participation"


def calibrate(probability: float, sureness: Mapping[str, float]) -> float:
    """The probability as it held on labelled posts: its log-odds by `slope` and `shift` (Platt, 1999)."""
    odds = math.log(max(probability, 1e-3) / max(1 - probability, 1e-3))
    return round(1 / (1 + math.exp(-sureness["slope"] * odds - sureness["shift"])), 4)
