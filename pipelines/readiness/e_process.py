"""Betting: an e-detector of one claim. The evidence is the wealth of bets against "not ready".

Why it is sound. Let x_t in 0..1 be a window's value and m_t the null, both m_t and the bet fixed before the window
is seen, with E[x_t | past] <= m_t while the audience is not ready. A factor f = 1 + lambda * (x_t - m_t), with
0 <= lambda < 1 / m_t, is positive and E[f | past] <= 1. So for R_t = (R_{t-1} + 1) * f the process R_t - t is a
supermartingale: E[R_t | past] <= R_{t-1} + 1. Its mean over several lambda is one too, and lowering R by any rule
(the ceiling here, fading, a capped x) keeps the inequality. Hence P(R reaches A within H windows) <= H / A,
whatever the dependence between authors or windows: the Shiryaev-Roberts e-detector of Shin, Ramdas and Rinaldo,
"E-detectors: a nonparametric framework for sequential change detection" (NEJSDS 2024), with bets of Waudby-Smith
and Ramdas, "Estimating means of bounded random variables by betting" (JRSS B 2024).

What the ceiling adds. The null above speaks of windows; a mood shared by all for two days is no readiness, and no
inequality about windows can know it. So evidence may grow by ln(A) in `support_days` at most, never running more
than `slack` of ln(A) ahead: an excitement that ends sooner cannot have raised R from nothing to A.
"""

from math import exp, log

import msgspec

from models.policy import EvidenceGrowth

_MAX_EXPONENT = 700.0  # exp of more than 709.78 is no float (IEEE 754 double); no threshold comes near it


class GrowthCap(msgspec.Struct, frozen=True):
    """How fast ln R may grow to `whole`, where its claim holds: `hourly` at most, and `slack` ahead of that at once.

    `fade` is lost each hour.
    """

    log_threshold: float
    rate: float = 1e6
    burst: float = 1e6
    fade: float = 0.0


Components = tuple[float, float, float, float]


class EProcess(msgspec.Struct, frozen=True, array_like=True):
    """State of one e-detector: R for each bet of the grid, and the ceiling over ln(mean R)."""

    components: Components = (0.0, 0.0, 0.0, 0.0)
    log_cap: float = 0.0

    @property
    def e_value(self) -> float:
        """R: the mean of the bets' wealth."""
        a, b, c, d = self.components
        return (a + b + c + d) / 4.0


def mean_component(bets: Components) -> float:
    """R: the mean of the bets' wealth."""
    return (bets[0] + bets[1] + bets[2] + bets[3]) / 4.0


def update_e_process(
    wealth: EProcess, x: float, null: float, *, hours: float, pace: GrowthCap, evidence: EvidenceGrowth
) -> EProcess:
    """Wealth after a window of value `x` (0..1) against `null` (0 < null < 1), `hours` after the last one."""
    kept = exp(-pace.fade * hours) if pace.fade else 1.0
    before = log(max(kept * mean_component(wealth.components), 1.0))
    ceiling = min(wealth.log_cap, before + pace.burst) + pace.rate * min(hours, evidence.growth_gap_hours)
    top = min(ceiling, pace.log_threshold + evidence.headroom)
    return EProcess(lower_to(_grown(wealth.components, kept, x, null, evidence.betting_fractions), top), top)


def _grown(bets: Components, kept: float, x: float, null: float, fractions: Components) -> Components:
    edge = (x - null) / null
    (a, b, c, d), (p, q, r, s) = bets, fractions
    return (
        (kept * a + 1.0) * (1.0 + p * edge),
        (kept * b + 1.0) * (1.0 + q * edge),
        (kept * c + 1.0) * (1.0 + r * edge),
        (kept * d + 1.0) * (1.0 + s * edge),
    )


def lower_to(bets: Components, top: float) -> Components:
    """The bets, all lowered alike so that ln(mean) is at most `top`."""
    whole = mean_component(bets)
    highest = exp(min(top, _MAX_EXPONENT))
    if whole <= highest:
        return bets
    a, b, c, d = bets
    factor = highest / whole
    return (a * factor, b * factor, c * factor, d * factor)
