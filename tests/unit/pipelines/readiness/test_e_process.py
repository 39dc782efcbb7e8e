"""Bets: the laws that the false-alarm rate rests on."""

from math import log

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.policy import EvidenceGrowth
from pipelines.readiness.e_process import EProcess, GrowthCap, update_e_process

shares = st.floats(0.01, 0.94)
wealths = st.tuples(*[st.floats(0, 1e4)] * 4)


def one(wealth: EProcess, x: float, null: float, pace: GrowthCap | None = None) -> EProcess:
    return update_e_process(
        wealth, x, null, hours=1.0, pace=pace or GrowthCap(log(72_000.0)), evidence=EvidenceGrowth()
    )


@given(null=shares, start=wealths, low=st.floats(0, 1), high=st.floats(0, 1))
def test_evidence_less_time_is_a_supermartingale(
    null: float, start: tuple[float, float, float, float], low: float, high: float
) -> None:
    """Any two-point value of mean at most the null: the expected R grows by at most one start a window."""
    low, high = min(low, null), max(high, null)
    p = (null - low) / (high - low) if high > low else 1.0
    wealth = EProcess(start, 1e6)
    mean = p * one(wealth, high, null).e_value + (1 - p) * one(wealth, low, null).e_value
    assert mean <= wealth.e_value + 1.0 + 1e-6 * (1 + wealth.e_value)


@given(null=shares, x=st.floats(0, 1), start=wealths)
def test_wealth_never_goes_below_zero(null: float, x: float, start: tuple[float, float, float, float]) -> None:
    assert all(bet >= 0.0 for bet in one(EProcess(start, 1e6), x, null).components)


@settings(deadline=None)
@given(xs=st.lists(st.floats(0, 1), min_size=1, max_size=60), null=shares)
def test_evidence_keeps_its_pace(xs: list[float], null: float) -> None:
    pace, wealth = GrowthCap(log(72_000.0), rate=0.1, burst=0.5), EProcess()
    for hours, x in enumerate(xs, start=1):
        wealth = one(wealth, x, null, pace)
        assert log(max(wealth.e_value, 1.0)) <= 0.1 * hours + 0.5 + 1e-9


@given(null=shares, x=st.floats(0, 1), y=st.floats(0, 1), start=wealths)
def test_more_support_is_never_less_evidence(
    null: float, x: float, y: float, start: tuple[float, float, float, float]
) -> None:
    wealth = EProcess(start, 1e6)
    assert one(wealth, max(x, y), null).e_value >= one(wealth, min(x, y), null).e_value - 1e-9


def test_at_the_null_the_threshold_is_reached_less_often_than_promised() -> None:
    """400 months of coin tosses exactly at the null, alpha 10 %: at most the promise, by the bound itself."""
    rng, crossed = np.random.default_rng(5), 0
    for _ in range(400):
        wealth, threshold = EProcess(), 720 / 0.1
        for x in (rng.random((720, 8)) < 0.3).mean(axis=1).tolist():
            wealth = update_e_process(
                wealth, x, 0.3, hours=1.0, pace=GrowthCap(log(threshold)), evidence=EvidenceGrowth()
            )
            if wealth.e_value >= threshold:
                crossed += 1
                break
    assert crossed / 400 <= 0.1
