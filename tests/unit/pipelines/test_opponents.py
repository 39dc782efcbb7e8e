"""A campaign of opponents is not read as one of supporters, and no audience of them is told to advance."""

import pytest

from models.decisions import DecisionKind
from models.tags import Stance
from pipelines.tags import Tagger
from tests.making import run
from tests.unit.pipelines.opponents import FRIENDS, FUND, OPPONENTS, write_posts
from tests.unit.pipelines.tags.cases import post


def _stances(texts: tuple[str, ...]) -> list[Stance]:
    tagger = Tagger([FUND])
    return [each.stance for each in tagger.tag([post(text, lang="en") for text in texts], [FUND.name] * len(texts))]


def _share_of_support(stances: list[Stance]) -> float:
    support, oppose = stances.count(Stance.SUPPORT), stances.count(Stance.OPPOSE)
    return support / (support + oppose)


@pytest.mark.parametrize(("friends", "opponents"), [(0, 20), (4, 16), (8, 8), (8, 0)])
def test_the_share_of_support_among_those_who_show_it_is_about_right(friends: int, opponents: int) -> None:
    stances = _stances((*FRIENDS[:friends], *OPPONENTS[:opponents]))
    assert _share_of_support(stances) == pytest.approx(friends / (friends + opponents), abs=0.15)


def test_most_of_them_show_it() -> None:
    known = [each for each in _stances((*FRIENDS, *OPPONENTS)) if each in (Stance.SUPPORT, Stance.OPPOSE)]
    assert len(known) >= 0.6 * len(FRIENDS + OPPONENTS)


def test_an_audience_of_160_opponents_is_never_told_to_advance() -> None:
    told = run(write_posts(OPPONENTS, authors=160, days=24), campaigns=[FUND])
    assert DecisionKind.ADVANCE not in {each.decision for each in told.decisions}
    assert {each.decision for each in told.decisions} - {DecisionKind.INSUFFICIENT_DATA}  # it was large enough
