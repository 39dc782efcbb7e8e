"""A confidence sequence holds at all numbers of labels at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.readiness.labels.sequences import rate_sequence


@pytest.mark.parametrize("rate", [0.05, 0.3, 0.5, 0.9])
def test_at_no_time_is_the_rate_outside_in_more_than_one_run_of_twenty(rate: float) -> None:
    rng, runs, labels = np.random.default_rng(7), 400, 300
    hits = (rng.random((runs, labels)) < rate).cumsum(axis=1)
    ends = {(k, n): rate_sequence(k, n) for n in range(1, labels + 1) for k in set(hits[:, n - 1].tolist())}
    missed = sum(
        any(not low <= rate <= high for n, k in enumerate(run, 1) for low, high in [ends[k, n]])
        for run in hits.tolist()
    )
    assert missed <= 0.05 * runs


@given(number=st.integers(1, 2_000), share=st.floats(0, 1))
def test_what_was_seen_is_inside_and_more_labels_make_it_narrower(number: int, share: float) -> None:
    hits = round(share * number)
    low, high = rate_sequence(hits, number)
    assert 0.0 <= low <= hits / number <= high <= 1.0
    wide = high - low
    low, high = rate_sequence(4 * hits, 4 * number)
    assert high - low < wide


def test_none_and_all_leave_one_end_open() -> None:
    assert rate_sequence(0, 30)[0] == 0.0
    assert rate_sequence(30, 30)[1] == 1.0
    assert rate_sequence(0, 30)[1] == pytest.approx(1.0 - rate_sequence(30, 30)[0])
