"""The fast evaluation finds what spaCy's Matcher finds with the same patterns."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipelines.tags.acts.notation import parse_pattern
from pipelines.tags.acts.patterns import LISTS, PHRASES
from pipelines.tags.fast.matcher import FastMatcher, TokenRange, spacy_patterns, span_of
from pipelines.tags.text.tokens import Tokens, tokenize

VOCAB = Vocab()


def _reference(code: str) -> Matcher:
    matcher = Matcher(VOCAB)
    for rule, patterns in spacy_patterns(PHRASES[code], LISTS[code]).items():
        matcher.add(rule, patterns)
    return matcher


REFERENCES = {code: _reference(code) for code in PHRASES}
OURS = {code: FastMatcher(PHRASES[code], LISTS[code]) for code in PHRASES}


def _known(code: str) -> list[str]:
    lines = (line for lines in PHRASES[code].values() for line in lines)
    return sorted({word for line in lines for slot in parse_pattern(line, LISTS[code]) for word in slot.words})


KNOWN = {code: _known(code) for code in PHRASES}


def _spacy_firsts(code: str, tokens: Tokens) -> dict[str, TokenRange]:
    """Rule -> its first place, the longest that begins there."""
    found: dict[str, list[TokenRange]] = {}
    for rule, first, end in REFERENCES[code](Doc(VOCAB, words=tokens.lower)) if tokens.lower else ():
        found.setdefault(VOCAB.strings[rule], []).append(TokenRange(first, end - 1))
    return {rule: min(places, key=lambda place: (place.first, -place.last)) for rule, places in found.items()}


@pytest.mark.parametrize("code", sorted(PHRASES))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_rules_and_their_first_and_longest_places_are_those_of_spacy(code: str, data: st.DataObject) -> None:
    text = " ".join(data.draw(st.lists(st.sampled_from([*KNOWN[code], "tree", "blue"]), max_size=12)))
    tokens = tokenize(text)
    found = OURS[code].find(tokens)
    assert {rule: places[0] for rule, places in found.items()} == _spacy_firsts(code, tokens)


@given(st.text(max_size=80))
def test_spans_lie_within_any_text(text: str) -> None:
    tokens = tokenize(text)
    for rule, places in OURS["en"].find(tokens).items():
        spans = [span_of(place, tokens, rule) for place in places]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
