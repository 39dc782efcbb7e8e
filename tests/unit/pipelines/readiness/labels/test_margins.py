import pytest

from models.policy import Policy
from pipelines.readiness.detector import DailyMean
from pipelines.readiness.labels.margins import label_null, mood_deviation
from pipelines.readiness.labels.tallies import TagTable

POLICY = Policy()
GOOD, WEAK = TagTable(85.0, 15.0, 5.0, 95.0), TagTable(39.0, 61.0, 22.0, 78.0)


def days(*means: float, votes: float = 600.0) -> tuple[DailyMean, ...]:
    return tuple(DailyMean(day, votes, 1.0, mean) for day, mean in enumerate((*means, 0.5)))


def test_a_large_calm_audience_has_the_least_margin() -> None:
    assert label_null(0.3, days(*[0.3] * 8), 100_000, GOOD, POLICY) == pytest.approx(0.31)


def test_a_small_panel_has_its_own_luck() -> None:
    assert label_null(0.3, days(*[0.3] * 8), 400, GOOD, POLICY) == pytest.approx(0.33)


def test_moods_raise_the_null_the_more_the_less_tags_show_of_them() -> None:
    moody = days(0.2, 0.4, 0.25, 0.45, 0.2, 0.4)
    assert 0.33 < label_null(0.3, moody, 100_000, GOOD, POLICY) < label_null(0.3, moody, 100_000, WEAK, POLICY)


def test_the_luck_of_few_votes_is_no_mood() -> None:
    unsteady = (0.30, 0.31, 0.29, 0.31, 0.30, 0.32)
    assert mood_deviation(days(*unsteady, votes=100.0), POLICY) == 0.0
    assert mood_deviation(days(*unsteady, votes=1e6), POLICY) > 0.005
