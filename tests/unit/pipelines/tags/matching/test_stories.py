"""A post belongs to the audiences whose terms, channel and language it has."""

import pickle
import time
import timeit
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.campaigns import AudienceFilter
from pipelines.tags import Belonging, Matcher
from tests.unit.pipelines.tags.cases import campaign, post

HERE = (Belonging("relief", "audience-0"),)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("typhoon", "The Typhoon took the roof"),
        ("typhoon", "after the TYPHOON!"),
        ("typhoon", "#typhoon is trending"),
        ("#rebuild", "we will #Rebuild"),
        ("relief fund", "give to the relief\n  fund"),
        ("relief fund", "give #ReliefFund"),
        ("straße", "DIE STRASSE IST ZU"),
        ("café", "cafe\u0301 closed"),
        ("ﬁre", "fire in the hills"),
        ("घर", "मेरा घर"),
        ("台風", "大きな台風が来る"),
        ("태풍", "태풍이 온다"),
    ],
)
def test_a_term_matches_whatever_its_case_and_unicode_form(term: str, text: str) -> None:
    assert Matcher([campaign(term)]).match(post(text)) == HERE


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("storm", "brainstorming"),
        ("#rebuild", "we rebuild"),
        ("aid", "she said"),
        ("घर", "घरों में"),
        ("fund", "fund_2"),
    ],
)
def test_a_term_matches_whole_words_only(term: str, text: str) -> None:
    assert Matcher([campaign(term)]).match(post(text)) == ()


def test_hashtags_of_the_post_count_as_its_text() -> None:
    assert Matcher([campaign("#rebuild")]).match(post("good news", hashtags=("Rebuild",))) == HERE
    assert Matcher([campaign("#rebuild")]).match(post(None, hashtags=("#rebuild",))) == HERE


def test_a_star_matches_every_post_but_the_unwanted() -> None:
    matcher = Matcher([campaign("*", none=("giveaway",))])
    assert matcher.match(post("anything at all")) == HERE
    assert matcher.match(post("a giveaway")) == ()
    assert Matcher([campaign("*")]).match(post("")) == HERE


def test_an_unwanted_term_excludes() -> None:
    assert Matcher([campaign("typhoon", none=("giveaway",))]).match(post("typhoon giveaway")) == ()


def test_an_audience_is_told_by_channel_and_language() -> None:
    who = (
        AudienceFilter(channels=("bluesky",), languages=("no",)),
        AudienceFilter(languages=("en",)),
        AudienceFilter(channels=("reddit",)),
    )
    matcher = Matcher([campaign("typhoon", who=who)])
    norwegian = post("Stormen typhoon tok taket på skolen, barna er trygge", lang="nb")
    assert matcher.match(norwegian) == (Belonging("relief", "audience-0"),)
    assert matcher.match(post("The typhoon took the roof of our school", channel="reddit")) == (
        Belonging("relief", "audience-1"),
        Belonging("relief", "audience-2"),
    )


def test_posts_belong_to_the_same_audiences_alone_and_among_others() -> None:
    matcher = Matcher(
        [
            campaign(
                "typhoon",
                who=(AudienceFilter(languages=("no",)), AudienceFilter(languages=("en",)), AudienceFilter()),
            )
        ]
    )
    posts = [
        post("Stormen typhoon tok taket på skolen, barna er trygge", lang="nb"),
        post("nothing of the kind"),
        post("The typhoon took the roof of our school"),
    ]
    assert matcher.match_all(posts) == [matcher.match(each) for each in posts]
    assert list(map(len, matcher.match_all(posts))) == [2, 0, 2]


def test_one_post_may_belong_to_several_campaigns() -> None:
    matcher = Matcher([campaign("storm", name="a"), campaign("flood", name="b"), campaign("fire", name="c")])
    assert [each.campaign for each in matcher.match(post("flood after the storm"))] == ["a", "b"]


def test_without_campaigns_nothing_matches() -> None:
    assert Matcher([]).match(post("typhoon")) == ()


def test_a_matcher_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Matcher([campaign("typhoon")]))).match(post("typhoon")) == HERE


@given(st.text(max_size=200))
def test_no_text_breaks_it_and_a_term_set_apart_is_always_found(text: str) -> None:
    matcher = Matcher([campaign("typhoon")])
    matcher.match(post(text))
    assert matcher.match(post(f"{text} typhoon")) == HERE


@pytest.mark.parametrize(
    "piece", ["storm.", "storm-", "storm@", "storm/", "storm:", "#storm_", "storm'", "태풍", "台風", "a.b-"]
)
def test_a_long_text_without_spaces_costs_no_more_than_others(piece: str) -> None:
    matcher = Matcher([campaign("storm", "태풍", "台風", "storm*", "*orm")])
    longs = [
        post(piece * (count // len(piece))) for count in (3_800, 3_850, 3_900)
    ]  # the best: others may be at work
    seconds = [timeit.timeit(partial(matcher.match, each), number=1, timer=time.process_time) for each in longs]
    assert min(seconds) < 0.5  # what grows with the square of its length takes many
