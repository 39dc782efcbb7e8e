"""A post finds its hour; a repeat or one that comes too late changes nothing."""

from msgspec.structs import replace

from models.author_keys import pseudonym_of_post
from models.journeys import TaggedPost
from models.marks import Progress
from models.policy import Eligibility, Policy
from models.posts import HOUR_MS, MINUTE_MS, Kind, Millis, instant
from models.tags import Tags
from pipelines.flow import watched_audiences
from pipelines.windows.arrival import Arrival, receive_posts, to_pending_post
from pipelines.windows.state import AudienceState, new_state
from pipelines.windows.step import step
from tests.making import MONDAY, campaign

POLICY = Policy()
WATCHED = watched_audiences([campaign()], "tags")["relief|locals"]
HOUR = MONDAY // HOUR_MS


def tagged_post(at: Millis, id: str = "p", *, author: str = "a", tags: Tags = Tags()) -> TaggedPost:  # noqa: B008 - frozen
    return TaggedPost(id, "bluesky", author, Kind.ORIGINAL, instant(at), "relief", "locals", tags, "the words")


def state_closed_to(hour: int) -> AudienceState:
    state = new_state()
    return replace(state, head=replace(state.head, closed_hour=hour))


def receive_post(state: AudienceState, post: TaggedPost) -> tuple[AudienceState, Arrival]:
    state, (arrival,) = receive_posts(state, [post], WATCHED)
    return state, arrival


def test_a_post_waits_for_its_own_hour() -> None:
    state, arrival = receive_post(new_state(), tagged_post(MONDAY))
    assert arrival is Arrival.TAKEN
    assert [post.due_hour for posts in state.pending.values() for post in posts] == [HOUR]


def test_a_repeat_changes_nothing() -> None:
    once, _ = receive_post(new_state(), tagged_post(MONDAY))
    twice, arrival = receive_post(once, tagged_post(MONDAY))
    assert (twice, arrival) == (once, Arrival.REPEAT)


def test_a_post_whose_hour_has_closed_is_due_in_the_next() -> None:
    assert to_pending_post(tagged_post(MONDAY), HOUR + 5, b"").due_hour == HOUR + 6


def test_a_post_a_day_late_changes_nothing() -> None:
    state, arrival = receive_post(state_closed_to(HOUR + 25), tagged_post(MONDAY))
    assert (len(state.pending), arrival) == (0, Arrival.LATE)


def test_one_author_cannot_fill_the_memory() -> None:
    state = new_state()
    for number in range(100):
        state, _ = receive_post(state, tagged_post(MONDAY + number, f"p{number}"))
    (posts,) = state.pending.values()
    assert [post.at - MONDAY for post in posts] == list(range(100 - POLICY.eligibility.posts_waiting, 100))


def arrivals_again(minutes: range, eligibility: Eligibility = POLICY.eligibility) -> list[Arrival]:
    """What becomes of one author's posts of these minutes that come again once their hours have closed."""
    begun = campaign(starts=MONDAY, policy=Policy(eligibility=eligibility))
    watched = watched_audiences([begun], "tags")["relief|locals"]
    posts = [tagged_post(MONDAY + minute * MINUTE_MS, f"p{minute}") for minute in minutes]
    state, _ = receive_posts(new_state(), posts, watched)
    state = step(state, Progress(0, 1, instant(MONDAY + minutes.stop * MINUTE_MS + 2 * HOUR_MS)), watched).state
    return receive_posts(state, posts, watched)[1]


def test_what_found_no_room_in_its_hour_finds_none_when_it_comes_again() -> None:
    kept = POLICY.eligibility.posts_waiting
    assert arrivals_again(range(59)) == [Arrival.BEYOND_ROOM] * (59 - kept) + [Arrival.REPEAT] * kept


def test_what_a_busy_author_posted_so_long_ago_that_nobody_knows_it_is_taken_for_a_repeat() -> None:
    few = Eligibility(repeats_remembered=4)
    assert arrivals_again(range(0, 600, 60), few) == [Arrival.REPEAT] * 10


def test_what_may_be_quoted_waits_under_a_name_that_leads_nowhere() -> None:
    pending = to_pending_post(tagged_post(MONDAY, "at://did:plc:ana/feed/1"), None, b"relief")
    assert (pending.excerpt, "ana" in pending.post) == ("the words", False)
    assert pending.post == f"bluesky:{pseudonym_of_post(b'relief', pending.id)}"


def test_testimony_is_never_quoted() -> None:
    assert to_pending_post(tagged_post(MONDAY, tags=Tags(testimony=True)), None, b"").excerpt == ""
