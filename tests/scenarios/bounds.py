"""Bounds: what so many runs say of a rate."""


def upper_bound(events: int, runs: int, confidence: float = 0.95) -> float:
    """One-sided Clopper-Pearson upper bound of a rate (Biometrika 1934), by bisection."""
    if events >= runs:
        return 1.0
    low, high = events / runs, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(events, runs, middle) > 1 - confidence else (low, middle)
    return high


def _at_most(events: int, runs: int, rate: float) -> float:
    """P(at most so many events)."""
    term = total = (1 - rate) ** runs
    for k in range(1, events + 1):
        term *= (runs - k + 1) / k * rate / (1 - rate)
        total += term
    return total
