"""Roles: what an author did at most, and who has lately begun to act."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.journeys import ActiveDay, Author
from models.policy import Policy
from models.posts import DAY_MS
from models.shards import ShardedMap
from pipelines.journeys.census import take_census
from pipelines.journeys.roles import ACTIVIST, NONCONFORMIST, SLACKTIVIST, UNDECLARED, count_roles, find_role

TODAY = 20_100
AT = TODAY * DAY_MS

AWARE, TOKEN, PLEDGED, ACTED = (0, False), (1, True), (2, True), (3, True)


def author(*days: tuple[int, tuple[int, bool]], opposed: bool = False, id: int = 1) -> Author:
    """An author by days before today, and what was done on them: (stage, support)."""
    kept = tuple(
        sorted((ActiveDay(TODAY - ago, stage, support, opposed) for ago, (stage, support) in days), key=number)
    )
    return Author(id, kept[0].number * DAY_MS, kept[-1].number * DAY_MS, "bluesky", kept, ())


def number(day: ActiveDay) -> int:
    return day.number


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([(3, AWARE)], NONCONFORMIST),
        ([(3, AWARE), (1, TOKEN)], SLACKTIVIST),
        ([(3, TOKEN), (1, PLEDGED)], SLACKTIVIST),
        ([(3, ACTED), (1, AWARE)], ACTIVIST),
    ],
)
def test_a_role_is_the_most_that_was_done(days: list[tuple[int, tuple[int, bool]]], expected: str) -> None:
    assert find_role(author(*days)) == expected


def test_acting_against_the_story_makes_no_activist() -> None:
    assert find_role(author((1, (3, False)), opposed=True)) == NONCONFORMIST


def test_who_first_acted_this_week_after_other_days_is_a_new_activist() -> None:
    new = author((9, TOKEN), (2, ACTED), id=1)
    long_ago = author((20, TOKEN), (9, ACTED), (1, ACTED), id=2)
    at_once = author((2, ACTED), (1, TOKEN), id=3)
    only_words = author((9, AWARE), (2, TOKEN), id=4)
    assert count_roles([new, long_ago, at_once, only_words], AT) == ({ACTIVIST: 3, SLACKTIVIST: 1}, 1)


def test_who_has_been_away_for_the_activity_horizon_is_not_counted() -> None:
    away = ShardedMap[Author].empty(1).with_changes({1: author((40, ACTED))})
    assert take_census(away, AT, Policy()).roles == {}


@given(st.permutations([author((9, TOKEN), (2, ACTED), id=n) for n in range(3)] + [author((1, AWARE), id=9)]))
def test_the_order_of_authors_means_nothing(authors: list[Author]) -> None:
    assert count_roles(authors, AT) == ({ACTIVIST: 3, NONCONFORMIST: 1}, 3)


def test_who_has_shown_no_stance_is_no_nonconformist() -> None:
    silent = ActiveDay(TODAY, 1, False, False, known=False)
    one = Author(1, AT, AT, "bluesky", (silent,), ())
    assert find_role(one) == UNDECLARED
    assert find_role(replace(one, active_days=(ActiveDay(TODAY - 1, 0, False, False), silent))) == NONCONFORMIST
    assert find_role(replace(one, active_days=(ActiveDay(TODAY, 3, False, False, known=False),))) == ACTIVIST


def test_a_day_that_an_earlier_release_remembered_shows_its_stance() -> None:
    assert msgspec.json.decode(b"[20100, 1, false, false]", type=ActiveDay).known
