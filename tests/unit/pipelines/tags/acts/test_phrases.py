"""Phrases are found with the place where each stands."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.tags.acts import Phrases, find_phrases
from pipelines.tags.text import tokenize


def phrases_of(text: str, code: str = "en") -> Phrases:
    return find_phrases([tokenize(text)], [code], [()])[0]


def test_a_phrase_has_its_span() -> None:
    text = "Look, I just donated!"
    span = phrases_of(text).first_span("act")
    assert span is not None
    assert text[span.start : span.end] == "I just donated"
    assert phrases_of(text).first_span("oppose") is None


def test_a_language_without_patterns_has_no_phrases() -> None:
    assert phrases_of("I just donated", "fi").places == {}


@given(st.text(max_size=80))
def test_spans_lie_within_any_text(text: str) -> None:
    phrases = phrases_of(text)
    spans = [phrases.span(rule, place) for rule, places in phrases.places.items() for place in places]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
