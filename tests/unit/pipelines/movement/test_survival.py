"""Survival: against published numbers, by hand, and what must hold whatever the data."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.movement.survival import (
    CENSORED,
    COMPETING,
    OF_INTEREST,
    measure_incidence,
    measure_survival,
    tabulate_events,
)

# Weeks of remission under 6-mercaptopurine: Freireich et al., Blood 21 (1963); +: still in remission.
REMISSIONS = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+".split()  # noqa: SIM905


@pytest.mark.parametrize(
    ("week", "share", "error"),
    [
        (6, 0.857, 0.0764),
        (7, 0.807, 0.0869),
        (10, 0.753, 0.0963),
        (13, 0.690, 0.1068),
        (16, 0.627, 0.1141),
        (22, 0.538, 0.1282),
        (23, 0.448, 0.1346),
    ],
)
def test_kaplan_meier_is_the_published_one(week: int, share: float, error: float) -> None:
    """Kleinbaum & Klein, "Survival Analysis" (2012), chapter 2; the errors are Greenwood's."""
    lengths = [int(each.rstrip("+")) for each in REMISSIONS]
    table = tabulate_events(lengths, [CENSORED if each.endswith("+") else OF_INTEREST for each in REMISSIONS])
    found = measure_survival(table, week)
    assert found.value == pytest.approx(share, abs=6e-4)
    scale = 1.959964 * error / (share * abs(np.log(share)))
    assert (found.low, found.high) == pytest.approx((share ** np.exp(scale), share ** np.exp(-scale)), abs=2e-3)


def test_aalen_johansen_by_hand() -> None:
    """Six authors: acts on day 1 and 4, lapses on 2 and 5, two still on their way on 3 and 6."""
    ends = [OF_INTEREST, COMPETING, CENSORED, OF_INTEREST, COMPETING, CENSORED]
    table = tabulate_events([1, 2, 3, 4, 5, 6], ends)
    shares = [measure_incidence(table, day).value for day in (0, 1, 3, 4, 6)]
    assert shares == pytest.approx([0, 1 / 6, 1 / 6, 1 / 6 + 2 / 9, 7 / 18])


def test_without_anybody_on_their_way_it_is_the_share_and_its_interval_that_of_a_share() -> None:
    lengths = [*range(1, 31), *range(1, 71)]
    ends = [OF_INTEREST] * 30 + [COMPETING] * 70
    found = measure_incidence(tabulate_events(lengths, ends), 100)
    assert found.value == pytest.approx(0.3)
    assert (found.low, found.high) == pytest.approx((0.21, 0.39), abs=0.012)


@given(st.lists(st.tuples(st.integers(1, 30), st.sampled_from((CENSORED, OF_INTEREST, COMPETING))), min_size=1))
def test_who_acted_who_lapsed_and_who_is_left_are_everybody(times: list[tuple[int, int]]) -> None:
    lengths, ends = (np.array(each) for each in zip(*times, strict=True))
    swapped = np.where(ends == CENSORED, CENSORED, 3 - ends)
    acted, lapsed = (measure_incidence(tabulate_events(lengths, each), 15) for each in (ends, swapped))
    left = measure_survival(tabulate_events(lengths, ends), 15)
    assert (acted.value or 0) + (lapsed.value or 0) + (left.value or 0) == pytest.approx(1)
    for found in (acted, lapsed, left):
        assert found.low is not None
        assert found.high is not None
        assert 0 <= found.low <= (found.value or 0) + 1e-9 <= found.high + 2e-9 <= 1 + 3e-9
