"""Document: one post's text read once, with named fields; every tag is made from it."""

from collections.abc import Sequence
from typing import NamedTuple

from models.tags import Span
from pipelines.tags.acts import Phrases, Wording, find_phrases, read_wordings
from pipelines.tags.language import LanguageGuess, identify_all
from pipelines.tags.sentiment import vader_compound
from pipelines.tags.testimony import find_harm_in_all
from pipelines.tags.text import Tokens, find_boilerplate, number_words_of, tokenize_all


class Document(NamedTuple):
    """A text and what was found in it."""

    text: str  # in normal form: spans count in what was written, not in this
    tokens: Tokens
    language: LanguageGuess
    phrases: Phrases
    wording: Wording  # what it says that the author does
    boilerplate: tuple[Span, ...]
    compound: float | None  # VADER's score, for English
    harm: Span | None  # words by which somebody tells of harm done to them


def read_documents(texts: Sequence[str], claims: Sequence[str | None]) -> list[Document]:
    """Read texts, each with the language that its source claims; what can be done for all at once is.

    A text whose language is undetermined is searched for English phrases.
    """
    tokens = tokenize_all(texts)
    normal = [each.text for each in tokens]
    languages = identify_all(tokens, claims)
    boilerplate = list(map(_place_spans, tokens, find_boilerplate(normal)))
    codes = [each.code for each in languages]
    words = number_words_of([each.lower for each in tokens])
    spoken = [code or "en" for code in codes]
    phrases = find_phrases(tokens, spoken, boilerplate)
    compounds = [
        vader_compound(text) if each.code == "en" else None for text, each in zip(normal, languages, strict=True)
    ]
    wordings = read_wordings(tokens, words, codes)
    harms = find_harm_in_all(tokens, words, spoken)
    return list(map(Document, normal, tokens, languages, phrases, wordings, boilerplate, compounds, harms))


def _place_spans(tokens: Tokens, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans of a normal form as spans of what was written."""
    return tuple([Span(*tokens.written_place(each.start, each.end), each.rule) for each in spans]) if spans else ()
