"""Windows close in order, once, on marks alone."""

from models.campaigns import Campaign
from models.commands import ChapterRelease, ReleaseWithdrawal
from models.decisions import Decision, DecisionKind
from models.marks import Activity, Progress
from models.posts import DAY_MS, HOUR_MS, Millis, instant
from models.sketches import EMPTY_SKETCH
from pipelines.flow import watched_audiences
from pipelines.intake import Intake
from pipelines.tags import Tagger
from pipelines.windows import AudienceState, StepResult, WatchedAudience, new_state, step
from pipelines.windows.arrival import Arrival
from tests.making import MONDAY, campaign, post, records
from tests.unit.pipelines.windows.test_arrival import tagged_post

KEY = "relief|locals"
HOUR = MONDAY // HOUR_MS


def watched_audience(of: Campaign | None = None) -> WatchedAudience:
    return watched_audiences([of or campaign(starts=MONDAY)], "tags")[KEY]


def end(at: Millis) -> Progress:
    return Progress(0, 1, instant(at), final=True)


def step_through(state: AudienceState, *messages: object) -> StepResult:
    outcome = StepResult(state)
    for message in messages:
        outcome = step(outcome.state, message, watched_audience())  # type: ignore[arg-type]
    return outcome


def test_every_hour_since_the_first_post_has_a_decision() -> None:
    outcome = step_through(new_state(), tagged_post(MONDAY), end(MONDAY + 5 * HOUR_MS))
    assert [decision.window.start for decision in outcome.decisions] == [
        instant(MONDAY + hour * HOUR_MS) for hour in range(5)
    ]


def test_an_hour_closes_once() -> None:
    once = step_through(new_state(), tagged_post(MONDAY), end(MONDAY + HOUR_MS))
    assert step_through(once.state, end(MONDAY + HOUR_MS)).decisions == ()


def test_no_posts_no_decisions() -> None:
    assert step_through(new_state(), end(MONDAY)).decisions == ()


def test_a_long_silence_is_not_decided_hour_by_hour() -> None:
    years = MONDAY + 3000 * DAY_MS
    outcome = step_through(new_state(), tagged_post(MONDAY), tagged_post(years, "later"), end(years + HOUR_MS))
    assert len(outcome.decisions) < 24 * 31
    assert outcome.decisions[-1].window.start == instant(years)


def test_closing_in_one_go_equals_closing_hour_by_hour() -> None:
    posts = [tagged_post(MONDAY + hour * HOUR_MS * 40, f"p{hour}") for hour in range(30)]
    last = MONDAY + 3000 * HOUR_MS
    at_once = step_through(new_state(), *posts, end(last))
    state = step_through(new_state(), *posts).state
    decisions: list[Decision] = []
    for hour in range(3001):
        outcome = step_through(state, Progress(0, 1, instant(MONDAY + hour * HOUR_MS + HOUR_MS)))
        state, decisions = outcome.state, [*decisions, *outcome.decisions]
    assert tuple(decisions) == at_once.decisions[: len(decisions)]
    assert len(at_once.decisions) == len(decisions)


def test_activity_of_a_closed_hour_is_counted_and_its_sketch_let_go() -> None:
    sketch = bytes([3, *EMPTY_SKETCH[1:]])
    outcome = step_through(new_state(), tagged_post(MONDAY), Activity(instant(MONDAY), sketch), end(MONDAY + HOUR_MS))
    assert (len(outcome.state.open_sketches), outcome.state.head.activity_count) == (0, 1)


def test_a_released_chapter_starts_with_the_first_hour_after_it() -> None:
    release = ChapterRelease("relief", "locals", "stand-with", instant(MONDAY + HOUR_MS + 1))
    outcome = step_through(new_state(), tagged_post(MONDAY), release, release, end(MONDAY + 4 * HOUR_MS))
    chapters = [decision.chapter for decision in outcome.decisions]
    assert chapters == ["who-it-hit", "who-it-hit", "stand-with", "stand-with"]


def test_a_release_is_taken_back_until_it_takes_effect_and_no_longer() -> None:
    release = ChapterRelease("relief", "locals", "stand-with", instant(MONDAY + HOUR_MS))
    back = ReleaseWithdrawal("relief", "locals", "stand-with", instant(MONDAY + HOUR_MS))
    in_time = step_through(new_state(), tagged_post(MONDAY), release, back, back, end(MONDAY + 3 * HOUR_MS))
    assert {decision.chapter for decision in in_time.decisions} == {"who-it-hit"}
    begun = step_through(new_state(), tagged_post(MONDAY), release, end(MONDAY + 3 * HOUR_MS))
    assert step_through(begun.state, back).state == begun.state


def test_a_release_of_an_unknown_chapter_changes_nothing() -> None:
    state = step_through(new_state(), tagged_post(MONDAY)).state
    assert step_through(state, ChapterRelease("relief", "locals", "finale", instant(MONDAY))).state == state


def test_the_state_survives_a_decision_in_the_middle_of_repeats() -> None:
    posts = [tagged_post(MONDAY, f"p{n}", author=f"a{n}") for n in range(9)]
    outcome = step_through(new_state(), *posts, end(MONDAY + HOUR_MS), *posts)
    assert outcome.arrivals == (Arrival.REPEAT,)
    assert len(outcome.state.pending) == 0


def test_an_audience_that_arrived_is_watched_for_a_step_back() -> None:
    done = ChapterRelease("relief", "locals", "stand-with", instant(MONDAY))
    outcome = step_through(new_state(), tagged_post(MONDAY), done, end(MONDAY + 2 * HOUR_MS))
    assert outcome.decisions[-1].next_chapter is None
    assert outcome.decisions[-1].decision is DecisionKind.INSUFFICIENT_DATA


def test_posts_written_by_us_are_posts() -> None:
    batch = Intake([campaign()], Tagger([campaign()])).take(records([post(1, "a", MONDAY)]))
    assert batch.rejections == ()
