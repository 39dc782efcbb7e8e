"""Personas: one an author, by what they did in the last four weeks; small groups are left out."""

import pytest

from models.movement import PersonaSize, TravelDay, Traveller
from pipelines.movement import add_observations, new_sample
from pipelines.movement.grid import make_grid
from pipelines.movement.personas import find_persona, measure_personas
from tests.unit.pipelines.movement.planted import EVERYBODY, FIRST_DAY, a_day

AGAINST = TravelDay(FIRST_DAY, True, 0, False, True, True, (), ())


@pytest.mark.parametrize(
    ("days", "persona"),
    [
        ([AGAINST], "opponent"),
        ([a_day(FIRST_DAY, stage=3, support=True), a_day(FIRST_DAY + 1, marks=("act:urge",))], "mover"),
        ([a_day(FIRST_DAY, stage=3)], "doer"),
        ([a_day(FIRST_DAY, support=True, marks=("act:pledge",))], "pledger"),
        ([a_day(FIRST_DAY, marks=("testimony",))], "witness"),
        ([a_day(FIRST_DAY, support=True)], "token-supporter"),
        ([a_day(FIRST_DAY, marks=("act:ask",))], "learner"),
        ([a_day(FIRST_DAY)], "onlooker"),
        ([a_day(FIRST_DAY - 40, stage=3, support=True)], "lapsed"),
        ([a_day(FIRST_DAY + 9)], None),
    ],
)
def test_what_authors_did_says_how_they_travel(days: list[TravelDay], persona: str | None) -> None:
    assert find_persona(Traveller(1, tuple(days)), FIRST_DAY + 2, FIRST_DAY - 25) == persona


def test_sizes_now_and_four_weeks_before() -> None:
    doers = [(id, a_day(FIRST_DAY + 40, stage=3)) for id in range(30)]
    early = [(200 + id, a_day(FIRST_DAY, support=True)) for id in range(20)]
    few = [(100 + id, a_day(FIRST_DAY + 40, marks=("testimony",))) for id in range(5)]
    sizes = measure_personas(make_grid(add_observations(new_sample(), [*doers, *early, *few], EVERYBODY)))
    found = {each.persona: each for each in sizes}
    assert found["doer"] == PersonaSize("doer", 30, 0)
    assert found["token-supporter"] == PersonaSize("token-supporter", 0, 20)
    assert found["witness"].authors is None
    assert found["lapsed"].authors is None  # all are 55: with it, the witnesses could be reckoned
