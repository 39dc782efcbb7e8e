"""A number of authors is reached by those who stay, not by a crowd that came within days, copies, or never rests."""

from collections.abc import Iterable, Iterator

import pytest

from models.campaigns import Audience, Chapter, ReadyWhen
from models.decisions import DecisionKind
from models.journeys import ActiveDay, Author
from models.policy import Policy
from models.posts import DAY_MS, Millis
from models.tags import Stage
from pipelines.journeys.steady import count_steady, is_busy, list_voters
from pipelines.journeys.votes import make_vote
from pipelines.readiness.strata import BUSY, stratum_of
from tests.making import MONDAY, campaign, post, run
from tests.unit.pipelines.journeys.test_authors import pending_post

POLICY = Policy()
START = MONDAY + 7 * DAY_MS  # when the warm-up ends: who comes later is a newcomer


def author(id: int, first: int, days: Iterable[int], *, voted: bool = True) -> Author:
    """An author first seen on day `first`, and active on these days."""
    seen = sorted({first, *days})
    active = tuple(ActiveDay(MONDAY // DAY_MS + day, 0, True, False) for day in seen)
    last = MONDAY + seen[-1] * DAY_MS
    return Author(id, MONDAY + first * DAY_MS, last, "bluesky", active, ((last, id),), last if voted else 0)


def crowd(size: int, first: int, every: int = 3, until: int = 40) -> list[Author]:
    return [author(first * 1_000 + n, first, range(first, until, every)) for n in range(size)]


def steady(authors: Iterable[Author], day: int) -> int:
    at = MONDAY + day * DAY_MS
    return count_steady(list_voters(authors, at, POLICY), at, START, POLICY)


def test_who_never_had_a_vote_does_not_count() -> None:
    silent = [author(n, 0, range(0, 20, 3), voted=False) for n in range(50)]
    assert list_voters(silent, MONDAY + 20 * DAY_MS, POLICY) == []


def test_a_crowd_that_came_within_days_adds_a_quarter_until_its_authors_are_veterans() -> None:
    authors = [*crowd(100, first=2), *crowd(500, first=14)]
    assert [steady(authors, day) for day in (13, 20, 25, 41)] == [100, 100, 125, 125]
    assert steady(authors, 14 + POLICY.weighing.turnover_days) == 600


def test_an_audience_that_grows_by_a_fifth_a_week_is_followed() -> None:
    weeks = [crowd(size, first=first) for size, first in ((100, 2), (20, 8), (24, 15), (28, 22))]
    assert steady([each for week in weeks for each in week], 34) == 172


def test_those_who_post_on_most_days_are_not_steady() -> None:
    assert steady([*crowd(20, first=2), *crowd(300, first=3, every=1)], 20) == 20


@pytest.mark.parametrize("every", [1, 2, 3, 5])
@pytest.mark.parametrize("first", [0, 10, 17])
def test_busy_is_what_it_is_of_a_vote(first: int, every: int) -> None:
    active = author(1, first, range(first, 20, every))
    at = active.last_seen
    vote = make_vote(active, pending_post(at, 9, author=1), POLICY)
    assert is_busy(active, at, POLICY) == stratum_of(vote, at, POLICY).startswith(BUSY)


AWARE = campaign(
    audiences=(
        Audience(
            "locals",
            (
                Chapter("hear", Stage.AWARENESS, "Look", ReadyWhen(authors=100)),
                Chapter("stand-with", Stage.DESIRE, "Pledge", ReadyWhen(share=0.3)),
            ),
        ),
    )
)


def speakers(names: str, size: int, first: int, until: int, every: int = 3) -> Iterator[tuple[Millis, str]]:
    """When who of a crowd posts: from day `first`, every few days."""
    for n in range(size):
        for day in range(first + n % every, until, every):
            yield MONDAY + day * DAY_MS + n * 60_000, f"{names}{n}"


def first_advance(*posts: tuple[Millis, str]) -> float | None:
    """The day on which 100 authors were enough."""
    lines = [post(number, name, at) for number, (at, name) in enumerate(sorted(posts))]
    ends = [w.inputs.span.end for w in run(lines, campaigns=[AWARE]).windows if w.kind is DecisionKind.ADVANCE]
    return (ends[0] - MONDAY) / DAY_MS if ends else None


def test_bought_accounts_carry_no_number_of_authors() -> None:
    people, bought = speakers("p", 60, 0, 35), speakers("b", 109, 14, 35)
    assert first_advance(*people, *bought) is None


def test_bought_accounts_that_never_rest_carry_none_even_from_the_first_day() -> None:
    people, bought = speakers("p", 60, 0, 35), speakers("b", 109, 0, 35, every=1)
    assert first_advance(*people, *bought) is None


def test_an_audience_that_is_there_or_grows_week_by_week_is_told() -> None:
    assert first_advance(*speakers("p", 120, 0, 35)) is not None
    weeks = [speakers(f"w{week}-", 12 + 3 * week, 7 * week, 42) for week in range(1, 4)]
    growing = first_advance(*speakers("p", 60, 0, 42), *(each for week in weeks for each in week))
    assert growing is not None
