"""One post's text, read once: what every tag is told from."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from models.tags import Span
from pipelines.tags.classifiers.cues import Cues, read_cues
from pipelines.tags.fast import vader
from pipelines.tags.fast.matcher import FastMatcher, PhraseMatches, phrase_matchers
from pipelines.tags.language import identify
from pipelines.tags.language.identify import LanguageGuess
from pipelines.tags.text import boilerplate
from pipelines.tags.text.tokens import Tokens, clean, tokenize_all


class Document(NamedTuple):
    """A text and what was found in it."""

    text: str  # cleaned
    tokens: Tokens
    language: LanguageGuess
    found: PhraseMatches
    boilerplate: tuple[Span, ...]
    compound: float | None  # VADER's score, for English
    cues: Cues


def read(raw: str, claim: str | None) -> Document:
    """Read a text of which the source claims the language `claim`."""
    return read_documents([raw], [claim])[0]


def read_documents(raw: Sequence[str], claims: Sequence[str | None]) -> list[Document]:
    """Read texts, each with what its source claims; languages that are not plain are detected for all at once."""
    texts = [clean(each) for each in raw]
    tokens = tokenize_all(texts)
    tongues = identify.identify_all(tokens, texts, claims)
    found = _found(tokens, tongues)
    litter = boilerplate.find_boilerplate_in_all(texts)
    return [_reading(*each) for each in zip(texts, tokens, tongues, found, litter, strict=True)]


def _found(tokens: Sequence[Tokens], tongues: Sequence[LanguageGuess]) -> list[PhraseMatches]:
    """Phrases, each text's by its language's table: English where the language is undetermined."""
    codes = [each.code or "en" for each in tongues]
    found: list[PhraseMatches] = [{}] * len(tokens)
    for code in set(codes) & _phrases().keys():
        chosen = [i for i, each in enumerate(codes) if each == code]
        for i, places in zip(chosen, _phrases()[code].find_all([tokens[i] for i in chosen]), strict=True):
            found[i] = places
    return found


def _reading(
    text: str, tokens: Tokens, tongue: LanguageGuess, found: PhraseMatches, litter: tuple[Span, ...]
) -> Document:
    compound = _compound(text, tokens) if tongue.code == "en" else None
    numbers = read_cues(text, tokens, found, tongue.code, compound)
    return Document(text, tokens, tongue, found, litter, compound, numbers)


def _compound(text: str, tokens: Tokens) -> float:
    return vader.compound_of(text, tokens.pieces, tokens.bare, tokens.kinds, tokens.valence)


@lru_cache(maxsize=1)
def _phrases() -> dict[str, FastMatcher]:
    return phrase_matchers()
