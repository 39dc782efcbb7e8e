"""What people may be shown of a post, and how much of it."""

from typing import Any

import msgspec
import pytest

from models.posts import Post
from models.tags import Span, Tags
from pipelines.quotes import quote_of
from pipelines.tags import Tagger
from tests.making import MONDAY, campaign, post

ACT = "I donated to the typhoon relief fund today. Tea now."


def read_post(text: str, **changes: Any) -> Post:
    return msgspec.json.decode(post(1, "a", MONDAY, tags=None, text=text, **changes), type=Post)


def quote(text: str, *, quotes: bool = True, **changes: Any) -> str:
    one, who = read_post(text, **changes), campaign(quotes=quotes)
    (tags,) = Tagger([who]).tag([one], [who.name])
    return quote_of(one, tags, who)


def test_a_quote_is_the_whole_sentence_of_the_act() -> None:
    assert quote(ACT) == "I donated to the typhoon relief fund today."


@pytest.mark.parametrize("flag", ["brand", "leader", "employee", "bot"])
def test_who_speaks_for_a_brand_is_not_quoted(flag: str) -> None:
    assert quote(ACT, author_flags=[flag]) == ""


def test_a_campaign_may_quote_nobody() -> None:
    assert quote(ACT, quotes=False) == ""


def test_a_post_that_arrives_tagged_was_not_read_and_is_not_quoted() -> None:
    one = msgspec.json.decode(post(1, "a", MONDAY, stage="action", text=ACT), type=Post)
    (tags,) = Tagger().tag([one])
    assert quote_of(one, tags, campaign()) == ""


def test_testimony_is_not_quoted_whatever_else_was_tagged() -> None:
    assert quote_of(read_post("I donated to them."), Tags(quote=Span(0, 18, "s"), testimony=True), campaign()) == ""


def test_a_long_sentence_is_cut_at_a_word() -> None:
    long = "I donated to the typhoon families today " + "and tomorrow " * 30
    shown = quote_of(read_post(long), Tags(quote=Span(0, len(long), "s")), campaign())
    assert len(shown) <= 201
    assert shown.endswith((" and…", " tomorrow…"))


def test_lines_are_joined() -> None:
    shown = quote_of(read_post("I donated\r\n\tto them"), Tags(quote=Span(0, 19, "s")), campaign())
    assert shown == "I donated to them"
