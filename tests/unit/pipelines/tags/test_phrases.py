"""The fast evaluation finds what spaCy's Matcher finds with the same patterns."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipelines.tags.patterns import LISTS, PHRASES
from pipelines.tags.phrases import Phrases, slots, spacy_patterns, span_of
from pipelines.tags.words import words

VOCAB = Vocab()


def _reference(code: str) -> Matcher:
    matcher = Matcher(VOCAB)
    for rule, patterns in spacy_patterns(PHRASES[code], LISTS[code]).items():
        matcher.add(rule, patterns)
    return matcher


REFERENCES = {code: _reference(code) for code in PHRASES}
OURS = {code: Phrases(PHRASES[code], LISTS[code]) for code in PHRASES}


def _known(code: str) -> list[str]:
    lines = (line for lines in PHRASES[code].values() for line in lines)
    return sorted({word for line in lines for slot in slots(line, LISTS[code]) for word in slot.words})


KNOWN = {code: _known(code) for code in PHRASES}


def _spacy_starts(code: str, text: str) -> dict[str, int]:
    tokens = words(text)
    matcher = REFERENCES[code]
    firsts: dict[str, int] = {}
    if tokens.lower:
        for rule, first, _ in matcher(Doc(VOCAB, words=tokens.lower)):
            name = VOCAB.strings[rule]
            firsts[name] = min(firsts.get(name, len(text)), tokens.start(first))
    return firsts


@pytest.mark.parametrize("code", sorted(PHRASES))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_rules_and_their_first_places_are_those_of_spacy(code: str, data: st.DataObject) -> None:
    text = " ".join(data.draw(st.lists(st.sampled_from([*KNOWN[code], "tree", "blue"]), max_size=12)))
    tokens = words(text)
    found = OURS[code].find(tokens)
    assert {rule: tokens.start(places[0].first) for rule, places in found.items()} == _spacy_starts(code, text)


@given(st.text(max_size=80))
def test_spans_lie_within_any_text(text: str) -> None:
    tokens = words(text)
    for rule, places in OURS["en"].find(tokens).items():
        spans = [span_of(place, tokens, rule) for place in places]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
