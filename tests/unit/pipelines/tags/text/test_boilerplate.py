"""Boilerplate is marked, and shows no act and no theme."""

from hypothesis import given
from hypothesis import strategies as st

from models.tags import Act
from pipelines.tags import Tagger
from pipelines.tags.text import find_boilerplate
from tests.unit.pipelines.tags.cases import campaign, post, tags


def test_boilerplate_is_marked_with_its_kind() -> None:
    text = "Great map. Click here to subscribe, accept all cookies"
    assert [(text[s.start : s.end], s.rule) for s in find_boilerplate([text])[0]] == [
        ("Click here to", "page-chrome"),
        ("accept all cookies", "page-chrome"),
    ]


def test_letters_that_grow_in_lower_case_do_not_shift_it() -> None:
    text = "İİİ link in bio"
    ((span,),) = find_boilerplate([text])
    assert text[span.start : span.end] == "link in bio"


@given(st.lists(st.lists(st.sampled_from(["link in", " bio", "İ", "RT to win", "\n", "x"])).map("".join), max_size=5))
def test_texts_read_together_have_the_boilerplate_that_each_has_alone(texts: list[str]) -> None:
    assert find_boilerplate(texts) == [find_boilerplate([text])[0] for text in texts]


def test_a_word_is_not_boilerplate_for_what_it_contains() -> None:
    assert find_boilerplate(["the proximity of it, unsubscribed"]) == [()]


def test_boilerplate_shows_no_act_and_no_theme() -> None:
    assert tags("like and retweet").act is not Act.URGE
    tagger = Tagger([campaign("storm", themes={"gifts": ("giveaway",)})])
    assert tagger.tag([post("free giveaway", lang="en")])[0].themes == ()
