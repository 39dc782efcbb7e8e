"""A Mastodon event becomes a post, an erasure, or a reason: of those who want to be found, and without names."""

from collections.abc import Sequence
from typing import Any

import pytest

from listener.sources import NOBODY, Converted, Drop, DropReason, People
from listener.sources.mastodon import convert_status
from models.erasures import ErasureRequest
from models.posts import Kind, Post
from models.rejections import Rejection
from tests.contracts.senders.mastodon import ANN, FRAMES, HOST, deleted, status, update


def post(frame: bytes, people: People = NOBODY) -> Post:
    (found,) = convert_status(frame, people)
    assert isinstance(found, Post)
    return found


def left_out(account: dict[str, Any]) -> Sequence[Converted]:
    return convert_status(update(1, "<p>x</p>", {**ANN, **account}), NOBODY)


def test_html_becomes_text_and_people_are_nobody() -> None:
    mention = '<a href="https://b.example/@ben" class="u-url mention">@<span>ben</span></a>'
    link = '<a href="https://relief.example/help"><span class="invisible">https://</span>relief.example/help</a>'
    tag = '<a href="https://town.example/tags/rebuild" class="mention hashtag" rel="tag">#<span>rebuild</span></a>'
    found = post(update(1, f"<p>Ann Roe, {mention}</p><p>{link}<br>{tag} &amp; more</p>", tags=[{"name": "rebuild"}]))
    assert found.text == "@user, @user\nhttps://relief.example/help\n#rebuild & more"
    assert (found.links, found.hashtags) == (("https://relief.example/help",), ("rebuild",))
    assert found.author == NOBODY.author("mastodon", f"{HOST}/users/ann")


def test_one_post_seen_through_two_instances_is_one() -> None:
    here, there = status(1, "<p>x</p>"), status(59, "<p>x</p>", uri=f"{HOST}/users/ann/statuses/1")
    found = [post(b"event: update\ndata: " + each) for each in (here, there)]
    assert found[0].id == found[1].id
    assert found[0].author == found[1].author


def test_own_accounts_keep_their_handle() -> None:
    people = People(NOBODY.key, {"fund@relief.example": "brand"})
    mention = '<a href="https://relief.example/@fund" class="u-url mention">@<span>fund</span></a>'
    mentions = [{"url": "https://relief.example/@fund", "acct": "fund@relief.example"}]
    assert post(update(1, f"<p>Ask {mention}</p>", mentions=mentions), people).text == "Ask @fund@relief.example"
    assert post(update(1, "<p>x</p>", {**ANN, "acct": "fund@relief.example"}), people).author_flags == ("brand",)


@pytest.mark.parametrize(
    "account", [{"indexable": False}, {"noindex": True}, {"note": "<p>#<span>nobot</span></p>"}, {"note": "#NoIndex"}]
)
def test_who_asks_not_to_be_found_is_not(account: dict[str, Any]) -> None:
    assert left_out(account) == (Drop(DropReason.OPTED_OUT),)


def test_what_is_not_public_or_of_nobody_is_left_out() -> None:
    for visibility in ("unlisted", "private", "direct", ""):
        frame = update(1, "<p>x</p>", visibility=visibility)
        assert convert_status(frame, NOBODY) == (Drop(DropReason.NOT_PUBLIC),)
    assert left_out({"uri": "", "url": ""}) == (Drop(DropReason.NO_AUTHOR),)
    assert convert_status(update(1, "<p></p>"), NOBODY) == (Drop(DropReason.NO_TEXT),)
    assert convert_status(b"event: notification\ndata: {}", NOBODY) == (Drop(DropReason.NOT_A_POST),)


def test_bots_are_told_and_kinds_known() -> None:
    assert post(update(1, "<p>x</p>", {**ANN, "bot": True})).author_flags == ("bot",)
    assert post(update(1, "<p>x</p>", in_reply_to_id="7")).kind is Kind.REPLY
    shared = post(update(1, "", reblog={"uri": f"{HOST}/users/ben/statuses/2"}))
    assert (shared.kind, shared.text) == (Kind.REPOST, None)
    assert post(update(1, "<p>inside</p>", spoiler_text="harm")).text == "harm\ninside"


def test_an_edit_is_forgotten_first_and_a_delete_names_the_post() -> None:
    before = post(update(2, "<p>x</p>"))
    edit = b"event: status.update\ndata: " + status(2, "<p>y</p>", edited_at="2026-11-21T07:00:00Z")
    forgotten, after = convert_status(edit, NOBODY)
    assert isinstance(forgotten, ErasureRequest)
    assert isinstance(after, Post)
    assert forgotten.post == before.id == after.id
    (gone,) = convert_status(deleted(2), NOBODY)
    assert isinstance(gone, ErasureRequest)
    assert gone.post == before.id
    assert convert_status(b"event: delete\ndata: 2", NOBODY) == (Drop(DropReason.UNKNOWN_POST),)


def test_the_frames_of_the_suite_have_all_of_it() -> None:
    kinds = {type(item) for frame in FRAMES for item in convert_status(frame, NOBODY)}
    assert kinds == {Post, ErasureRequest, Drop, Rejection}
