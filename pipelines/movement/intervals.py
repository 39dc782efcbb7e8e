"""Intervals: 95 % intervals of shares, counts and ratios, and by resampling where no formula is known.

Sources: Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927); for counts,
the same inversion of the score test of a Poisson mean. Efron & Tibshirani, "An Introduction to the Bootstrap" (1993).
"""

from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.movement import Measured

_Z95 = 1.959964  # of the standard normal: 95 % lie within
_Z95_SQUARED = _Z95**2
BOOTSTRAP_DRAWS = 400
_SEED = 1_927  # fixed: the same sample gives the same interval


def measure_share(count: int, of: int) -> Measured:
    """A share, with Wilson's interval."""
    if of == 0:
        return Measured()
    share, z2 = count / of, _Z95**2
    middle, spread = share + z2 / (2 * of), _Z95 * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    scale = 1 + z2 / of
    return Measured(share, max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale), of)


def measure_count(count: int, share: float) -> Measured:
    """How many there are of which `count` were seen in a sample of that share of authors: the score test inverted, as
    Wilson does, of a count that is binomial in what it counts. Exact where the sample has everybody."""
    doubt = _Z95_SQUARED * (1 - share)
    middle, spread = count + doubt / 2, sqrt(doubt * (count + doubt / 4))
    return Measured(count / share, max(0.0, middle - spread) / share, (middle + spread) / share, count)


def measure_ratio(count: int, of: int) -> Measured:
    """Events a unit, where each unit gives a Poisson number of them: the offspring of a branching process."""
    if of == 0:
        return Measured()
    low, high = _poisson_interval(count)
    return Measured(count / of, low / of, high / of, of)


def _poisson_interval(count: int) -> tuple[float, float]:
    middle, spread = count + _Z95**2 / 2, _Z95 * sqrt(count + _Z95**2 / 4)
    return max(0.0, middle - spread), middle + spread


def resampling_weights(units: int, resamples: int = BOOTSTRAP_DRAWS) -> NDArray[np.float64]:
    """How often each unit is drawn in each resample: (resamples, units), drawn with replacement."""
    chance = np.random.default_rng(_SEED)
    return chance.multinomial(units, np.full(units, 1 / units), size=resamples).astype(np.float64)


def middle_of_resamples(values: NDArray[Any]) -> tuple[float, float]:
    """The percentile interval; infinite values are further than was observed."""
    ordered = np.sort(values)
    last = len(ordered) - 1
    return float(ordered[round(0.025 * last)]), float(ordered[round(0.975 * last)])
