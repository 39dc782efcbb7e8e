"""Nulls: the mean that a claim's statistic has at most while the claim is false, with a margin for what that misses.

Every null is fixed before a window's votes are seen, from the days and votes before it, as betting needs. One thing
is taken from the window itself: the share that our own tagger tagged, which sets the confusion rates. The mean is
bounded given that share too, as who tagged a post is unrelated to what its author wants. All values are shares within
0..1; authors are those who may vote.
"""

from functools import lru_cache
from itertools import pairwise
from math import sqrt
from statistics import median

from models.policy import ConfusionRates, EvidenceGrowth, Policy
from pipelines.readiness.confusion_rates import apparent_half_width, apparent_share
from pipelines.readiness.detector import ChapterDetector, DailyMean
from pipelines.readiness.inputs import Aim

_EPOCH_WEEKDAY, _SATURDAY = 3, 5  # day 0 was a Thursday; Monday is 0
_MEDIAN_STEP = 0.954  # median of |N(0, variance 2)|: sqrt(2) times 0.6745, the normal quantile of 3/4


def not_ready_null(bar: float, margin: float, policy: Policy, rates: ConfusionRates) -> float:
    """Null of `everyone` and `steady`: the apparent share of an audience just under the bar, and the margin.

    Where few examples have told the rates, their half-width counts in place of a smaller margin.
    """
    edge = max(bar - policy.promises.just_under, 0.0)
    return min(policy.evidence.null_cap, apparent_share(edge, rates) + max(margin, apparent_half_width(edge, rates)))


def ready_floor(bar: float, margin: float, rates: ConfusionRates) -> float:
    """The mean of a share, at least, of an audience at the bar: what tags show of it, less the same margin."""
    return max(0.0, apparent_share(bar, rates) - max(margin, apparent_half_width(bar, rates)))


def balance_null(authors: int, policy: Policy, own_share: float = 0.0) -> float:
    """Null of `mood`, a share of support among those that take a side: a balance, but for the panel's sampling error.

    Of a balance, tags that err alike on both sides show 1/2. Our own tagger, which tagged `own_share` of the votes by
    weight, need not: it sees some sides sooner than others. `own_balance` is the most that it showed of a balance on
    six sets of real posts, with their doubt (`pipelines/tags/MODEL_CARD.md`).
    """
    balance = 0.5 + own_share * (policy.weighing.own_balance - 0.5)
    return min(
        policy.evidence.null_cap, balance + 0.5 * policy.evidence.panel_margin * float(max(authors, 1) ** -0.5)
    )


def opposition_null(detector: ChapterDetector, authors: int, policy: Policy) -> float:
    """Null of `against`: what campaigns meet or this audience has always had, and some more; perhaps beyond 1."""
    usual = max(policy.stepping_back.tolerated_against, detector.baseline_against + policy.stepping_back.against_rise)
    return usual + sampling_margin(authors, policy)


def holding_null(aim: Aim, detector: ChapterDetector, policy: Policy, rates: ConfusionRates, authors: int) -> float:
    """Null of `falling`, a share of authors *not* at the held stage: `kept_share` of those who were there still are.

    Who was there: as many as the chapter before asked for, or fewer, where the warm-up found fewer, or where tags may
    show fewer, as their rates are known from few examples. Perhaps beyond 1.
    """
    held = policy.promises.default_share if aim.held_share is None else aim.held_share
    bar = max(0.0, apparent_share(held, rates) - apparent_half_width(held, rates))
    reached = bar if detector.baseline_held is None else min(bar, detector.baseline_held)
    return 1.0 - policy.stepping_back.kept_share * reached + sampling_margin(authors, policy)


def null_margin(days: tuple[DailyMean, ...], authors: int, policy: Policy) -> float:
    """What a null leaves to chance, as a share: sampling error or moods shared by a day, and weekends on top."""
    deviation, lift = _day_effects(days[:-1], policy.evidence.least_days, policy.evidence.least_weekend_days)
    moods = policy.evidence.day_margin * deviation
    return max(policy.evidence.least_margin, moods, sampling_margin(authors, policy)) + lift


def sampling_margin(authors: int, policy: Policy) -> float:
    """How far a panel's share may be from its audience's: a multiple of 1 / sqrt(authors), as sampling errors are."""
    return policy.evidence.panel_margin / sqrt(max(authors, 1))


def between_day_deviation(days: tuple[DailyMean, ...], growth: EvidenceGrowth) -> float:
    """Standard deviation of a day's mean value, from the median step between days: robust to one lasting change.

    For independent normal days of deviation s, steps are normal with deviation `s * sqrt(2)`; the median of their
    size is `0.954 * s`. Today, the last of `days`, is left out, as it is not over.
    """
    return _day_effects(days[:-1], growth.least_days, growth.least_weekend_days)[0]


def weekend_lift(days: tuple[DailyMean, ...], growth: EvidenceGrowth) -> float:
    """By how much weekends raise a week's mean value over that of its working days; 0 where they lower it.

    Who wishes for something on two days of seven only is not ready, and steps between days do not show it.
    """
    return _day_effects(days[:-1], growth.least_days, growth.least_weekend_days)[1]


@lru_cache(maxsize=1_024)  # asked for in every window, and changes once a day
def _day_effects(past: tuple[DailyMean, ...], least: int, least_weekend: int) -> tuple[float, float]:
    """Between-day deviation and weekend lift of the days that are over."""
    return _between_day_deviation(past, least), _weekend_lift(past, least, least_weekend)


def _between_day_deviation(past: tuple[DailyMean, ...], least: int) -> float:
    means = [day.mean for day in past if day.weight > 0.0]
    steps = [abs(b - a) for a, b in pairwise(means)]
    return median(steps) / _MEDIAN_STEP if len(steps) >= least else 0.0


def _weekend_lift(past: tuple[DailyMean, ...], least: int, least_weekend: int) -> float:
    weekend: list[float] = []
    working: list[float] = []
    for day in past:
        if day.weight > 0.0:
            is_weekend = (day.day + _EPOCH_WEEKDAY) % 7 >= _SATURDAY
            (weekend if is_weekend else working).append(day.value / day.weight)
    if len(weekend) < least_weekend or len(working) < least:
        return 0.0
    difference = sum(weekend) / len(weekend) - sum(working) / len(working)
    return max(0.0, difference) * 2.0 / 7.0  # two days of seven have it
