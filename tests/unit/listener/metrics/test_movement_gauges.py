"""Movement gauges: a peak's figures are exported where something rose, and nowhere else."""

import numpy as np
import pytest

from listener.metrics.declared_movement import MovementMetric
from listener.metrics.movement_gauges import read_movements
from models.measured import Measured
from models.movement import AudienceMovement, JourneyConversion
from models.policy import Policy
from pipelines.movement.grid import FloatGrid, make_grid
from pipelines.movement.momentum import find_momentum
from tests.unit.pipelines.movement.planted import decaying, renewing, sample_of


@pytest.mark.parametrize(("daily", "has_risen"), [(decaying(200, 1.5, 80), True), (np.full(80, 20.0), False)])
def test_half_life_and_share_back_are_of_a_peak_that_rose(daily: FloatGrid, has_risen: bool) -> None:
    told = told_of(daily)
    assert len(read_movements(MovementMetric.VERDICT, [told])) == 1
    for metric in (MovementMetric.HALF_LIFE, MovementMetric.BACK):
        assert bool(read_movements(metric, [told])) is has_risen


def told_of(daily: FloatGrid) -> AudienceMovement:
    chance = np.random.default_rng(3)
    momentum = find_momentum(make_grid(sample_of(renewing(daily, 0.1, chance), chance)), Policy())
    conversion = JourneyConversion()
    return AudienceMovement("relief", "all", None, None, Measured(), 1.0, momentum, conversion, (), (), None, {})
