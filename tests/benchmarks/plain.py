"""The baseline of all tagging: the loop that anyone would write - spaCy tokenises, Matcher looks, VADER scores."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import spacy
from spacy.matcher import Matcher, PhraseMatcher
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from pipelines.tags.acts.notation import parse_pattern
from pipelines.tags.acts.patterns import LISTS, PHRASES

THEMES = ("tents", "shelter", "relief fund", "gofundme", "storm", "map", "families", "school")

Patterns = Mapping[str, Sequence[Sequence[Mapping[str, Any]]]]
Plain = tuple[int, int, float]  # of a text: patterns found, themes found, VADER's compound


def dozen() -> Patterns:
    """Twelve phrases, word for word: the baseline of tagging's published figures."""
    phrases = (
        "i will give", "i will donate", "count me in", "i donated", "we donated", "please share", "please donate",
        "join us", "sign the petition", "where is the money", "does anyone know", "can someone",
    )  # fmt: skip
    return {"act": [[{"LOWER": word} for word in phrase.split()] for phrase in phrases]}


def few() -> Patterns:
    """Ten patterns of two words: the least that one could do."""
    verbs = ("donated", "donate", "pledge", "volunteer", "join", "sign", "share", "help", "give", "come")
    return {"act": [[{"LOWER": "i"}, {"OP": "?"}, {"LOWER": verb}] for verb in verbs]}


def ours() -> Patterns:
    """The English patterns of our own tagger, as spaCy's Matcher takes them."""
    rules = {rule: [parse_pattern(line, LISTS["en"]) for line in lines] for rule, lines in PHRASES["en"].items()}
    return {rule: [[_lower(token) for token in pattern] for pattern in some] for rule, some in rules.items()}


def _lower(token: Mapping[str, Any]) -> dict[str, Any]:
    return {"LOWER" if name == "ORTH" else name: value for name, value in token.items()}


def loop(patterns: Patterns, about: Sequence[str] = ()) -> Callable[[Iterable[str]], list[Plain]]:
    """The loop, loaded: what it found of these patterns and, where there are some, of these themes; and the score."""
    nlp = spacy.blank("en")
    acts, themes = Matcher(nlp.vocab), PhraseMatcher(nlp.vocab, attr="LOWER")
    for rule, some in patterns.items():
        acts.add(rule, [list(map(dict, pattern)) for pattern in some])
    themes.add("theme", list(nlp.pipe(about)))
    score = SentimentIntensityAnalyzer().polarity_scores

    def plain(texts: Iterable[str]) -> list[Plain]:
        docs = nlp.pipe(texts)
        return [(len(acts(doc)), len(themes(doc)) if about else 0, score(doc.text)["compound"]) for doc in docs]

    return plain
