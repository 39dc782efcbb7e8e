"""Claims: what is tested of an audience. Each has a statistic, one value in 0..1 a window, and a null (`nulls.py`).

`ADVANCE` needs three claims at once, each at its own full threshold. So it errs no more often than the one of them
whose null is true:

- everyone: the share at or beyond the wanted stage, over all groups of the audience (the behavioural key);
- steady:   the same share among the steady core alone, so that no newcomers and no loud minority carry it;
- mood:     support outweighs opposition (the emotional key).

`STEP_BACK` needs one of two:

- against:  the share of votes against the story;
- falling:  the share no longer at the stage that the chapter before had reached.

The statistic of a window is a mean over groups g of the audience, with weights that are fixed before the window:

    x = m + sum over g of c_g * (h_g / w_g - m)        where c_g = min(W_g, w_g / r)

    m    the claim's null
    W_g  fixed weight of the group, from the remembered votes before this window; all W_g sum to 1
    w_g  weight of the group's votes in this window
    h_g  of w_g, the weight of the votes that speak for the claim
    c_g  weight with which the group counts in this window
    r    reference weight, of the votes of an average window (`claim_statistics.reference_weight`)

A group that has its part `W_g * r` of a reference window counts with its fixed weight, however many votes more it
has: that one channel grows loud moves nothing. A group with fewer votes counts by what it has, so that a lone vote
stays small, and one without votes stands at the null. If every group's mean of `h_g / w_g` is at most m, so is the
mean of x.
"""

from collections.abc import Callable
from functools import lru_cache

from pipelines.readiness.strata import BUSY, CORE, NEW, Strata, SufficientStatistics, add_statistics

EVERYONE, STEADY, MOOD = "everyone", "steady", "mood"
AGAINST, FALLING = "against", "falling"
_NEWCOMERS = f"{NEW}:"

WeightedStrata = list[tuple[float, SufficientStatistics]]  # (c_g, the group's votes) of each group that has votes
VoteStatistic = Callable[[SufficientStatistics], float]  # h_g of a group's votes


def newcomer_weight(remembered: Strata, whole: float, most: float) -> float:
    """The newcomers' part of the remembered votes, whose weight is `whole`: at most `most`."""
    newcomers = sum([row.weight for name, row in remembered.items() if name.startswith(_NEWCOMERS)])
    return min(most, newcomers / whole) if whole > 0.0 else 0.0


def weigh_everyone(
    votes: Strata, channel_weights: dict[str, float], newcomers: float, reference: float = 0.0
) -> WeightedStrata:
    """Two groups a channel: veterans with `W_g = (1 - newcomers) * channel weight`, newcomers with the rest of it.

    A `reference` of 0 counts every group with its fixed weight.
    """
    names = _strata_names(tuple(channel_weights.items()))
    veterans = [(w * (1.0 - newcomers), _add(votes.get(core), votes.get(busy))) for w, core, busy, _ in names]
    return _count(veterans + [(w * newcomers, votes.get(new)) for w, _, _, new in names], reference)


def weigh_steady_core(votes: Strata, channel_weights: dict[str, float], reference: float = 0.0) -> WeightedStrata:
    """One group a channel, its core, with `W_g` the channel's weight."""
    names = _strata_names(tuple(channel_weights.items()))
    return _count([(w, votes.get(core)) for w, core, _, _ in names], reference)


@lru_cache(maxsize=1_024)  # the same in every window of a chapter
def _strata_names(channel_weights: tuple[tuple[str, float], ...]) -> list[tuple[float, str, str, str]]:
    """Each channel's weight and the names of its core, busy and new stratum; channels in the order of their names."""
    return [(w, f"{CORE}:{c}", f"{BUSY}:{c}", f"{NEW}:{c}") for c, w in sorted(channel_weights)]


def _add(one: SufficientStatistics | None, other: SufficientStatistics | None) -> SufficientStatistics | None:
    return add_statistics(one, other) if one and other else one or other


def _count(groups: list[tuple[float, SufficientStatistics | None]], reference: float) -> WeightedStrata:
    """`c_g` of each group that has votes, from `W_g`."""
    counted = []
    for fixed, row in groups:
        if row and row.weight > 0.0:
            counted.append((min(fixed, row.weight / reference) if reference > 0.0 else fixed, row))
    return counted


def window_value(groups: WeightedStrata, statistic: VoteStatistic, null: float) -> float:
    """`x`, the value of a window, in 0..1; the null where nobody voted."""
    x = null
    for counts, row in groups:
        x += counts * (statistic(row) / row.weight - null)
    return x


def support_weight(row: SufficientStatistics) -> float:
    """`h_g` of the claim `mood`: all of `w_g` where all support, none where all oppose, half where they balance."""
    return 0.5 * (row.weight + row.favour - row.against)


def own_tag_share(groups: WeightedStrata) -> float:
    """The share of what counts in a window's value that our own tagger tagged, 0..1."""
    whole = own = 0.0
    for counts, row in groups:
        whole, own = whole + counts, own + counts * (row.ours / row.weight)
    return own / whole if whole > 0.0 else 0.0
