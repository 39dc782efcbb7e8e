"""Decision quality in two minutes: the matrix with few runs, and what few runs can show."""

import os
from collections.abc import Iterable

import pytest

from tests.scenarios.curves import beaten, curves
from tests.scenarios.matrix import STORIES, jobs, never_ready, ran
from tests.scenarios.runs import Run
from tests.scenarios.targets import Cell, cells, verdicts

pytestmark = pytest.mark.slow

CALM_RUNS, READY_RUNS = 8, 30
SIZES = (600, 3_000)


@pytest.fixture(scope="module")
def runs() -> list[Run]:
    """A small matrix, the same every time."""
    work = jobs(CALM_RUNS, READY_RUNS, SIZES, [name for name in STORIES if name in {*never_ready(), *GROWING}])
    return [run for some in ran(work, os.cpu_count() or 1) for run in some]


GROWING = ("step-growth", "growth-then-backlash", "two-audiences")


def of(name: str, table: Iterable[Cell]) -> list[Cell]:
    return [cell for cell in table if cell.scenario == name]


@pytest.mark.parametrize("name", never_ready())
def test_an_audience_that_is_not_ready_is_never_told_to_advance(name: str, runs: list[Run]) -> None:
    table = of(name, cells(runs))
    assert [cell.runs for cell in table] == [CALM_RUNS] * len(SIZES)
    assert [cell.false for cell in table] == [0] * len(SIZES)


@pytest.mark.parametrize("name", GROWING)
def test_an_audience_that_turns_is_told_in_time(name: str, runs: list[Run]) -> None:
    found_verdicts = verdicts(of(name, cells(runs)))
    assert found_verdicts
    assert [verdict.words for verdict in found_verdicts if not verdict.met] == []


def test_no_baseline_is_faster_at_the_same_false_alarms(runs: list[Run]) -> None:
    found_curves = curves(runs)
    assert len(found_curves) == 13
    assert beaten(found_curves) == []


def test_a_fixed_threshold_on_posts_cries_wolf(runs: list[Run]) -> None:
    """The scenarios are hostile enough to tell rules apart: what vendors ship fails them."""
    points = curves(runs)["mean + k s.d. on posts"]
    three = min(points, key=lambda point: abs(point.level - 3.0))
    assert three.false > 0.3
