"""Rates are told with the people that they rest on; what is said of each stance adds up to all of it."""

from collections import defaultdict
from pathlib import Path

import numpy as np

from listener.training.measuring import rates
from models.tags import Stage, Stance


def test_every_stage_has_both_its_rates_with_intervals_and_the_people_they_rest_on() -> None:
    told = list(rates.measure_stage_rates(Path()))
    for stage in (Stage.INTEREST, Stage.DESIRE, Stage.ACTION):
        some = [each for each in told if each.measure.startswith(f"{stage} or beyond")]
        assert {each.measure.split(": ")[1][:2] for each in some} == {"se", "fp"}
        assert all(each.value.low <= each.value.value <= each.value.high and each.size > 0 for each in some)
    action = next(each for each in told if each.measure.startswith("action") and ": se" in each.measure)
    assert action.size < 20  # what so few people tell is told as such
    assert action.value.high - action.value.low > 0.3


def test_what_is_said_of_each_stance_adds_up() -> None:
    truth = np.array([Stance.SUPPORT] * 4 + [Stance.OPPOSE] * 4)
    said = np.array([Stance.SUPPORT, Stance.SUPPORT, Stance.UNKNOWN, Stance.OPPOSE] + [Stance.NEUTRAL] * 4)
    shares: dict[str, float] = defaultdict(float)
    for each in rates.tell_confusion("a set", truth, said):
        shares[each.measure.split(":")[0]] += each.value.value
    assert set(shares.values()) == {1.0}
    assert len(shares) == 2
