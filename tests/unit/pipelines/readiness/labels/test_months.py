"""Whole months of labels: what is told, how soon, and what is not. The long form is `pytest -m slow`."""

from statistics import median

import pytest

from tests.unit.pipelines.readiness.labels.months import (
    DECLARED,
    DRIFTING,
    USELESS,
    WEAK,
    Month,
    Tagger,
    find_alarm,
)


def alarms(month: Month, runs: int) -> list[float]:
    """The days of those months in which there was an alarm."""
    found = [find_alarm(month, seed) for seed in range(runs)]
    return [each for each in found if each is not None]


@pytest.mark.parametrize("tagger", [USELESS, DRIFTING])
def test_an_audience_at_the_bar_is_not_told_to_advance_whatever_the_tagger_does(tagger: Tagger) -> None:
    assert alarms(Month(0.30, tagger, authors=600), 4) == []


def test_a_share_of_55_percent_is_told_within_days() -> None:
    found = alarms(Month(0.55), 3)
    assert len(found) == 3
    assert median(found) < 5.5


@pytest.mark.slow
@pytest.mark.parametrize("tagger", [DECLARED, WEAK, DRIFTING, USELESS])
@pytest.mark.parametrize("share", [0.29, 0.30])
def test_false_alarms_are_rare_in_hundreds_of_months(tagger: Tagger, share: float) -> None:
    assert len(alarms(Month(share, tagger, authors=600), 100)) <= 1


@pytest.mark.slow
def test_ten_points_over_the_bar_are_told_within_the_month() -> None:
    found = alarms(Month(0.40), 40)
    assert len(found) >= 35
    assert median(found) < 18.5


@pytest.mark.slow
def test_readers_who_err_are_found_out_by_each_other() -> None:
    assert len(alarms(Month(0.30, misread=0.10), 40)) <= 1
