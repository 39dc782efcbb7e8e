"""Claims: the value of a window is a share, and nobody's loudness moves it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.readiness.claims import support_weight, weigh_everyone, weigh_steady_core, window_value
from pipelines.readiness.strata import SufficientStatistics

CHANNELS = {"bluesky": 0.6, "mastodon": 0.4}


def beyond(row: SufficientStatistics) -> float:
    return row.weight_beyond(1)


def row(weight: float, share: float) -> SufficientStatistics:
    return SufficientStatistics(weight / 0.2, weight, weight * 0.2, (weight * (1 - share), weight * share, 0.0, 0.0))


def test_a_channel_that_grows_loud_counts_no_more_than_before() -> None:
    quiet = {"core:bluesky": row(6, 0.1), "core:mastodon": row(4, 0.5)}
    loud = {"core:bluesky": row(6, 0.1), "core:mastodon": row(400, 0.5)}
    shares = [window_value(weigh_steady_core(votes, CHANNELS, 10.0), beyond, 0.3) for votes in (quiet, loud)]
    assert shares == [pytest.approx(0.6 * 0.1 + 0.4 * 0.5)] * 2


def test_a_silent_channel_stands_at_the_null() -> None:
    heard = {"core:mastodon": row(40, 0.9)}
    assert window_value(weigh_steady_core(heard, CHANNELS, 10.0), beyond, 0.3) == pytest.approx(
        0.3 + 0.4 * (0.9 - 0.3)
    )


def test_a_lone_vote_counts_by_its_weight() -> None:
    lone = {"core:bluesky": row(0.1, 1.0)}
    assert window_value(weigh_steady_core(lone, CHANNELS, 10.0), beyond, 0.3) == pytest.approx(0.3 + 0.01 * 0.7)


strata = st.sampled_from([f"{kind}:{channel}" for kind in ("core", "busy", "new") for channel in CHANNELS])
rows = st.builds(row, st.floats(0.01, 1e3), st.floats(0, 1))


@given(
    votes=st.dictionaries(strata, rows),
    null=st.floats(0.01, 0.95),
    reference=st.floats(0, 100),
    new=st.floats(0, 0.2),
)
def test_a_value_is_a_share(
    votes: dict[str, SufficientStatistics], null: float, reference: float, new: float
) -> None:
    groups = weigh_everyone(votes, CHANNELS, new, reference)
    assert -1e-9 <= window_value(groups, beyond, null) <= 1 + 1e-9


def test_support_and_opposition_that_balance_are_half() -> None:
    both = SufficientStatistics(weight=4.0, favour=1.5, against=1.5)
    assert support_weight(both) / both.weight == 0.5
