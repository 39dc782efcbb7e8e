"""Who is to be forgotten is forgotten: journey, waiting posts and quotes."""

import msgspec
from msgspec.structs import replace

from models.author_keys import pseudonym_of_post
from models.decisions import Example
from models.erasures import ErasureRequest
from models.journeys import PendingPost, TaggedPost
from models.posts import DAY_MS, HOUR_MS, instant
from models.quoted import QuotedPosts
from models.sketches import hash64
from pipelines.flow import watched_audiences
from pipelines.journeys.authors import author_id
from pipelines.windows import AudienceState, new_state, step
from pipelines.windows.arrival import Arrival, receive_posts, to_pending_post
from pipelines.windows.erasure import erase
from pipelines.windows.examples import add_examples, drop_examples
from pipelines.windows.quoted import note_quoted
from tests.making import MONDAY, campaign
from tests.unit.pipelines.windows.test_arrival import tagged_post
from tests.unit.pipelines.windows.test_step import end, step_through

WATCHED = watched_audiences([campaign(starts=MONDAY)], "tags")["relief|locals"]
PANEL_KEY = WATCHED.panel_key


def known() -> AudienceState:
    """Authors a and b, each with a journey, a post that waits, and a quote."""
    old = [tagged_post(MONDAY, "a1", author="a"), tagged_post(MONDAY, "b1", author="b")]
    new = [tagged_post(MONDAY + DAY_MS, "a2", author="a"), tagged_post(MONDAY + DAY_MS, "b2", author="b")]
    state = step_through(new_state(), *old, end(MONDAY + DAY_MS), *new).state
    return replace(
        state, head=replace(state.head, examples=(Example(name("a1"), "", "x"), Example(name("b1"), "", "y")))
    )


def name(id: str) -> str:
    return f"bluesky:{pseudonym_of_post(b'relief', hash64(id))}"


def posts(state: AudienceState) -> list[str]:
    return [post.post for posts in state.pending.values() for post in posts]


def test_an_erased_author_leaves_nothing_behind_and_others_stay() -> None:
    state = erase(known(), ErasureRequest(instant(MONDAY), author="a"), b"relief")
    assert (len(state.panel), posts(state)) == (1, [name("b2")])
    assert [example.post for example in state.head.examples] == [name("b1")]


def test_an_erased_post_is_neither_weighed_nor_quoted() -> None:
    state = erase(known(), ErasureRequest(instant(MONDAY), post="a2"), b"relief")
    assert posts(state) == [name("b2")]
    state = erase(state, ErasureRequest(instant(MONDAY), post="b1"), b"relief")
    assert [example.post for example in state.head.examples] == [name("a1")]


def test_an_author_is_quoted_no_more_however_long_ago_they_were_heard() -> None:
    posts = [replace(pending(number), excerpt=f"words {number}") for number in range(5)]
    head = add_examples(new_state().head, posts)
    assert [each.span for each in head.examples] == ["words 2", "words 3", "words 4"]
    state = erase(replace(new_state(), head=head), ErasureRequest(instant(MONDAY), author="a3"), b"relief")
    assert [each.span for each in state.head.examples] == ["words 2", "words 4"]
    again = add_examples(state.head, [replace(pending(6), excerpt="words 6"), replace(pending(7), excerpt="words 7")])
    assert [each.span for each in again.examples] == ["words 4", "words 6", "words 7"]
    assert not drop_examples(again, authors=again.example_authors).examples


def test_examples_that_a_release_before_kept_are_dropped_by_their_post() -> None:
    before = replace(known().head, example_authors=())
    head = add_examples(before, [replace(pending(3), excerpt="words 3")])
    left = drop_examples(head, authors={author_id("a3", b"relief")}, pseudonyms={name("a1").removeprefix("bluesky:")})
    assert [each.span for each in left.examples] == ["y"]


def pending(number: int) -> PendingPost:
    post = tagged_post(MONDAY + number, f"p{number}", author=f"a{number}")
    return to_pending_post(post, None, b"relief")


def test_erasing_whom_we_do_not_know_leaves_a_note_and_changes_nothing_else() -> None:
    state = known()
    after = erase(state, ErasureRequest(instant(MONDAY), author="nobody", post="none"), b"relief")
    assert len(after.head.erased_unheard) == 2
    assert replace(after, head=replace(after.head, erased_unheard={})) == state


def test_a_request_that_overtakes_its_post_is_kept_to_when_the_post_comes() -> None:
    now = instant(MONDAY + DAY_MS + 1)
    late, other = tagged_post(MONDAY + DAY_MS, "c1", author="c"), tagged_post(MONDAY + DAY_MS, "d1", author="d")
    for request in (ErasureRequest(now, author="c"), ErasureRequest(now, post="c1")):
        state = erase(known(), request, PANEL_KEY)
        assert come_again(state, late, other) == [Arrival.ERASED, Arrival.TAKEN]


def quoting(count: int) -> AudienceState:
    """A state whose decisions have quoted so many posts, each of another author."""
    state = new_state()
    for number in range(count):
        head = add_examples(state.head, [replace(pending(number), excerpt=f"words {number}")])
        state = replace(state, head=head, quoted=note_quoted(state.quoted, head))
    return state


def test_quotes_are_called_back_however_long_ago_they_were_told() -> None:
    asked = ErasureRequest(instant(MONDAY), author="a1")
    told = step(quoting(9), asked, WATCHED)
    (redaction,) = told.redactions
    assert redaction.data.posts == (name("p1").removeprefix("bluesky:"),)
    assert not step(told.state, asked, WATCHED).redactions
    assert len(told.state.quoted.posts) == 8
    by_post = step(quoting(9), ErasureRequest(instant(MONDAY), post="p1"), WATCHED).redactions
    assert by_post == (redaction,)


def test_quotes_of_a_state_that_a_release_before_kept_are_called_back_too() -> None:
    before = replace(quoting(3), quoted=QuotedPosts())
    (redaction,) = step(before, ErasureRequest(instant(MONDAY), author="a2"), WATCHED).redactions
    assert redaction.data.posts == (name("p2").removeprefix("bluesky:"),)


def test_a_redaction_names_no_author_and_quotes_nobody() -> None:
    (redaction,) = step(quoting(3), ErasureRequest(instant(MONDAY), author="a2"), WATCHED).redactions
    text = msgspec.json.encode(redaction).decode()
    assert "words" not in text
    assert '"a2"' not in text
    assert str(author_id("a2", b"relief")) not in text


def test_whom_decisions_quoted_takes_bounded_room() -> None:
    state = quoting(2_100)
    assert len(state.quoted.posts) == 2_000
    assert len(msgspec.msgpack.encode(state.quoted)) < 45_000


def come_again(state: AudienceState, *posts: TaggedPost) -> list[Arrival]:
    return receive_posts(state, posts, WATCHED)[1]


def test_what_is_erased_does_not_come_back_when_a_worker_reads_it_once_more() -> None:
    later, now = MONDAY + DAY_MS + HOUR_MS, instant(MONDAY + DAY_MS + 1)
    again, new = tagged_post(MONDAY + DAY_MS, "a2", author="a"), tagged_post(later, "a3", author="a")
    state = erase(known(), ErasureRequest(now, author="a"), PANEL_KEY)
    assert come_again(state, again, new) == [Arrival.ERASED, Arrival.TAKEN]
    other = tagged_post(MONDAY + DAY_MS, "a4", author="a")
    state = erase(known(), ErasureRequest(now, post="a2"), PANEL_KEY)
    assert come_again(state, again, other) == [Arrival.ERASED, Arrival.TAKEN]


def test_whom_we_forgot_is_remembered_for_as_long_as_a_post_can_be_in_time() -> None:
    state = erase(known(), ErasureRequest(instant(MONDAY + DAY_MS + 1), author="a"), PANEL_KEY)
    assert len(step(state, end(MONDAY + 47 * HOUR_MS), WATCHED).state.head.erased) == 2  # the author, and a post
    assert not step(state, end(MONDAY + 50 * HOUR_MS), WATCHED).state.head.erased


def test_erasures_without_number_take_bounded_room() -> None:
    state = known()
    for number in range(3_000):
        state, _ = receive_posts(state, [tagged_post(MONDAY + DAY_MS, f"p{number}", author=f"x{number}")], WATCHED)
        state = erase(state, ErasureRequest(instant(MONDAY + 2 * DAY_MS + number), author=f"x{number}"), PANEL_KEY)
    assert len(state.head.erased) == 512
    assert len(msgspec.msgpack.encode(state.head.erased)) < 12_000


def test_an_erasure_is_a_message_like_others() -> None:
    assert posts(step(known(), ErasureRequest(instant(MONDAY), author="b"), WATCHED).state) == [name("a2")]
