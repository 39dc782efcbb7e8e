"""Intervals: against published numbers, and what a full count is."""

import pytest

from pipelines.movement.intervals import measure_count, measure_ratio, measure_share


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_is_the_published_one(count: int, of: int, low: float, high: float) -> None:
    """Newcombe, Statistics in Medicine 17 (1998), table I, method 3."""
    share = measure_share(count, of)
    assert (share.low, share.high) == pytest.approx((low, high), abs=6e-5)


def test_a_count_of_everybody_is_exact_and_one_of_a_sample_scales() -> None:
    assert (measure_count(70, 1.0).low, measure_count(70, 1.0).high) == (70, 70)
    sampled = measure_count(70, 0.1)
    assert sampled.value == 700
    assert sampled.low is not None
    assert sampled.high is not None
    assert 530 < sampled.low < 600 < 800 < sampled.high < 900


def test_of_nothing_nothing_is_said() -> None:
    assert measure_share(0, 0).value is None
    assert measure_ratio(0, 0).value is None
