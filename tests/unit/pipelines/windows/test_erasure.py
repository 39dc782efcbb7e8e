"""Who is to be forgotten is forgotten: journey, waiting posts and quotes."""

from msgspec.structs import replace

from models.author_keys import pseudonym_of_post
from models.decisions import Example
from models.erasures import ErasureRequest
from models.posts import DAY_MS, instant
from models.sketches import hash64
from pipelines.flow import watched_audiences
from pipelines.windows import AudienceState, new_state, step
from pipelines.windows.erasure import erase
from tests.making import MONDAY, campaign
from tests.unit.pipelines.windows.test_arrival import tagged_post
from tests.unit.pipelines.windows.test_step import end, step_through


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


def test_erasing_whom_we_do_not_know_changes_nothing() -> None:
    state = known()
    assert erase(state, ErasureRequest(instant(MONDAY), author="nobody", post="none"), b"relief") == state


def test_an_erasure_is_a_message_like_others() -> None:
    watched = watched_audiences([campaign(starts=MONDAY)], "tags")["relief|locals"]
    assert posts(step(known(), ErasureRequest(instant(MONDAY), author="b"), watched).state) == [name("a2")]
