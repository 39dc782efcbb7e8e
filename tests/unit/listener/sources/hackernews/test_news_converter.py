"""An item of Hacker News becomes a post, an erasure, or a reason, and nobody's name comes with it."""

import os
import random

from listener.files.replay import END_OF_TIME
from listener.sources import NOBODY, Drop, DropReason, to_record
from listener.sources.hackernews import convert_item
from models.erasures import ErasureRequest
from models.posts import Kind, Post
from models.rejections import Reason, Rejection
from pipelines.posts import Admission
from tests.contracts.senders.hackernews import news_item
from tests.fuzzing import mutate_record

INPUTS = int(os.environ.get("LISTENER_FUZZ_INPUTS", "3000"))


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


def test_whatever_comes_is_a_post_that_tagging_admits_or_a_reason() -> None:
    rng, valid = random.Random(16), [news_item(1, title="a", url="https://a.example"), news_item(2)]
    for _ in range(INPUTS):
        for item in convert_item(mutate_record(rng, valid), NOBODY):
            if isinstance(item, Post):
                assert Admission().admit(to_record(item).value, END_OF_TIME) == item
