"""What people write is found by the terms that mean it, and by no others: for matching and for themes alike."""

import pytest

from models.tags import Span
from pipelines.tags import Matcher, Tagger
from tests.unit.pipelines.tags.cases import campaign, post
from tests.unit.pipelines.tags.matching.hard_pairs import HARD_PAIRS, HardPair

PAIRS = pytest.mark.parametrize("pair", HARD_PAIRS, ids=lambda pair: f"{pair.terms[0]} in {pair.text}")


@PAIRS
def test_a_post_is_matched_where_it_has_a_term(pair: HardPair) -> None:
    assert bool(Matcher([campaign(*pair.terms)]).match(post(pair.text))) is pair.expected


@PAIRS
def test_an_unwanted_term_is_found_in_the_same_way(pair: HardPair) -> None:
    assert bool(Matcher([campaign("*", none=pair.terms)]).match(post(pair.text))) is not pair.expected


@PAIRS
def test_a_theme_shows_where_a_post_has_a_term(pair: HardPair) -> None:
    about = campaign("*", themes={"it": pair.terms})
    tags = Tagger([about]).tag([post(pair.text)], [about.name])[0]
    assert bool(tags.themes) is pair.expected
    span = tags.why.get("theme:it")
    assert span is None or (isinstance(span, Span) and pair.text[span.start : span.end].strip() != "")
