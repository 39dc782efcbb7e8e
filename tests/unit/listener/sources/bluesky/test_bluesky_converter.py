"""A Jetstream event becomes a post, an erasure, or a reason: the same on both wires, and no name comes with it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listener.sources import NOBODY, Converted, Drop, DropReason, People
from listener.sources.bluesky.bluesky_converter import bound_time, convert_event
from listener.sources.bluesky.text import replace_bytes
from models.erasures import ErasureRequest
from models.posts import Kind, Post
from models.rejections import Reason, Rejection
from tests.contracts.senders.jetstream import ANN, BEN, account, commit, first_wire, notice, post_record, second_wire

SEEN = datetime(2026, 11, 21, 6, 0, 1, tzinfo=UTC)  # of an event with the number 1
OURS = "did:plc:ours"
WITH_OURS = People(NOBODY.key, {OURS: "brand", "fund.example": "brand"})

both_wires = pytest.mark.parametrize("wire", [first_wire, second_wire])
Wire = Callable[[dict[str, Any]], bytes]


def convert(event: dict[str, Any], people: People = NOBODY) -> Sequence[Converted]:
    first, second = convert_event(first_wire(event), people), convert_event(second_wire(event), people)
    assert first == second
    return first


def post(record: dict[str, Any], did: str = ANN, people: People = NOBODY) -> Post:
    (found,) = convert(commit(1, did, "post", record), people)
    assert isinstance(found, Post)
    return found


def facet(text: str, part: str, **feature: str) -> dict[str, Any]:
    start = len(text[: text.index(part)].encode())
    return {"index": {"byteStart": start, "byteEnd": start + len(part.encode())}, "features": [feature]}


def test_a_post_has_its_pseudonyms_and_the_words_without_people() -> None:
    text = "Gå til Ann Roe 🚣 og @ben.bsky.social, eller carla.bsky.social #dugnad"
    facets = [facet(text, "Ann Roe", did=BEN), facet(text, "#dugnad", tag="dugnad")]
    found = post(post_record(text, facets=facets, langs=["nb", "en"]))
    assert found.text == "Gå til @user 🚣 og @user, eller @user #dugnad"
    assert found.author == NOBODY.author("bluesky", ANN)
    assert found.id == NOBODY.post("bluesky", f"at://{ANN}/app.bsky.feed.post/3m00000000001")
    assert (found.lang, found.hashtags, found.kind) == ("nb", ("dugnad",), Kind.ORIGINAL)


def test_links_are_those_of_facets_and_of_the_page_below_but_none_to_a_person() -> None:
    text = "see here and there"
    facets = [facet(text, "here", uri="https://relief.example/a"), facet(text, "there", uri="https://x.com/ann")]
    page = {"$type": "app.bsky.embed.external", "external": {"uri": "https://news.example/b", "title": "Ann Roe"}}
    assert post(post_record(text, facets=facets, embed=page)).links == (
        "https://relief.example/a",
        "https://news.example/b",
    )


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        (
            {"reply": {"root": {"uri": "at://x"}, "parent": {"uri": "at://did:plc:x/app.bsky.feed.post/3"}}},
            Kind.REPLY,
        ),
        ({"embed": {"record": {"uri": "at://did:plc:x/app.bsky.feed.post/3", "cid": "c"}}}, Kind.QUOTE),
        ({"embed": {"record": {"record": {"uri": "at://did:plc:x/app.bsky.feed.post/3"}}, "media": {}}}, Kind.QUOTE),
        ({"embed": {"record": {"uri": "at://did:plc:x/app.bsky.graph.list/3"}}}, Kind.ORIGINAL),
        ({"embed": {"images": [{"alt": "a boat"}]}}, Kind.ORIGINAL),
    ],
)
def test_replies_and_quotes_are_known(fields: dict[str, Any], kind: Kind) -> None:
    found = post(post_record("count me in", **fields))
    assert found.kind is kind
    parent = NOBODY.post("bluesky", "at://did:plc:x/app.bsky.feed.post/3")
    assert found.in_reply_to == (parent if kind is Kind.REPLY else None)


def test_likes_and_reposts_are_activity_and_name_nobody() -> None:
    subject = f"at://{ANN}/app.bsky.feed.post/3m1"
    for collection, kind in (("like", Kind.LIKE), ("repost", Kind.REPOST)):
        (found,) = convert(commit(1, BEN, collection, {"subject": {"uri": subject}, "createdAt": ""}))
        assert isinstance(found, Post)
        assert (found.kind, found.text, found.in_reply_to) == (kind, None, None)


def test_a_delete_names_what_it_deletes_and_an_edit_is_forgotten_first() -> None:
    id = post(post_record("gone soon")).id
    assert convert(commit(1, ANN, "post", operation="delete")) == (ErasureRequest(SEEN, post=id),)
    edited = convert(commit(1, ANN, "post", post_record("other words"), operation="update"))
    assert edited[0] == ErasureRequest(SEEN, post=id)
    assert isinstance(edited[1], Post)
    assert (edited[1].id, edited[1].text) == (id, "other words")
    assert convert(commit(1, ANN, "like", operation="delete")) == (Drop(DropReason.NOT_A_POST),)


def test_an_account_that_is_deleted_is_forgotten_and_one_that_is_away_is_not() -> None:
    assert convert(account(1, ANN, "deleted")) == (ErasureRequest(SEEN, author=NOBODY.author("bluesky", ANN)),)
    for status in ("", "deactivated", "suspended", "takendown"):
        assert convert(account(1, ANN, status)) == (Drop(DropReason.NOT_A_POST),)


def test_own_accounts_keep_their_handle_and_have_their_flag() -> None:
    text = "Ask @fund.example or @ann.example"
    found = post(post_record(text, facets=[facet(text, "@fund.example", did=OURS)]), OURS, WITH_OURS)
    assert (found.text, found.author_flags) == ("Ask @fund.example or @user", ("brand",))
    assert found.author == NOBODY.author("bluesky", OURS)


def test_labels_of_an_author_are_heard() -> None:
    quiet = post_record("x", labels={"values": [{"val": "!no-unauthenticated"}]})
    assert convert(commit(1, ANN, "post", quiet)) == (Drop(DropReason.OPTED_OUT),)
    assert post(post_record("x", labels={"values": [{"val": "bot"}]})).author_flags == ("bot",)


def test_a_picture_alone_is_left_out() -> None:
    assert convert(commit(1, ANN, "post", post_record(""))) == (Drop(DropReason.NO_TEXT),)


@pytest.mark.parametrize(
    ("claimed", "written"),
    [
        ("2026-11-21T05:59:00.123Z", datetime(2026, 11, 21, 5, 59, 0, 123_000, tzinfo=UTC)),
        ("2026-11-21T06:59:00+01:00", datetime(2026, 11, 21, 5, 59, tzinfo=UTC)),
        ("2031-01-01T00:00:00Z", SEEN),
        ("0001-01-01T00:00:00+14:00", SEEN),
        ("9999-12-31T23:59:59-14:00", SEEN),
        ("2026-11-21T05:59:00", SEEN),
        ("soon", SEEN),
        ("", SEEN),
    ],
)
def test_a_date_is_the_authors_word_and_no_later_than_the_servers(claimed: str, written: datetime) -> None:
    assert post(post_record("x", created=claimed)).created_at == written


@settings(max_examples=30)
@given(st.datetimes(timezones=st.just(UTC)) | st.text(max_size=40))
def test_no_claim_moves_a_post_beyond_when_it_was_seen(claimed: datetime | str) -> None:
    text = claimed.isoformat() if isinstance(claimed, datetime) else claimed
    assert bound_time(text, SEEN) <= SEEN
    assert bound_time(text, SEEN).utcoffset() == timedelta(0)


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(-3, 140), st.integers(-3, 140)), max_size=6))
def test_wrong_offsets_break_no_character(text: str, stretches: list[tuple[int, int]]) -> None:
    left = [part for part in replace_bytes(text, stretches).split("@user") if part]
    assert all(part in text for part in left)


def test_of_what_is_rejected_nothing_is_kept_but_why() -> None:
    wrong = commit(1, ANN, "post", {"text": 5, "handle": "ann.example"})
    for frame in (first_wire(wrong), second_wire(wrong)):
        (found,) = convert_event(frame, NOBODY)
        assert isinstance(found, Rejection)
        assert (found.reason, found.record) == (Reason.BAD_FIELD, b"")
        assert "ann" not in found.detail
    (found,) = convert_event(b"{" + b" " * 300_000 + b"}", NOBODY)
    assert isinstance(found, Rejection)
    assert found.reason is Reason.OVERSIZED


def test_notices_are_no_posts() -> None:
    for frame in (notice("OutdatedCursor"), b'{"$type":"error","error":"ConsumerTooSlow","message":"x"}'):
        assert convert_event(frame, NOBODY) == (Drop(DropReason.NOT_A_POST),)
