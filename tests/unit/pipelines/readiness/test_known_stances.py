"""Votes whose stance is unknown are missing data: neither neutral nor against, and no ground to decide on alone."""

from collections.abc import Iterator

import msgspec
import pytest
from msgspec.structs import replace

from models.decisions import DecisionKind
from models.policy import Policy
from models.votes import UNKNOWN_STANCE, Vote
from pipelines.readiness.strata import SufficientStatistics, known_share, sum_by_stratum, with_known_stance
from tests.unit.pipelines.readiness.audience import DAYS, Weighing, kinds, story, vote, votes

ADVANCE, STEP_BACK = DecisionKind.ADVANCE, DecisionKind.STEP_BACK


def _silenced(
    hours: range, share: float, *, known: int, as_stance: int = UNKNOWN_STANCE, favour: float = 0.5, against: float
) -> Iterator[tuple[int, list[Vote]]]:
    """Votes of which the first `known` of each twenty show their stance."""
    for hour, some in votes(hours, share, favour=favour, against=against):
        yield hour, [*some[:known], *(replace(each, stance=as_stance) for each in some[known:])]


def _ready(known: int, as_stance: int = UNKNOWN_STANCE) -> list[Weighing]:
    """An audience that comes round and is for the story, most of whose posts do not show it."""
    before = _silenced(range(14 * DAYS), 0.12, known=known, as_stance=as_stance, against=0.05)
    after = _silenced(range(14 * DAYS, 24 * DAYS), 0.5, known=known, as_stance=as_stance, favour=0.6, against=0.05)
    return story(before, after)


def test_posts_that_show_no_stance_do_not_stand_against_those_that_do() -> None:
    assert kinds(_ready(known=5))[-1] is ADVANCE


def test_net_support_is_of_those_who_show_it() -> None:
    last = _ready(known=5)[13 * DAYS].evidence
    assert last.known_stance_share == pytest.approx(0.25, abs=0.01)
    assert last.net_support == pytest.approx(0.45, abs=0.12)
    neutral = _ready(known=5, as_stance=0)[13 * DAYS].evidence
    assert neutral.known_stance_share == 1.0
    assert neutral.net_support == pytest.approx(0.11, abs=0.05)


def test_an_audience_that_shows_next_to_nothing_is_never_told_to_advance() -> None:
    assert ADVANCE not in kinds(_ready(known=1))
    assert ADVANCE not in kinds(_ready(known=0))


def test_unknown_supporters_do_not_hide_those_who_turn_away() -> None:
    turned = _silenced(range(14 * DAYS, 18 * DAYS), 0.3, known=5, favour=0.1, against=0.8)
    before = _silenced(range(14 * DAYS), 0.12, known=5, against=0.05)
    assert kinds(story(before, turned))[-1] is STEP_BACK


def test_unknown_stances_are_no_opposition() -> None:
    assert STEP_BACK not in kinds(_ready(known=5))
    assert STEP_BACK not in kinds(_ready(known=0))


def test_a_stratum_knows_how_much_of_it_shows_a_stance() -> None:
    some = [vote(400, author=n, stance=s, weight=0.25) for n, s in enumerate((1, -1, 0, UNKNOWN_STANCE))]
    strata = sum_by_stratum(some, 0, Policy())
    (row,) = strata.values()
    assert (row.weight, row.known, row.favour, row.against) == (1.0, 0.75, 0.25, 0.25)
    assert known_share(strata) == 0.75
    assert [each.weight for each in with_known_stance(strata).values()] == [0.75]


def test_what_an_earlier_release_remembered_has_all_stances_known() -> None:
    row = msgspec.json.decode(b"[2.0, 1.0, 0.5, [1.0, 0.0, 0.0, 0.0], 0.5, 0.5, 1.0]", type=SufficientStatistics)
    assert (row.unknown, row.known) == (0.0, 1.0)
