"""E-process: the evidence for one claim, gathered window by window by betting against the claim's null.

What is named e-process and e-value here is, strictly, an e-detector and its value R: R may begin anew in each window,
so under the null its mean after t windows is at most t, where that of an e-value is at most 1. Compare it with
`A = H / alpha`, never with `1 / alpha`.

Estimand. Whether the mean of a statistic `X_t` in [0, 1], one value a window, has risen above its null `m_t`.

Null. `E[X_t | past] <= m_t` in every window t, with `0 < m_t < 1`. The null `m_t` and the bet are fixed before the
window's votes are seen; they may depend on everything earlier.

Betting fractions. Four fixed fractions `b` in (0, 1). Each stakes the share `lambda_t = b / m_t` of its capital on
`X_t > m_t`, and multiplies it by `f_t = 1 + lambda_t * (X_t - m_t) = 1 + b * (X_t - m_t) / m_t`. As `b < 1` and
`X_t >= 0`, this is at least `1 - b > 0`. Small fractions win where the mean is just above the null, large ones where
it is far above; nobody has to know which, as R is averaged over all four.

Capital process. `R_0 = 0` and `R_t = (R_{t-1} + 1) * f_t`: before each window one unit of capital is added, which is
a new bet that the change begins just then. So `R_t` is the summed capital of bets begun in windows 1, ..., t: the
Shiryaev-Roberts e-detector.

Why a threshold bounds false alarms. Under the null `E[f_t | past] <= 1`, so `E[R_t | past] <= R_{t-1} + 1`, and `R_t
- t` is a supermartingale. So is the average over the fractions. Stopped at the first window in which R reaches A, or
at window H if that is earlier, R has a mean of at most H (optional stopping); by Markov's inequality

    P(R reaches A within H windows) <= H / A,

whatever the dependence between authors or between windows. `A = H / alpha` makes it alpha. Lowering R in any way that
depends on the past and on the window alone keeps the inequality: fading, the cap below, and values of X lowered.

What the growth cap adds. The null speaks of windows. A mood that all share for two days can lift every window of
those days, and no inequality about windows tells it from readiness. So the growth of `ln R` is limited by a token
bucket: it gains ln A in `growth_days`, and what is not used is saved up to `growth_burst` of ln A. A lift that is
over sooner than `growth_days * (1 - growth_burst)` cannot have raised R from nothing to A.

Example: a share of 0.6 where at most 0.3 is null, over one day, by the policy's defaults.

    >>> from math import log
    >>> from models.policy import EvidenceGrowth
    >>> log_threshold, process = log(72_000), EProcess()
    >>> cap = GrowthCap(log_threshold, rate=log_threshold / 96, burst=0.15 * log_threshold)
    >>> for hour in range(24):
    ...     process = update_e_process(process, WindowStatistic(0.6, 0.3), 1.0, cap, EvidenceGrowth())
    >>> round(log_evidence_ratio(process.e_value, 72_000), 2)  # one day of the four that ln A takes
    0.25

References: Shin, Ramdas and Rinaldo, "E-detectors: a nonparametric framework for sequential change detection" (NEJSDS
2024); Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting" (JRSS B 2024).
"""

from math import exp, log

import msgspec

from models.policy import EvidenceGrowth

_MAX_EXPONENT = 700.0  # exp of more than 709.78 is no float (IEEE 754 double); no threshold comes near it
_UNLIMITED = 1e6  # in units of ln R: more than any float's logarithm

Components = tuple[float, float, float, float]  # R of each betting fraction, from the smallest fraction


class WindowStatistic(msgspec.Struct, frozen=True, gc=False):
    """One window's value of a statistic, 0..1, and the null that it is bet against, strictly within 0..1.

    Of a share, `floor` is its mean at least, once the audience is there, and `counted` the weight of the groups that
    had votes: the rest of the value, up to 1, stands at the null.
    """

    value: float
    null: float
    floor: float = 0.0
    counted: float = 1.0


class GrowthCap(msgspec.Struct, frozen=True, gc=False):
    """How fast `ln R` may grow to `log_threshold` = ln A: a token bucket.

    Each hour allows growth by `rate`; what is not used is saved, up to `burst`. Apart from that, R loses the factor
    `exp(-fade)` each hour, so that old evidence does not count for ever.
    """

    log_threshold: float
    rate: float = _UNLIMITED
    burst: float = _UNLIMITED
    fade: float = 0.0


class EProcess(msgspec.Struct, frozen=True, array_like=True):
    """State of one e-detector: R for each betting fraction, and what `ln R` was allowed to reach."""

    components: Components = (0.0, 0.0, 0.0, 0.0)
    log_cap: float = 0.0

    @property
    def e_value(self) -> float:
        """R, averaged over the betting fractions."""
        return average(self.components)


def average(components: Components) -> float:
    """R, averaged over the betting fractions."""
    return (components[0] + components[1] + components[2] + components[3]) / 4.0


def log_evidence_ratio(e_value: float, threshold: float) -> float:
    """The part of the way to its threshold A > 1 that evidence has come, in logarithms: `ln(max(R, 1)) / ln(A)`."""
    return log(max(e_value, 1.0)) / log(threshold)


def update_e_process(
    process: EProcess, statistic: WindowStatistic, hours: float, cap: GrowthCap, growth: EvidenceGrowth
) -> EProcess:
    """The e-process after one more window, whose end is `hours` after that of the window before it."""
    decay = exp(-cap.fade * hours) if cap.fade else 1.0
    log_cap = allowed_log(process, hours, cap, growth)
    return EProcess(lower_to(_bet(process.components, decay, statistic, growth.betting_fractions), log_cap), log_cap)


def allowed_log(process: EProcess, hours: float, cap: GrowthCap, growth: EvidenceGrowth) -> float:
    """What `ln R` may reach `hours` after the last bet: what was allowed before, and what the cap has added since."""
    decay = exp(-cap.fade * hours) if cap.fade else 1.0
    log_before = log(max(decay * average(process.components), 1.0))
    allowed = min(process.log_cap, log_before + cap.burst) + cap.rate * min(hours, growth.growth_gap_hours)
    return min(allowed, cap.log_threshold + growth.headroom)


def _bet(components: Components, decay: float, statistic: WindowStatistic, fractions: Components) -> Components:
    """`(decay * R + 1) * (1 + b * (x - m) / m)` for each fraction b. No loop, as it is what weighing does most."""
    gain = (statistic.value - statistic.null) / statistic.null
    (a, b, c, d), (p, q, r, s) = components, fractions
    return (
        (decay * a + 1.0) * (1.0 + p * gain),
        (decay * b + 1.0) * (1.0 + q * gain),
        (decay * c + 1.0) * (1.0 + r * gain),
        (decay * d + 1.0) * (1.0 + s * gain),
    )


def lower_to(components: Components, log_cap: float) -> Components:
    """The components, all scaled by one factor so that `ln` of their average is at most `log_cap`."""
    mean = average(components)
    highest = exp(min(log_cap, _MAX_EXPONENT))
    if mean <= highest:
        return components
    a, b, c, d = components
    factor = highest / mean
    return (a * factor, b * factor, c * factor, d * factor)
