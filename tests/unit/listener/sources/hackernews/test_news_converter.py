"""An item of Hacker News becomes a post, an erasure, or a reason, and nobody's name comes with it."""

from listener.sources import NOBODY, Drop, DropReason
from listener.sources.hackernews import convert_item
from models.erasures import ErasureRequest
from models.posts import Kind, Post
from models.rejections import Reason, Rejection
from tests.contracts.senders.hackernews import news_item


def test_a_story_and_its_comments_are_posts_without_people() -> None:
    (story,) = convert_item(
        news_item(1, type="story", parent=None, title="A boat", url="https://a.example/b"), NOBODY
    )
    (comment,) = convert_item(news_item(2, text="<p>annroe &amp; @ben"), NOBODY)
    assert isinstance(story, Post)
    assert isinstance(comment, Post)
    assert (story.text, story.links, story.kind) == ("A boat\nx", ("https://a.example/b",), Kind.ORIGINAL)
    assert (comment.text, comment.kind, comment.in_reply_to) == ("@user & @user", Kind.REPLY, story.id)
    assert comment.author == NOBODY.author("hackernews", "annroe")


def test_what_is_deleted_is_forgotten_and_what_is_none_is_left_out() -> None:
    (gone,) = convert_item(news_item(2, deleted=True), NOBODY)
    assert isinstance(gone, ErasureRequest)
    assert gone.post == NOBODY.post("hackernews", "2")
    assert convert_item(news_item(2, dead=True), NOBODY) == (Drop(DropReason.NOT_PUBLIC),)
    assert convert_item(news_item(2, type="job"), NOBODY) == (Drop(DropReason.NOT_A_POST),)
    assert convert_item(news_item(2, by=""), NOBODY) == (Drop(DropReason.NO_AUTHOR),)
    (late,) = convert_item(news_item(2, time=2**60), NOBODY)
    assert isinstance(late, Rejection)
    assert late.reason is Reason.MISSING_FIELD
