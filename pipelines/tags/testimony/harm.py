"""Harm: a word of harm near a word for oneself or one's own, or an age at which something was."""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_

from models.tags import Span
from pipelines.tags.testimony.signs import Sign, read_signs
from pipelines.tags.testimony.veiled import find_veiled
from pipelines.tags.text import Tokens

_NEAR = 12  # tokens: as far as a sentence or two of a telling reach; longer posts name harm and people apart
_OWN = Sign.ME | Sign.CLOSE
_AGE_NEAR = 2  # tokens between `was` and an age
_GROWN_UP = 18  # years
_VERB_HAS_PERSON = frozenset(("ar", "es", "hi", "it", "pt"))  # `tenía 14` needs no `yo`


def find_harm(tokens: Tokens, code: str) -> Span | None:
    """The words that tell of harm done to the author or theirs, in the language of that code; None where none do."""
    signs = read_signs(tokens.lower, code)
    whole = reduce(or_, set(signs), 0)
    if whole & Sign.HARM and whole & _OWN:
        near = _find_near(tokens, signs)
        if near is not None:
            return near
    return find_veiled(tokens, code) or (_find_age(tokens, signs, code) if whole & Sign.WAS else None)


def _find_near(tokens: Tokens, signs: Sequence[int]) -> Span | None:
    for harm in _places(signs, Sign.HARM):
        near = range(max(0, harm - _NEAR), min(len(signs), harm + _NEAR + 1))
        own = next((place for place in near if place != harm and signs[place] & _OWN), None)
        if own is not None:
            return Span(*tokens.span(min(harm, own), max(harm, own)), "harm")
    return None


def _find_age(tokens: Tokens, signs: Sequence[int], code: str) -> Span | None:
    """`I was 14`: who says how old they were tells what happened then."""
    for age in (place for place, word in enumerate(tokens.lower) if word.isdecimal() and int(word) < _GROWN_UP):
        first = max(0, age - _AGE_NEAR)
        was = next((each for each in _places(signs[: age + _AGE_NEAR + 2], Sign.WAS) if each >= first), None)
        if was is not None and (code in _VERB_HAS_PERSON or _is_first_person(signs, was)):
            return Span(*tokens.span(min(was, age), max(was, age)), "age")
    return None


def _is_first_person(signs: Sequence[int], was: int) -> bool:
    return any(sign & Sign.ME for sign in signs[max(0, was - 2) : was + 1])


def _places(signs: Sequence[int], kind: Sign) -> Iterator[int]:
    return (place for place, sign in enumerate(signs) if sign & kind)
