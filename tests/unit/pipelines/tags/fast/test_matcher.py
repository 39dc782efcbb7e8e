"""The fast evaluation finds what spaCy's Matcher finds with the same patterns."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipelines.tags.acts.notation import parse_pattern
from pipelines.tags.acts.patterns import LISTS, PHRASES
from pipelines.tags.fast import FastMatcher
from pipelines.tags.fast.matcher import Match

VOCAB = Vocab()
PATTERNS = {
    code: {rule: [parse_pattern(line, LISTS[code]) for line in lines] for rule, lines in rules.items()}
    for code, rules in PHRASES.items()
}


def add_all(matcher: Matcher | FastMatcher, code: str) -> None:
    for rule, patterns in PATTERNS[code].items():
        matcher.add(rule, patterns)


REFERENCES = {code: Matcher(VOCAB) for code in PHRASES}
OURS = {code: FastMatcher() for code in PHRASES}
for each in PHRASES:
    add_all(REFERENCES[each], each)
    add_all(OURS[each], each)


def words_of(code: str) -> list[str]:
    places = (place for patterns in PATTERNS[code].values() for pattern in patterns for place in pattern)
    return sorted({word for place in places for word in place.get("ORTH", {}).get("IN", ())})


WORDS = {code: words_of(code) for code in PHRASES}


def spacy_matches(code: str, words: list[str]) -> list[Match]:
    found = REFERENCES[code](Doc(VOCAB, words=words)) if words else ()
    return [(VOCAB.strings[rule], first, end) for rule, first, end in found]


def first_and_longest(matches: list[Match]) -> dict[str, tuple[int, int]]:
    """Rule -> its first match, the longest that begins there."""
    ordered = sorted(matches, key=lambda match: (match[1], -match[2]), reverse=True)
    return {rule: (first, end) for rule, first, end in ordered}


@pytest.mark.parametrize("code", sorted(PHRASES))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_rules_and_their_first_and_longest_matches_are_those_of_spacy(code: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from([*WORDS[code], "tree", "blue"]), max_size=12))
    assert first_and_longest(OURS[code](words)) == first_and_longest(spacy_matches(code, words))


@given(st.lists(st.lists(st.sampled_from([*WORDS["en"], "tree"]), max_size=9), max_size=5))
def test_a_text_has_the_same_matches_alone_and_among_others(texts: list[list[str]]) -> None:
    assert OURS["en"].pipe(texts) == [OURS["en"](words) for words in texts]


def test_a_pattern_that_is_added_later_is_found() -> None:
    matcher = FastMatcher()
    matcher.add("greeting", [[{"ORTH": {"IN": ["hello"]}}]])
    assert matcher(["hello", "there"]) == [("greeting", 0, 1)]
    matcher.add("place", [[{"ORTH": {"IN": ["over"]}, "OP": "?"}, {"ORTH": {"IN": ["there"]}}]])
    assert matcher(["hello", "over", "there"]) == [("greeting", 0, 1), ("place", 1, 3)]
