"""Intervals: 95 % intervals of shares, counts and ratios, and by resampling where no formula is known.

Sources: Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927); for counts,
the same inversion of the score test of a Poisson mean. Efron & Tibshirani, "An Introduction to the Bootstrap" (1993).
"""

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from models.measured import Measured

Z95_SCORE = 1.959964  # of the standard normal: 95 % lie within
_Z2 = Z95_SCORE**2
BOOTSTRAP_DRAWS = 400
_SEED = 1_927  # fixed: the same sample gives the same interval


def measure_share(count: int, of: int) -> Measured:
    """A share, with Wilson's interval."""
    if of == 0:
        return Measured()
    share, z2 = count / of, Z95_SCORE**2
    middle, spread = share + z2 / (2 * of), Z95_SCORE * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    scale = 1 + z2 / of
    low, high = max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
    return Measured(share, low if count else 0.0, high if count < of else 1.0, of)


def measure_count(count: int, share: float) -> Measured:
    """How many there are of which `count` were seen in a sample of that share of authors: the score test inverted, as
    Wilson does, of a count that is binomial in what it counts. Exact where the sample has everybody."""
    doubt = _Z2 * (1 - share)
    middle, spread = count + doubt / 2, sqrt(doubt * (count + doubt / 4))
    return Measured(count / share, max(0.0, middle - spread) / share, (middle + spread) / share, count)


def measure_rate(count: int, share: float) -> Measured:
    """How many of something that happens by chance: `count` seen in a sample of that share is Poisson. Unlike with
    `measure_count`, what is asked for is how many there would be another time."""
    low, high = _poisson_interval(count)
    return Measured(count / share, low / share, high / share, count)


def measure_ratio(count: int, of: int, unevenness: float = 1.0) -> Measured:
    """Events a unit: the offspring of a branching process. `unevenness` is the variance of a unit's number of events
    over its mean, 1 where that is a Poisson number."""
    if of == 0:
        return Measured()
    low, high = _poisson_interval(count, unevenness)
    return Measured(count / of, low / of, high / of, of)


def _poisson_interval(count: int, unevenness: float = 1.0) -> tuple[float, float]:
    doubt = _Z2 * unevenness
    middle, spread = count + doubt / 2, sqrt(doubt * (count + doubt / 4))
    return max(0.0, middle - spread), middle + spread


def resampling_weights(units: int, resamples: int = BOOTSTRAP_DRAWS) -> NDArray[np.float64]:
    """How often each unit is drawn in each resample: (resamples, units), drawn with replacement."""
    chance = np.random.default_rng(_SEED)
    return chance.multinomial(units, np.full(units, 1 / units), size=resamples).astype(np.float64)


def measure_change(before: int, after: int) -> Measured:
    """How many times as many there are after as before, two spans of one length: of Poisson counts, one is binomial
    given both (Przyborowski & Wilenski, Biometrika 31 (1940)). Unsaid where there was nothing before."""
    share = measure_share(after, before + after)
    if not before or share.value is None or share.low is None or share.high is None:
        return Measured()
    high = share.high / (1 - share.high) if share.high < 1 else None
    return Measured(after / before, share.low / (1 - share.low), high, before + after)
