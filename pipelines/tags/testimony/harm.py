"""Harm: a word of harm near a word for oneself or one's own, or an age at which something was."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress, count

import numpy as np

from models.tags import Span
from pipelines.tags.testimony.signs import SPOKEN, Sign, sign_of
from pipelines.tags.testimony.veiled import find_veiled, perhaps_veiled
from pipelines.tags.text import NumberedWords, Tokens, WordTable, number_words_of, shared_vocabulary

_NEAR = 12  # tokens: as far as a sentence or two of a telling reach; longer posts name harm and people apart
_OWN = Sign.ME | Sign.CLOSE
_AGE_NEAR = 2  # tokens between `was` and an age
_GROWN_UP = 18  # years
_VERB_HAS_PERSON = frozenset(("ar", "es", "hi", "it", "pt"))  # `tenía 14` needs no `yo`


def find_harm(tokens: Tokens, code: str) -> Span | None:
    """The words that tell of harm done to the author or theirs, in the language of that code; None where none do."""
    return find_harm_in_all([tokens], number_words_of([tokens.lower]), [code])[0]


def find_harm_in_all(texts: Sequence[Tokens], words: NumberedWords, codes: Sequence[str]) -> list[Span | None]:
    """The same of each of several texts, given with the numbers of their words."""
    signs = _word_signs().look_up(words, codes)
    whole = np.bitwise_or.reduceat(np.append(signs, np.uint8(0)), words.starts[:-1])
    found: list[Span | None] = [None] * len(texts)
    for i in np.flatnonzero(whole & Sign.WAS).tolist():
        found[i] = _find_age(texts[i], signs[words.starts[i] : words.starts[i + 1]].tolist(), codes[i])
    for i in perhaps_veiled(texts):
        found[i] = find_veiled(texts[i], codes[i]) or found[i]
    for i in np.flatnonzero(((whole & Sign.HARM) != 0) & ((whole & _OWN) != 0)).tolist():
        found[i] = _find_near(texts[i], signs[words.starts[i] : words.starts[i + 1]].tolist()) or found[i]
    return found


@cache
def _word_signs() -> WordTable:
    return WordTable(shared_vocabulary(), SPOKEN, sign_of)


def _find_near(tokens: Tokens, signs: Sequence[int]) -> Span | None:
    for harm in _places(signs, Sign.HARM):
        near = range(max(0, harm - _NEAR), min(len(signs), harm + _NEAR + 1))
        own = next((place for place in near if place != harm and signs[place] & _OWN), None)
        if own is not None:
            return Span(*tokens.span(min(harm, own), max(harm, own)), "harm")
    return None


def _find_age(tokens: Tokens, signs: Sequence[int], code: str) -> Span | None:
    """`I was 14`: who says how old they were tells what happened then."""
    for age in compress(count(), map(str.isdecimal, tokens.lower)):
        if int(tokens.lower[age]) >= _GROWN_UP:
            continue
        first = max(0, age - _AGE_NEAR)
        was = next((each for each in _places(signs[: age + _AGE_NEAR + 2], Sign.WAS) if each >= first), None)
        if was is not None and (code in _VERB_HAS_PERSON or _is_first_person(signs, was)):
            return Span(*tokens.span(min(was, age), max(was, age)), "age")
    return None


def _is_first_person(signs: Sequence[int], was: int) -> bool:
    return any(sign & Sign.ME for sign in signs[max(0, was - 2) : was + 1])


def _places(signs: Sequence[int], kind: Sign) -> Iterator[int]:
    return (place for place, sign in enumerate(signs) if sign & kind)
