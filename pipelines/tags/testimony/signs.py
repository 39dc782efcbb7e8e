"""Signs: which words stand for oneself, one's own, harm, and the like, in each language. Written for this project.

A line of `signs.tsv` has a language, a sign, and its words; `word*` is every word that begins so, `*word` every one
that ends so. Long words may lack their accents, as many write; in short ones an accent makes another word.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from functools import cache, reduce
from importlib.resources import files
from operator import or_

from pipelines.tags.text import clean
from pipelines.tags.text.cache import MAX_KEY_LENGTH, BoundedCache

NORWEGIAN = ("nb", "nn")  # a short post in one is often taken for the other: both have the words of both
SPOKEN = ("ar", "da", "de", "en", "es", "fr", "hi", "it", "nb", "nn", "pt", "sv")  # languages of signs.tsv
_LONG = 5  # letters
_ACCENTS = re.compile("[\u0300-\u036f]")


class Sign(IntEnum):
    """What a word stands for; a word may stand for several, whose values are then added."""

    ME = 1  # oneself, alone or with others
    CLOSE = 2  # family, friends, neighbours
    HARM = 4  # done or suffered: verbs, and what only those name who live with it
    TOPIC = 8  # harm that campaigns are about, and that many name who do not suffer it
    WAS = 16  # verbs that stand before an age, or tell what one was
    HINT = 32  # reasons, times, and what tellings are about: where one slept, who had power, not told, not believed
    TALE = 64  # somebody who is told about: he, she


def read_signs(words: Sequence[str], code: str) -> list[int]:
    """The signs of lower-case words, in the language of that code; 0 for most."""
    return list(map(_signs_met_in(code).__getitem__, words))


def sign_of(word: str, code: str) -> int:
    """The sign of one word."""
    return _signs_in(code)(word)


@cache
def _signs_met_in(code: str) -> BoundedCache[int]:
    """The signs of words of a language, as they are met: those of a stream repeat."""
    return BoundedCache(_signs_in(code))


@cache
def _signs_in(code: str) -> Callable[[str], int]:
    """What tells the signs of a word of a language."""
    whole, parts = _forms_by_sign(code)
    any_part = re.compile("|".join(_as_pattern(form) for _, forms in parts for form in forms) or r"(?!)").fullmatch
    patterns = [(sign, re.compile("|".join(map(_as_pattern, forms))).fullmatch) for sign, forms in parts]

    def signs_of(word: str) -> int:
        if len(word) > MAX_KEY_LENGTH:
            return 0  # a link or noise
        known = whole.get(word, 0)
        if any_part(word) is None:  # most words: one look for all signs
            return known
        return reduce(or_, (sign for sign, matches in patterns if matches(word)), known)

    return signs_of


def _forms_by_sign(code: str) -> tuple[dict[str, int], list[tuple[int, list[str]]]]:
    """What whole words of a language stand for, and for each sign its words of which only a part is said."""
    whole: dict[str, int] = {}
    parts: list[tuple[int, list[str]]] = []
    for spoken, name, words in _lines():
        if code in (NORWEGIAN if spoken in NORWEGIAN else (spoken,)):
            sign, forms = int(Sign[name.upper()]), sorted({form for word in words.split() for form in _forms(word)})
            for form in forms:
                whole[form] = whole.get(form, 0) | sign
            if some := [form for form in forms if "*" in form]:
                parts.append((sign, some))
    return whole, parts


def _lines() -> Iterator[list[str]]:
    text = files("pipelines.tags.testimony").joinpath("signs.tsv").read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines())


def _forms(word: str) -> tuple[str, ...]:
    """How a word may be written: as it is, and where it is long without accents too."""
    normal = clean(word)
    if normal.isascii() or len(normal) < _LONG:
        return (normal,)
    return normal, unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", normal)))


def _as_pattern(word: str) -> str:
    return re.escape(word).replace(r"\*", ".*")
