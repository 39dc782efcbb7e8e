"""Claims: what the rule bets on. Each is a value in 0..1 of a window, and the null that it must outgrow.

`ADVANCE` needs three claims at once, each on its own at full strength, so that it errs no more often than the
one whose null holds:

- everyone: the share at or beyond the wanted stage, over all slices (the behavioural key);
- steady:   the same among veterans at a common pace alone: no newcomer, no hyperactive minority carries it;
- mood:     support outweighs opposition (the emotional key).

`STEP_BACK` needs one of two: `against` (the share of votes against the story), `falling` (the share no longer at
the stage the chapter before had reached).
"""

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from math import sqrt
from statistics import median

from models.policy import ConfusionRates, EvidenceGrowth, Policy
from pipelines.readiness.confusion_rates import apparent_half_width, apparent_share
from pipelines.readiness.detector import ChapterDetector, DailyMean
from pipelines.readiness.inputs import Aim
from pipelines.readiness.strata import BUSY, CORE, NEW, Strata, SufficientStatistics, add_statistics

EVERYONE, STEADY, MOOD = "everyone", "steady", "mood"
AGAINST, FALLING = "against", "falling"
NEWCOMERS = f"{NEW}:"
EPOCH_WEEKDAY, SATURDAY = 3, 5  # day 0 was a Thursday; Monday is 0
_MEDIAN_STEP = 0.954  # median of |N(0, 2)|: sqrt(2) times the normal quantile 0.6745 of 3/4

WeightedStrata = list[tuple[float, SufficientStatistics]]  # what g counts for, and its votes: some, of some weight
VoteStatistic = Callable[[SufficientStatistics], float]


def newcomer_weight(recent: Strata, whole: float, policy: Policy) -> float:
    """W of newcomers: their part of the whole weight of the past, `newcomers_share` of the policy at most."""
    new = sum([row.weight for name, row in recent.items() if name.startswith(NEWCOMERS)])
    return min(policy.weighing.newcomers_share, new / whole) if whole > 0.0 else 0.0


def weigh_everyone(votes: Strata, channels: dict[str, float], new: float, par: float = 0.0) -> WeightedStrata:
    """All slices: veterans and newcomers of each channel, at fixed weights that sum to 1.

    `par` is the weight that a window has on average. A group with its share of it counts as its fixed W_g, one
    with less by what it has (so a lone vote of a busy author stays small), one without votes says nothing, and
    none counts for more than W_g: a change of mix moves nothing.
    """
    slices = _slices(tuple(channels.items()))
    old = [(w * (1.0 - new), _joined(votes.get(core), votes.get(busy))) for w, core, busy, _ in slices]
    return _counting([*old, *[(w * new, votes.get(newcomers)) for w, _, _, newcomers in slices]], par)


def weigh_steady_core(votes: Strata, channels: dict[str, float], par: float = 0.0) -> WeightedStrata:
    """Veterans at a common pace alone."""
    return _counting([(w, votes.get(core)) for w, core, _, _ in _slices(tuple(channels.items()))], par)


@lru_cache(maxsize=1_024)  # the same in every window of a chapter
def _slices(channels: tuple[tuple[str, float], ...]) -> list[tuple[float, str, str, str]]:
    return [(w, f"{CORE}:{c}", f"{BUSY}:{c}", f"{NEW}:{c}") for c, w in sorted(channels)]


def _joined(one: SufficientStatistics | None, other: SufficientStatistics | None) -> SufficientStatistics | None:
    return add_statistics(one, other) if one and other else one or other


def _counting(groups: list[tuple[float, SufficientStatistics | None]], par: float) -> WeightedStrata:
    """What each group that has votes counts for: `min(W_g, w_g / par)`."""
    found = []
    for fixed, row in groups:
        if row and row.weight > 0.0:
            found.append((min(fixed, row.weight / par) if par > 0.0 else fixed, row))
    return found


def window_value(parts: WeightedStrata, hits: VoteStatistic, null: float) -> float:
    """`x = null + sum over g of counts_g * (hits_g / w_g - null)`: in 0..1, as the W_g sum to 1."""
    x = null
    for counts, row in parts:
        x += counts * (hits(row) / row.weight - null)
    return x


def support_weight(row: SufficientStatistics) -> float:
    """Support over opposition, as hits: 0 where all oppose, half the weight where they balance."""
    return 0.5 * (row.weight + row.favour - row.against)


def null_margin(days: tuple[DailyMean, ...], authors: int, policy: Policy) -> float:
    """What the null leaves to chance: moods that a day shares, and the luck of who is in the panel; and weekends."""
    luck = policy.evidence.panel_margin / sqrt(max(authors, 1))
    spread, lift = _moods(days[:-1], policy.evidence.least_days, policy.evidence.least_weekend_days)
    return max(policy.evidence.least_margin, policy.evidence.day_margin * spread, luck) + lift


def weekend_lift(days: tuple[DailyMean, ...], evidence: EvidenceGrowth) -> float:
    """By how much weekends raise the mean of a week over that of its working days, 0 where they do not.

    Who only dreams aloud on two days of seven is not ready; a step between days does not show it.
    """
    return _moods(days[:-1], evidence.least_days, evidence.least_weekend_days)[1]


def between_day_deviation(days: tuple[DailyMean, ...], evidence: EvidenceGrowth) -> float:
    """S.d. of a day's value, from the median step between days: one lasting change of level leaves it alone.

    For normal steps of s.d. `s * sqrt(2)` the median of their size is `_MEDIAN_STEP * s`.
    """
    return _moods(days[:-1], evidence.least_days, evidence.least_weekend_days)[0]


@lru_cache(maxsize=1_024)  # asked for in every window, and another once a day
def _moods(past: tuple[DailyMean, ...], least: int, least_free: int) -> tuple[float, float]:
    return _between_days(past, least), _weekend_lift(past, least, least_free)


def _weekend_lift(past: tuple[DailyMean, ...], least: int, least_free: int) -> float:
    free: list[float] = []
    working: list[float] = []
    for day in past:
        if day.weight > 0.0:
            (free if (day.day + EPOCH_WEEKDAY) % 7 >= SATURDAY else working).append(day.value / day.weight)
    if len(free) < least_free or len(working) < least:
        return 0.0
    return max(0.0, sum(free) / len(free) - sum(working) / len(working)) * 2.0 / 7.0  # two days of seven


def _between_days(past: tuple[DailyMean, ...], least: int) -> float:
    full = [day.mean for day in past if day.weight > 0.0]
    steps = [abs(b - a) for a, b in pairwise(full)]
    return median(steps) / _MEDIAN_STEP if len(steps) >= least else 0.0


def own_tag_share(parts: WeightedStrata) -> float:
    """The share of what counts in `window_value` that our own tagger tagged, 0..1."""
    counted = own = 0.0
    for counts, row in parts:
        counted, own = counted + counts, own + counts * (row.ours / row.weight)
    return own / counted if counted > 0.0 else 0.0


def not_ready_null(bar: float, margin: float, policy: Policy, faults: ConfusionRates) -> float:
    """`q0`: the largest value that an audience just under the bar has on average, by a tagger with these faults.

    The votes' origins may be taken from the window itself: given them, its value still has this mean at most.
    """
    edge = max(bar - policy.promises.just_under, 0.0)
    return min(
        policy.evidence.null_cap, apparent_share(edge, faults) + max(margin, apparent_half_width(edge, faults))
    )


def opposition_null(detector: ChapterDetector, authors: int, policy: Policy) -> float:
    """The null of `against`: what campaigns meet, or this audience has always had, and some more."""
    usual = max(policy.stepping_back.tolerated_against, detector.baseline_against + policy.stepping_back.against_rise)
    return min(policy.evidence.null_cap, usual + policy.evidence.panel_margin / sqrt(max(authors, 1)))


def holding_null(aim: Aim, detector: ChapterDetector, authors: int, policy: Policy, faults: ConfusionRates) -> float:
    """The null of `falling`: most of the share once held is still there. A share of authors *not* beyond."""
    bar = apparent_share(policy.promises.default_share if aim.held_share is None else aim.held_share, faults)
    held = bar if detector.baseline_held is None else min(bar, detector.baseline_held)
    null = 1.0 - policy.stepping_back.kept_share * held + policy.evidence.panel_margin / sqrt(max(authors, 1))
    return min(policy.evidence.null_cap, null)
