"""Confusion rates: how a tagger errs on one stage, and which share its tags show of an audience with a given one.

With sensitivity `Se`, false-positive rate `Fp` and a true share `s`, tags show the apparent share `Fp + (Se - Fp) *
s` on average; solved for `s`, that is the estimator of Rogan and Gladen, "Estimating prevalence from the results of a
screening test" (American Journal of Epidemiology, 1978).

Posts that arrive tagged err as the policy declares, those that our own tagger tagged as measured on labelled
examples. Where an audience has both, each counts by the weight of its votes. Shares, rates and half-widths are all
within 0..1.
"""

from math import hypot, sqrt

from models.policy import ConfusionRates, Policy
from pipelines.readiness.strata import SufficientStatistics

Z95 = 1.959964  # the normal quantile of 0.975: two-sided 95 %


def rates_from_examples(sensitivity: float, false_positive: float, examples: int, others: int) -> ConfusionRates:
    """Rates as measured on so many who have reached a stage, and on so many others, with half-widths up to the upper
    ends of their 95 % intervals."""
    se = wilson_interval(sensitivity, examples)[1] - sensitivity
    fp = wilson_interval(false_positive, others)[1] - false_positive
    return ConfusionRates(sensitivity, false_positive, se, fp)


def mix_rates(policy: Policy, own: ConfusionRates | None, own_share: float) -> ConfusionRates:
    """The rates of votes of which our own tagger, with rates `own`, tagged `own_share` by weight."""
    if own is None or own_share <= 0.0:
        return policy.declared_rates
    arrived = 1.0 - own_share
    return ConfusionRates(
        arrived * policy.weighing.sensitivity + own_share * own.sensitivity,
        arrived * policy.weighing.false_positive + own_share * own.false_positive,
        own_share * own.sensitivity_half_width,
        own_share * own.false_positive_half_width,
    )


def apparent_share(share: float, rates: ConfusionRates) -> float:
    """The share that tags show, on average, of a true share."""
    return rates.false_positive + (rates.sensitivity - rates.false_positive) * share


def apparent_half_width(share: float, rates: ConfusionRates) -> float:
    """By how much the apparent share of a true one may be higher, as the rates are known from few examples only.

    `Se * s + Fp * (1 - s)` rises with both rates; they were measured on different texts, so their errors add in
    squares.
    """
    return hypot(rates.sensitivity_half_width * share, rates.false_positive_half_width * (1.0 - share))


def true_share(apparent: float, rates: ConfusionRates) -> float:
    """The true share behind an apparent one, cut to 0..1."""
    true = (apparent - rates.false_positive) / (rates.sensitivity - rates.false_positive)
    return min(1.0, max(0.0, true))


def own_tag_weight(row: SufficientStatistics) -> float:
    """The share of some votes' weight that our own tagger tagged."""
    return row.ours / row.weight if row.weight > 0.0 else 0.0


def wilson_interval(share: float, n: float) -> tuple[float, float]:
    """Wilson's 95 % interval of a share among n > 0 (Journal of the American Statistical Association, 1927).

    >>> low, high = wilson_interval(0.3, 50)
    >>> round(low, 3), round(high, 3)
    (0.191, 0.438)
    """
    z2 = Z95**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = sqrt(z2 * (share * (1 - share) + z2 / (4 * n)) / n) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)
