"""Claims: what is tested of an audience. Each has a statistic, one value in 0..1 a window, and a null (`nulls.py`).

`ADVANCE` needs three claims at once, each at its own full threshold:

- everyone: the share at or beyond the wanted stage, over all groups of the audience;
- steady:   the same share among the steady core alone, so that no newcomers and no loud minority carry it;
- mood:     support outweighs opposition.

A false `ADVANCE` means that the null of at least one of them is true and that this claim still reached its threshold.
So it is no more frequent than with a single claim (an intersection-union test), and three claims need no correction.

`STEP_BACK` needs one of two:

- against:  the share of votes against the story;
- falling:  the share no longer at the stage that the chapter before had reached.

The statistic of a window is a weighted mean over groups g of the audience, and of the null for what is missing:

    x = m + sum over g of c_g * (h_g / w_g - m)        where c_g = min(W_g, w_g / r)

    m    the claim's null (`nulls.py`)
    W_g  fixed weight of the group, from the votes before this window; all W_g sum to 1
    w_g  weight of the group's votes in this window
    h_g  of w_g, the weight of the votes that speak for the claim
    c_g  weight with which the group counts in this window
    r    reference weight: that of the votes of an average window (`claim_statistics.reference_weight`)

A group with votes of weight `W_g * r` or more counts with its fixed weight and no more: a channel that grows loud
gains nothing. One with fewer votes counts by what it has, so that a lone vote moves x little, and one without votes
stands at the null.

`mood` is about those who take a side: its `w_g` and its `r` are of these votes alone (`strata.with_side`). `against`
is about those whose stance is known, and so is its `w_g` (`strata.with_known_stance`). A post that shows no stance
is missing data and no neutral vote, so it moves neither claim, and a group of few known votes counts for little, as
one of few votes does. That is an assumption: for and against are as readable as each other where a post arrived
tagged; of our own tagger it is known that they are not (`nulls.balance_null`). The worst case instead, which takes
all who are unknown for opponents, would never let an audience advance of whose posts fewer than half show it, and
most posts do not. As an assumption about nearly everybody would be none to rest on, both claims abstain (they stand
at their null) while too few of the votes before the window have a known stance, or take a side: fewer than the
policy's `least_known_stance`. The check `sides_shown` says so of ADVANCE.

As the c_g sum to 1 at most, x is within 0..1. If the mean of each `h_g / w_g`, given the past and the weights w_g, is
at most m, so is the mean of x. That is an assumption: how much is said in a window is unrelated to what is said.
"""

from collections.abc import Callable
from functools import lru_cache

from pipelines.readiness.strata import BUSY, CORE, NEW, Strata, SufficientStatistics, add_statistics

EVERYONE, STEADY, MOOD = "everyone", "steady", "mood"
AGAINST, FALLING = "against", "falling"
_NEWCOMERS = f"{NEW}:"

WeightedStrata = list[tuple[float, SufficientStatistics]]  # c_g and the votes of each group that has votes
VoteStatistic = Callable[[SufficientStatistics], float]  # h_g of a group's votes


def newcomer_weight(remembered: Strata, total: float, limit: float) -> float:
    """The newcomers' share of the remembered votes, whose weight is `total`; `limit` at most."""
    newcomers = sum([row.weight for name, row in remembered.items() if name.startswith(_NEWCOMERS)])
    return min(limit, newcomers / total) if total > 0.0 else 0.0


def weigh_everyone(
    votes: Strata, channel_weights: dict[str, float], newcomers: float, reference: float = 0.0
) -> WeightedStrata:
    """Two groups a channel: veterans with `W_g = (1 - newcomers) * channel weight`, newcomers with the rest of it.

    `newcomers` is `newcomer_weight`. A `reference` of 0 counts every group that has votes with its fixed weight.
    """
    names = _strata_names(tuple(channel_weights.items()))
    veterans = [(w * (1.0 - newcomers), _add(votes.get(core), votes.get(busy))) for w, core, busy, _ in names]
    return _limit_by_votes(veterans + [(w * newcomers, votes.get(new)) for w, _, _, new in names], reference)


def weigh_steady_core(votes: Strata, channel_weights: dict[str, float], reference: float = 0.0) -> WeightedStrata:
    """One group a channel, its core, with `W_g` the channel's weight."""
    names = _strata_names(tuple(channel_weights.items()))
    return _limit_by_votes([(w, votes.get(core)) for w, core, _, _ in names], reference)


@lru_cache(maxsize=1_024)  # the same in every window of a chapter
def _strata_names(channel_weights: tuple[tuple[str, float], ...]) -> list[tuple[float, str, str, str]]:
    """Each channel's weight and the names of its core, busy and new stratum; channels in the order of their names."""
    return [(w, f"{CORE}:{c}", f"{BUSY}:{c}", f"{NEW}:{c}") for c, w in sorted(channel_weights)]


def _add(one: SufficientStatistics | None, other: SufficientStatistics | None) -> SufficientStatistics | None:
    return add_statistics(one, other) if one and other else one or other


def _limit_by_votes(groups: list[tuple[float, SufficientStatistics | None]], reference: float) -> WeightedStrata:
    """From `W_g` to `c_g` of each group that has votes."""
    limited = []
    for fixed, row in groups:
        if row and row.weight > 0.0:
            limited.append((min(fixed, row.weight / reference) if reference > 0.0 else fixed, row))
    return limited


def window_value(groups: WeightedStrata, statistic: VoteStatistic, null: float) -> float:
    """`x`, the value of a window, in 0..1; the null where nobody voted."""
    x = null
    for weight, row in groups:
        x += weight * (statistic(row) / row.weight - null)
    return x


def support_weight(row: SufficientStatistics) -> float:
    """`h_g` of the claim `mood`: all of `w_g` where all support, none where all oppose, half where they balance.

    The row is one of `with_side`, or of `with_known_stance`, where neither for nor against counts half.
    """
    return 0.5 * (row.weight + row.favour - row.against)


def own_tag_share(groups: WeightedStrata) -> float:
    """The share of these groups' votes that our own tagger tagged, 0..1: each group as it counts in the value."""
    total = own = 0.0
    for weight, row in groups:
        total, own = total + weight, own + weight * (row.ours / row.weight)
    return own / total if total > 0.0 else 0.0
