"""It is said of each audience what keeps a post out of it, and nothing else keeps one out."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.campaigns import AudienceFilter, Campaign
from models.tags import PreTags, Span, Stage
from pipelines.tags import Matcher, MatchExplainer
from pipelines.tags.matching import Barrier
from tests.unit.pipelines.tags.cases import campaign, post

LOCALS, ABROAD = AudienceFilter(("bluesky",), ("en", "no")), AudienceFilter((), ("de",))
RELIEF = campaign("#rebuild", "relief fund", none=("giveaway",), who=(LOCALS, ABROAD))
WORDS = st.sampled_from(["relief", "fund", "#Rebuild", "giveaway", "gave", "to", "Spende", "der"])
CHANNELS, LANGUAGES = st.sampled_from(["bluesky", "web"]), st.sampled_from([None, "en", "de", "nb"])


def barriers(text: str, *, of: Campaign = RELIEF, **about: str) -> list[tuple[Barrier, ...]]:
    explained = MatchExplainer(of).explain(post(text, lang="en", channel=about.get("channel", "bluesky")))
    return [each.barriers for each in explained.audiences]


def test_a_post_that_belongs_has_nothing_in_its_way() -> None:
    assert barriers("We gave to the relief fund") == [(), (Barrier.LANGUAGE,)]


def test_every_barrier_is_named() -> None:
    assert barriers("We gave to the library", channel="web")[0] == (Barrier.NO_TERM, Barrier.CHANNEL)
    assert barriers("A giveaway for the relief fund")[0] == (Barrier.UNWANTED_TERM,)


def test_a_term_is_shown_where_it_stands() -> None:
    text = "We gave to the relief fund today"
    explained = MatchExplainer(RELIEF).explain(post(text))
    (found,) = explained.terms
    assert found.term == "relief fund"
    assert isinstance(found.shown, Span)
    assert text[found.shown.start : found.shown.end] == "relief fund"
    assert explained.is_match


def test_a_hashtag_beside_the_text_and_a_star_have_no_place_in_it() -> None:
    beside = MatchExplainer(RELIEF).explain(post("good news", hashtags=("Rebuild",)))
    assert [each.shown for each in beside.terms] == ["hashtag"]
    assert [each.shown for each in MatchExplainer(campaign("*")).explain(post("good news")).terms] == ["match"]


def test_a_post_that_arrived_tagged_belongs_where_it_says() -> None:
    tags = PreTags(campaign="relief", audience="audience-1", stage=Stage.DESIRE)
    explained = MatchExplainer(RELIEF).explain(replace(post("anything"), tags=tags))
    assert [each.barriers for each in explained.audiences] == [(Barrier.ARRIVED_TAGGED,), ()]


@given(words=st.lists(WORDS, max_size=6), channel=CHANNELS, lang=LANGUAGES)
def test_an_explanation_never_disagrees_with_what_matches(words: list[str], channel: str, lang: str | None) -> None:
    written = post(" ".join(words), channel=channel, lang=lang)
    explained = MatchExplainer(RELIEF).explain(written)
    free = [each.audience.name for each in explained.audiences if not each.barriers]
    assert free == [each.audience for each in Matcher([RELIEF]).match(written)]
