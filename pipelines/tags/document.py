"""Document: one post's text read once, with named fields; every tag is made from it."""

from collections.abc import Sequence
from typing import NamedTuple

from models.tags import Span
from pipelines.tags.acts import Phrases, find_phrases
from pipelines.tags.language import LanguageGuess, identify_all
from pipelines.tags.sentiment import vader_compound
from pipelines.tags.text import Tokens, clean, find_boilerplate, tokenize_all


class Document(NamedTuple):
    """A text and what was found in it."""

    text: str  # cleaned
    tokens: Tokens
    language: LanguageGuess
    phrases: Phrases
    boilerplate: tuple[Span, ...]
    compound: float | None  # VADER's score, for English


def read_documents(texts: Sequence[str], claims: Sequence[str | None]) -> list[Document]:
    """Read texts, each with the language that its source claims; what can be done for all at once is.

    A text whose language is undetermined is searched for English phrases.
    """
    cleaned = list(map(clean, texts))
    tokens = tokenize_all(cleaned)
    languages = identify_all(tokens, claims)
    boilerplate = find_boilerplate(cleaned)
    phrases = find_phrases(tokens, [each.code or "en" for each in languages], boilerplate)
    compounds = [
        vader_compound(text) if each.code == "en" else None for text, each in zip(cleaned, languages, strict=True)
    ]
    return list(map(Document, cleaned, tokens, languages, phrases, boilerplate, compounds))
