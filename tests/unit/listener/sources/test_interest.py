"""What is passed over is nothing that a campaign matches; what is wanted comes out as it does otherwise."""

import random
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from listener.sources import NOBODY, Drop, DropReason, People
from listener.sources.bluesky import BLUESKY_SOURCE, convert_event
from listener.sources.bluesky.frames import LIKE, RecordFields
from listener.sources.bluesky.text import masked_text
from listener.sources.interest import Interest
from models.campaigns import MatchTerms
from models.erasures import ErasureRequest
from models.posts import Post
from tests.contracts.senders.jetstream import ANN, account, commit, first_wire, post_record, second_wire
from tests.fuzzing import INPUTS
from tests.making import campaign

TERMS = (
    "#rebuild",
    "relief fund",
    "e-mail drive",
    "GoFundMe",
    "COP28",
    "Hawai'i",
    "storm*",
    "*hilfe",
    "café",
    "go team",
)
INTEREST = Interest([campaign(match=MatchTerms(TERMS, ("giveaway",)))])
PASSED_OVER = (Drop(DropReason.UNWANTED),)
PIECES = (
    "relief", "Relief", "RELIEF", " ", "-", "fund", "#", "rebuild", "ReliefFund", "reliefFund", "e", "mail", "drive",
    "GoFundMe", "go fund me", "COP", "28", "Hawaii", "Hawai`i", "'", "i", "_", "storms", "sturmhilfe", "@ann", "https://x.com/a",
    "\n", "giveaway", ".", "on", "caf", "é", "ﬁ", "ｒelief",
)  # fmt: skip
# Of which terms and texts are made: every way in which the one may be written in the other, and what masks take out.
PARTS = (
    *PIECES, "oneill", "O'Neill", "O’Neill", "hawaii", "hAWAI‘I", "user", "phone", "mail", "(e-mail)", "@user",
    "a@b.com", "555-123-4567", "u/ann", "https://bsky.app/profile/ann ", "ann.bsky.social", "@", "*", "\u00ad",
    "\u200b", "\u0301", "ß", "SS", "ſtorm", "İ", "ı", "I", "٢", "2", "🙏", "𝐫𝐞𝐥𝐢𝐞𝐟", "Ⓡ", "राहत", "помощь", "ПОМОЩЬ",
    "救援", "الإغاثة", "اغاثه",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.lists(st.sampled_from(PIECES), max_size=2))
def test_no_frame_is_passed_over_that_holds_what_a_campaign_matches(text: str, tags: list[str]) -> None:
    frame = first_wire(commit(1, ANN, "post", post_record(text, tags=tags)))
    (wanted,), (usual,) = convert_event(frame, NOBODY, INTEREST), convert_event(frame, NOBODY)
    if isinstance(usual, Post) and INTEREST.wants(usual.text or "", usual.hashtags):
        assert wanted == usual
    else:
        assert wanted in (usual, *PASSED_OVER)


def test_no_term_is_lost_in_whatever_way_it_is_written() -> None:
    """Terms and texts of the same parts: of a fifth of INPUTS texts one in twenty and more match."""
    rng, matched = random.Random(16), 0
    for _ in range(INPUTS // 100):
        terms = tuple(each for each in (_made(rng, 3) for _ in range(3)) if each.strip("*# \n"))
        interest = Interest([campaign(match=MatchTerms(terms or ("relief",)))])
        for _ in range(20):
            record = RecordFields(_made(rng, 6), tags=tuple(_made(rng, 2) for _ in range(rng.randrange(2))))
            if interest.wants(masked_text(record, NOBODY), record.tags or ()):
                matched += 1
                assert interest.may_want(record.text, record.tags or ()), (terms, record)
    assert matched > INPUTS // 100


def _made(rng: random.Random, most: int) -> str:
    return "".join(rng.choices(PARTS, k=rng.randint(1, most)))


WRITTEN_APART: Sequence[tuple[str, str]] = (
    ("hawaii", "back to Hawai'i"),
    ("oneill", "for O’Neill!"),
    ("#relieffund", "give to #relief_fund"),
    ("relief fund", "give to #Re_liefFund, #Relief_Fund"),
    ("safeonset", "#Safe_On_Set"),
    ("naïve", "so nai\u200b\u0308ve"),
    ("thanks", "x" * 3_990 + " https://bsky.app/profile/ann thanks"),
)


@pytest.mark.parametrize(("term", "text"), WRITTEN_APART)
def test_a_term_is_wanted_that_only_another_reading_of_the_text_has(term: str, text: str) -> None:
    interest = Interest([campaign(match=MatchTerms((term,)))])
    frame = first_wire(commit(1, ANN, "post", post_record(text)))
    assert convert_event(frame, NOBODY, interest) == convert_event(frame, NOBODY)
    assert isinstance(convert_event(frame, NOBODY, interest)[0], Post)


@pytest.mark.parametrize("term", ["user", "e-mail", "mail", "phone", "*r"])
def test_what_stands_in_place_of_people_is_no_word_of_a_campaign(term: str) -> None:
    interest = Interest([campaign(match=MatchTerms((term,)))])
    frame = first_wire(commit(1, ANN, "post", post_record("@ann, 555-123-4567, a@b.com, x@ann\u00ads")))
    (usual,) = convert_event(frame, NOBODY)
    assert isinstance(usual, Post)
    assert not interest.wants(usual.text or "")
    assert convert_event(frame, NOBODY, interest) == PASSED_OVER


@pytest.mark.parametrize("wire", [first_wire, second_wire])
def test_likes_and_other_stories_are_passed_over_and_what_is_to_be_forgotten_is_not(
    wire: Callable[[dict[str, Any]], bytes],
) -> None:
    like = commit(1, ANN, "like", {"createdAt": "2026-11-21T06:00:00Z", "subject": {"uri": "at://x/y/z", "cid": "c"}})
    other, edit = [commit(2, ANN, "post", post_record("hello"), operation=each) for each in ("create", "update")]
    for event in (like, other):
        assert convert_event(wire(event), NOBODY, INTEREST) == PASSED_OVER
    for event in (edit, commit(3, ANN, "post", operation="delete"), account(4, ANN, "deleted")):
        assert isinstance(convert_event(wire(event), NOBODY, INTEREST)[0], ErasureRequest)


def test_a_record_that_speaks_of_likes_is_a_post_all_the_same() -> None:
    frame = first_wire(commit(1, ANN, "post", post_record("relief fund", x={"collection": LIKE})))
    assert isinstance(convert_event(frame, NOBODY, INTEREST)[0], Post)


def test_a_brands_own_posts_are_wanted_whatever_they_say() -> None:
    frame, ours = first_wire(commit(1, ANN, "post", post_record("hello"))), People(NOBODY.key, {ANN: "brand"})
    assert convert_event(frame, ours, INTEREST) == convert_event(frame, ours)


def test_where_all_posts_are_wanted_so_are_likes() -> None:
    everything = Interest([replace(campaign(), match=MatchTerms(("*",)))])
    like = first_wire(commit(1, ANN, "like", {"createdAt": "2026-11-21T06:00:00Z"}))
    assert convert_event(like, NOBODY, everything) == convert_event(like, NOBODY)


def test_a_frame_in_which_a_word_is_escaped_is_read() -> None:
    frame = first_wire(commit(1, ANN, "post", post_record("relief fund"))).replace(b"relief", b"\\u0072elief")
    assert msgspec.json.decode(frame)
    assert isinstance(convert_event(frame, NOBODY, INTEREST)[0], Post)


def test_likes_are_asked_for_where_they_are_wanted_alone() -> None:
    assert BLUESKY_SOURCE.narrow is not None
    for interest, asked in ((INTEREST, 1), (Interest([replace(campaign(), match=MatchTerms(("*",)))]), 3)):
        client = BLUESKY_SOURCE.narrow(interest).open(())
        assert len(vars(client)["_collections"]) == asked
