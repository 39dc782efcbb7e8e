"""One post's text, read once: what every tag is told from."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from models.tags import Span
from pipelines.tags import boilerplate, language, vader
from pipelines.tags.cues import Cues, cues
from pipelines.tags.language import Guess
from pipelines.tags.phrases import Found, Phrases, by_language
from pipelines.tags.words import Words, clean, words


class Reading(NamedTuple):
    """A text and what was found in it."""

    text: str  # cleaned
    tokens: Words
    tongue: Guess
    found: Found
    litter: tuple[Span, ...]
    compound: float | None  # VADER's score, for English
    cues: Cues


def read(raw: str, claim: str | None) -> Reading:
    """Read a text of which the source claims the language `claim`."""
    return read_all([raw], [claim])[0]


def read_all(raw: Sequence[str], claims: Sequence[str | None]) -> list[Reading]:
    """Read texts, each with what its source claims; languages that are not plain are detected for all at once."""
    texts = [clean(each) for each in raw]
    tokens = [words(each) for each in texts]
    tongues = language.identify_all(tokens, texts, claims)
    return [_reading(*each) for each in zip(texts, tokens, tongues, strict=True)]


def _reading(text: str, tokens: Words, tongue: Guess) -> Reading:
    phrases = _phrases().get(tongue.code or "en")
    found = phrases.find(tokens) if phrases else {}
    compound = vader.compound_of(text, tokens.pieces, tokens.bare, tokens.kinds) if tongue.code == "en" else None
    numbers = cues(text, tokens, found, tongue.code, compound)
    return Reading(text, tokens, tongue, found, boilerplate.spans(text), compound, numbers)


@lru_cache(maxsize=1)
def _phrases() -> dict[str, Phrases]:
    return by_language()
