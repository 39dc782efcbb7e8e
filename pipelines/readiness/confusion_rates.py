"""Faults: how a tagger errs, and so which share an audience shows that has another.

Posts that arrive tagged have the faults that the policy names; those that our own tagger tagged have its measured
ones. Where an audience has both, each counts by the weight of its votes.
"""

from math import hypot, sqrt

from models.policy import ConfusionRates, Policy
from pipelines.readiness.strata import SufficientStatistics

Z95 = 1.959964  # two-sided 95 % of a normal


def rates_from_examples(sensitivity: float, false_positive: float, examples: int) -> ConfusionRates:
    """Faults as measured on so many examples, with doubts up to the upper ends of their 95 % intervals."""
    se, fp = (wilson_interval(rate, examples)[1] - rate for rate in (sensitivity, false_positive))
    return ConfusionRates(sensitivity, false_positive, se, fp)


def mix_rates(policy: Policy, own: ConfusionRates | None, ours: float) -> ConfusionRates:
    """The faults behind votes of which the share `own_tag_weight`, 0..1, was tagged by our own tagger."""
    if own is None or ours <= 0.0:
        return policy.declared_rates
    theirs = 1.0 - ours
    return ConfusionRates(
        theirs * policy.weighing.sensitivity + ours * own.sensitivity,
        theirs * policy.weighing.false_positive + ours * own.false_positive,
        ours * own.sensitivity_half_width,
        ours * own.false_positive_half_width,
    )


def apparent_half_width(share: float, faults: ConfusionRates) -> float:
    """By how much a true share may look higher than `apparent_share` says, as few examples have told the faults.

    The value `Se * share + Fp * (1 - share)` rises with both, which were measured on different texts.
    """
    return hypot(faults.sensitivity_half_width * share, faults.false_positive_half_width * (1.0 - share))


def own_tag_weight(row: SufficientStatistics) -> float:
    """The share of some votes' weight that our own tagger tagged, 0..1."""
    return row.ours / row.weight if row.weight > 0.0 else 0.0


def apparent_share(share: float, faults: ConfusionRates) -> float:
    """A true share as the tagger shows it: `Fp + (Se - Fp) * share` (Rogan and Gladen, Am J Epidemiol 1978)."""
    return faults.false_positive + (faults.sensitivity - faults.false_positive) * share


def true_share(share: float, faults: ConfusionRates) -> float:
    """The true share behind a tagged one, within 0..1."""
    true = (share - faults.false_positive) / (faults.sensitivity - faults.false_positive)
    return min(1.0, max(0.0, true))


def wilson_interval(share: float, n: float) -> tuple[float, float]:
    """Wilson's 95 % interval of a proportion among n (JASA 1927)."""
    z2 = Z95**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = sqrt(z2 * (share * (1 - share) + z2 / (4 * n)) / n) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)
