"""E-processes: the laws that the false-alarm rate rests on."""

from math import log

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.policy import EvidenceGrowth
from pipelines.readiness.e_process import EProcess, GrowthCap, WindowStatistic, update_e_process

shares = st.floats(0.01, 0.94)
states = st.tuples(*[st.floats(0, 1e4)] * 4)


def one(process: EProcess, x: float, null: float, cap: GrowthCap | None = None) -> EProcess:
    limit = cap or GrowthCap(log(72_000.0))
    return update_e_process(process, WindowStatistic(x, null), 1.0, limit, EvidenceGrowth())


@given(null=shares, start=states, low=st.floats(0, 1), high=st.floats(0, 1))
def test_evidence_less_time_is_a_supermartingale(
    null: float, start: tuple[float, float, float, float], low: float, high: float
) -> None:
    """Any two-point value of mean at most the null: the expected R grows by at most one unit of capital a window."""
    low, high = min(low, null), max(high, null)
    p = (null - low) / (high - low) if high > low else 1.0
    process = EProcess(start, 1e6)
    mean = p * one(process, high, null).e_value + (1 - p) * one(process, low, null).e_value
    assert mean <= process.e_value + 1.0 + 1e-6 * (1 + process.e_value)


@given(null=shares, x=st.floats(0, 1), start=states)
def test_capital_never_goes_below_zero(null: float, x: float, start: tuple[float, float, float, float]) -> None:
    assert all(capital >= 0.0 for capital in one(EProcess(start, 1e6), x, null).components)


@settings(deadline=None)
@given(xs=st.lists(st.floats(0, 1), min_size=1, max_size=60), null=shares)
def test_evidence_keeps_within_its_growth_cap(xs: list[float], null: float) -> None:
    cap, process = GrowthCap(log(72_000.0), rate=0.1, burst=0.5), EProcess()
    for hours, x in enumerate(xs, start=1):
        process = one(process, x, null, cap)
        assert log(max(process.e_value, 1.0)) <= 0.1 * hours + 0.5 + 1e-9


@given(null=shares, x=st.floats(0, 1), y=st.floats(0, 1), start=states)
def test_more_support_is_never_less_evidence(
    null: float, x: float, y: float, start: tuple[float, float, float, float]
) -> None:
    process = EProcess(start, 1e6)
    assert one(process, max(x, y), null).e_value >= one(process, min(x, y), null).e_value - 1e-9


def test_at_the_null_the_threshold_is_reached_less_often_than_promised() -> None:
    """400 months of coin tosses exactly at the null, alpha 10 %: at most the promise, by the bound itself."""
    rng, crossed, threshold = np.random.default_rng(5), 0, 720 / 0.1
    cap = GrowthCap(log(threshold))
    for _ in range(400):
        process = EProcess()
        for x in (rng.random((720, 8)) < 0.3).mean(axis=1).tolist():
            process = update_e_process(process, WindowStatistic(x, 0.3), 1.0, cap, EvidenceGrowth())
            if process.e_value >= threshold:
                crossed += 1
                break
    assert crossed / 400 <= 0.1
