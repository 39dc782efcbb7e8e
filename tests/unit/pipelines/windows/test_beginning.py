"""A campaign begins at `starts`, or with the first hour from which three authors speak within a day."""

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from models.campaigns import Campaign
from models.journeys import TaggedPost
from models.marks import Progress
from models.posts import DAY_MS, HOUR_MS, Millis, instant
from pipelines.flow import watched_audiences
from pipelines.windows import AudienceState, StepResult, WeighedWindow, new_state, step
from pipelines.windows.arrival import Arrival
from pipelines.windows.beginning import find_first_hour
from tests.making import MONDAY, campaign, post, run, shuffle_lines, stream
from tests.unit.pipelines.windows.test_arrival import tagged_post

HOUR = MONDAY // HOUR_MS


def said(author: str, hour: int) -> TaggedPost:
    return tagged_post(MONDAY + hour * HOUR_MS, f"{author}{hour}", author=author)


def step_to(
    state: AudienceState, posts: Sequence[TaggedPost], hour: int, of: Campaign | None = None, *, final: bool = True
) -> StepResult:
    """Posts, and then progress to the beginning of an hour after MONDAY."""
    watched = watched_audiences([of or campaign()], "tags")["relief|locals"]
    for each in posts:
        state = step(state, each, watched).state
    return step(state, Progress(0, 1, instant(MONDAY + hour * HOUR_MS), final=final), watched)


def first_window(outcome: StepResult) -> int | None:
    """Its hour, counted from MONDAY."""
    return (outcome.windows[0].inputs.span.start - MONDAY) // HOUR_MS if outcome.windows else None


def test_a_campaign_begins_with_the_first_hour_from_which_three_authors_speak_within_a_day() -> None:
    posts = [said("a", 0), said("b", 30), said("c", 40), said("d", 53), said("e", 54)]
    outcome = step_to(new_state(), posts, 60)
    assert (first_window(outcome), outcome.too_early) == (30, 1)


def test_two_authors_however_talkative_begin_nothing() -> None:
    posts = [said(author, hour) for author in "ab" for hour in range(60)]
    outcome = step_to(new_state(), posts, 60)
    assert (first_window(outcome), outcome.too_early) == (None, 74)  # those of the last day may still begin it


def test_the_hours_wait_for_the_third_author_and_are_then_decided_from_the_first() -> None:
    waiting = step_to(new_state(), [said("a", 0), said("b", 5)], 12, final=False)
    assert waiting.windows == ()
    assert first_window(step_to(waiting.state, [said("c", 14)], 18, final=False)) == 0


def test_a_campaign_begins_at_starts_whoever_has_spoken_before() -> None:
    posts = [said(author, hour) for author in "abcd" for hour in (0, 1, 30)]
    outcome = step_to(new_state(), posts, 40, campaign(starts=MONDAY + 20 * HOUR_MS))
    assert first_window(outcome) == 20
    assert len(outcome.windows[10].posts) == 4


def test_what_is_older_is_too_early() -> None:
    begun = step_to(new_state(), [said(author, 5) for author in "abc"], 8)
    watched = watched_audiences([campaign()], "tags")["relief|locals"]
    assert step(begun.state, said("d", 4), watched).arrivals == (Arrival.TOO_EARLY,)
    watched = watched_audiences([campaign(starts=MONDAY)], "tags")["relief|locals"]
    assert step(new_state(), said("d", -1), watched).arrivals == (Arrival.TOO_EARLY,)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 200)), min_size=1, max_size=40), st.randoms())
@settings(max_examples=60, deadline=None)
def test_however_posts_come_and_whenever_it_is_asked_the_beginning_is_the_same(
    spoken: list[tuple[int, int]], rng: random.Random
) -> None:
    authors: dict[int, set[int]] = {}
    for author, hour in spoken:
        authors.setdefault(hour, set()).add(author)
    first, is_sure = find_first_hour(authors, 300, 3)
    found: list[WeighedWindow] = []
    state, count = new_state(), 0
    posts = sorted([said(f"author{author}", hour) for author, hour in set(spoken)], key=lambda each: each.created_at)
    for hour in [*sorted(rng.sample(range(1, 300), 5)), 301]:
        due = [each for each in posts if each.created_at < instant(MONDAY + hour * HOUR_MS)]
        posts = posts[len(due) :]
        rng.shuffle(due)
        outcome = step_to(state, due, hour, final=True)
        state, count = outcome.state, count + outcome.too_early
        found.extend(outcome.windows)
    assert (found[0].inputs.span.start == MONDAY + first * HOUR_MS) if is_sure else not found
    assert count == len([hour for _, hour in set(spoken) if hour < first])


OLD: Millis = MONDAY - 90 * DAY_MS


def test_one_post_dated_months_back_moves_no_decision_wherever_it_stands() -> None:
    lines = stream(authors=90, days=16)
    plain = run(lines)
    for place in (0, 1, 700, len(lines)):
        odd = run([*lines[:place], post(10**6, "traveller", OLD), *lines[place:]])
        assert odd.decisions == plain.decisions
        assert odd.counts["", Arrival.TOO_EARLY] == 1


def test_the_beginning_does_not_hang_on_the_order_within_the_lateness() -> None:
    lines = [post(10**6, "traveller", OLD), *stream(authors=60, days=5)]
    assert run(shuffle_lines(lines, within=HOUR_MS - 1), batch=7).decisions == run(lines).decisions
