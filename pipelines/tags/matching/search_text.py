"""Search text: a post's text as terms are looked for in it: folded, and behind it other readings of some words.

A hashtag is read whole where it stands and, once more, as its words; one word with an apostrophe within also without
it (`Hawai'i`). The hashtags that a source keeps beside the text come last.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.tags.matching.folding import fold, folded_places
from pipelines.tags.text import BoundedCache, find_hashtags, hashtag_words, normalise

_BETWEEN = "\n"  # readings: fold() leaves none in a text
# Not the contractions of English, which without their apostrophe are other words (`we'll`).
_TAIL = r"'(?!(?i:s|t|d|m|ll|re|ve)(?!\w))[^\W\d_]"
_MAY_BE_WITHIN = re.compile(_TAIL)
_WITHIN = re.compile(rf"(?<!\w)(?:[^\W\d_]{{2,}}|[oO]){_TAIL}+")

Place = tuple[int, int]  # in the text in normal form, in code points


class Reading(NamedTuple):
    """Another reading of some words: where it begins in the search text, and where they stand, if in the text."""

    begin: int
    place: Place | None


class SearchText(NamedTuple):
    """What terms are looked for in, the text in normal form that it is of, and its further readings."""

    text: str
    normal: str
    length: int  # of the folded text itself
    readings: Sequence[Reading] = ()

    def place(self, start: int, end: int) -> Place | None:
        """Where a piece of the search text stands in the normal form; None for what stands beside the text."""
        if start < self.length:
            places = folded_places(self.normal)
            return places[start], places[end - 1] + 1
        return [each.place for each in self.readings if each.begin <= start][-1]


def read_for_search(written: str, hashtags: Sequence[str] = ()) -> SearchText:
    """The search text of a post's text and of the hashtags beside it."""
    normal = normalise(written).text
    folded = fold(normal)
    further: list[tuple[str, Place | None]] = []
    if "#" in normal:
        further += _split_hashtags(normal)
    if "'" in normal and _MAY_BE_WITHIN.search(normal):
        further += _drop_apostrophes(normal)
    if hashtags:
        further += _read_beside(hashtags)
    return _join_readings(folded, normal, further) if further else SearchText(folded, normal, len(folded))


_Further = Sequence[tuple[str, Place | None]]


def _join_readings(folded: str, normal: str, further: _Further) -> SearchText:
    pieces, readings, length = [folded], [], len(folded)
    for reading, place in further:
        readings.append(Reading(length + 1, place))
        pieces.append(reading)
        length += 1 + len(reading)
    return SearchText(_BETWEEN.join(pieces), normal, len(folded), readings)


def _split_hashtags(normal: str) -> _Further:
    split = [(found, _HASHTAG_READINGS[found[1]]) for found in find_hashtags(normal)]
    return [(reading, found.span(1)) for found, some in split if some for reading in some]


def _drop_apostrophes(normal: str) -> _Further:
    return [(fold(found[0].replace("'", "")), found.span()) for found in _WITHIN.finditer(normal)]


def _read_beside(hashtags: Sequence[str]) -> _Further:
    bodies = [normalise(hashtag.strip().lstrip("#＃")).text for hashtag in hashtags]
    return [(reading, None) for body in bodies for reading in ("#" + fold(body), *_HASHTAG_READINGS[body])]


def _read_hashtag(body: str) -> tuple[str, ...]:
    """A hashtag's words: apart, those before a number joined to it, and all joined where `_` parts them."""
    words = hashtag_words(body)
    if len(words) < 2:
        return ()
    numbered = [word if word.isdecimal() and i else " " + word for i, word in enumerate(words)]
    readings = [" ".join(words), "".join(numbered).strip()]
    if "_" in body:
        words = [word for word in words if word.strip("_")]
        readings += [" ".join(words), "#" + "".join(words)]
    return tuple(dict.fromkeys(map(fold, readings)))


_HASHTAG_READINGS = BoundedCache(_read_hashtag)
