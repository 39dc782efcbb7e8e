"""spaCy's Matcher for patterns of words, evaluated only at the words that they hang on.

The same first and longest matches as the Matcher's own, which is a test, in a hundredth of its time: with spaCy's in
its place the whole tagger takes ten times as long (tests/benchmarks/libraries.py). Words that stand in the same
places of all patterns are written as one letter, so a text becomes a short string, and what stands around a word is
a regular expression over letters. Most patterns are ruled out by two neighbouring letters.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Match = tuple[str, int, int]  # key, first token, end (one beyond the last)
Pattern = Sequence[Mapping[str, Any]]  # as spaCy's Matcher takes them: {"ORTH": {"IN": [...]}, "OP": "?"}, {} is any

_LIGHT_WORDS = (
    "i we you they he she it a an the to of in on at for and or is are was were be been have has had do does did "
    "will would can could should must my our your me us this that these those with by if not no so as what how "
    "where when who why there here out up down all any now get got go it's i'm i've don't can't just also"
)
_LIGHT = frozenset(_LIGHT_WORDS.split())  # in most texts: a pattern should not hang on one of these
_OTHER, _FIRST_LETTER = "-", 0x4E00  # letters: for words in no pattern, and the first of 20,000 others in a block


class FastMatcher:
    """Patterns of lower-case words under keys: `add` them all, then call the matcher with the words of a text."""

    def __init__(self) -> None:
        self._patterns: list[tuple[str, list[_Place]]] = []

    def add(self, key: str, patterns: Iterable[Pattern]) -> None:
        """Add patterns under a key; each has a place that is required and not for any word."""
        self._patterns += [(key, list(map(_place, pattern))) for pattern in patterns]
        self.__dict__.pop("_index", None)

    def __call__(self, words: Sequence[str]) -> list[Match]:
        """For each word that a pattern hangs on, the longest match there."""
        return self.pipe([words])[0]

    def pipe(self, texts: Sequence[Sequence[str]]) -> list[list[Match]]:
        """The matches in each of several texts."""
        spelled = [self._index.spell(words) for words in texts]
        letters = "\n".join(spelled) + "\n"  # lines: no pattern reaches over an end
        starts = [0, *accumulate([len(each) + 1 for each in spelled])]
        matches: list[list[Match]] = [[] for _ in texts]
        for key, first, end in self._index.search(letters):
            text = bisect_right(starts, first) - 1
            matches[text].append((key, first - starts[text], end - starts[text]))
        return matches

    @cached_property
    def _index(self) -> "_Index":
        return _Index(self._patterns)


class _Place(NamedTuple):
    """One place of a pattern: the words that may stand there (none: any word), and whether it may be missing."""

    words: frozenset[str]
    optional: bool


class _Anchored(NamedTuple):
    """A pattern taken apart at its rarest required place, its anchor: the regular expressions of what stands before
    it (read backwards) and after it, and how far the anchor is from the letter by which the pattern is looked up."""

    key: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    at: int


class _Index:
    """Anchored patterns by the letter, or the two letters, at which each may match."""

    def __init__(self, patterns: Sequence[tuple[str, Sequence[_Place]]]) -> None:
        self._letters = _assign_letters(place for _, pattern in patterns for place in pattern)
        self._anchored: dict[str, list[_Anchored]] = {}
        for key, pattern in patterns:
            self._anchor(key, pattern)
        pairs = [letters for letters in self._anchored if len(letters) > 1]
        self._alone = _mark(letters for letters in self._anchored if len(letters) == 1)
        self._first, self._second = _mark(pair[0] for pair in pairs), _mark(pair[1] for pair in pairs)

    def spell(self, words: Iterable[str]) -> str:
        """A text in letters, one a word."""
        return "".join(map(self._letters.get, words, repeat(_OTHER)))

    def search(self, letters: str) -> Iterator[Match]:
        """The matches in texts that are spelled in letters, a text a line."""
        length, backwards = len(letters), letters[::-1]
        for i, anchored in self._candidates(letters):
            for key, before, after, at in anchored:
                behind = before.match(backwards, length - i - at) if before else None
                if before and not behind:
                    continue
                ahead = after.match(letters, i + at + 1) if after else None
                if ahead or not after:
                    first, end = length - behind.end() if behind else i + at, ahead.end() if ahead else i + at + 1
                    yield key, first, end

    def _candidates(self, letters: str) -> Iterator[tuple[int, list[_Anchored]]]:
        """Where letters stand, and pairs of letters, at which patterns may match, and those patterns."""
        codes = np.frombuffer(letters.encode("utf-16-le"), dtype=np.uint16)
        for i in np.flatnonzero(self._alone[codes]).tolist():
            yield i, self._anchored[letters[i]]
        for i in np.flatnonzero(self._first[codes[:-1]] & self._second[codes[1:]]).tolist():
            if (pair := letters[i : i + 2]) in self._anchored:
                yield i, self._anchored[pair]

    def _anchor(self, key: str, pattern: Sequence[_Place]) -> None:
        required = [i for i, place in enumerate(pattern) if place.words and not place.optional]
        anchor = min(required, key=lambda i: _commonness(pattern[i].words))
        before, after = pattern[:anchor][::-1], pattern[anchor + 1 :]
        previous, following = self._neighbours(before), self._neighbours(after)
        at = int(bool(previous) and (not following or len(previous) <= len(following)))
        anchored = _Anchored(key, self._expression(before), self._expression(after), at)
        for letter in self._letters_of(pattern[anchor]):
            pairs = [other + letter for other in previous] if at else [letter + other for other in following or ("",)]
            for pair in pairs:
                self._anchored.setdefault(pair, []).append(anchored)

    def _neighbours(self, pattern: Sequence[_Place]) -> set[str]:
        """The letters of which one must come first; none where that may be any, or nothing."""
        letters: set[str] = set()
        for place in pattern:
            if not place.words:
                return set()
            letters |= self._letters_of(place)
            if not place.optional:
                return letters
        return set()

    def _letters_of(self, place: _Place) -> set[str]:
        return {self._letters[word] for word in place.words}

    def _expression(self, pattern: Sequence[_Place]) -> re.Pattern[str] | None:
        """The places over letters, if any. What is greedy here is the longest: a place takes one word or none."""
        return re.compile("".join(map(self._choices, pattern))) if pattern else None

    def _choices(self, place: _Place) -> str:
        letters = "".join(sorted(self._letters_of(place)))
        return (f"[{letters}]" if letters else ".") + ("?" if place.optional else "")


def _place(token: Mapping[str, Any]) -> _Place:
    return _Place(frozenset(token.get("ORTH", {}).get("IN", ())), token.get("OP") == "?")


def _assign_letters(places: Iterable[_Place]) -> dict[str, str]:
    """Word -> its letter; words that stand in the same places have the same."""
    uses: dict[str, list[int]] = {}
    for number, words in enumerate(dict.fromkeys(place.words for place in places)):
        for word in words:
            uses.setdefault(word, []).append(number)
    letters = {tuple(numbers): i for i, numbers in enumerate(dict.fromkeys(map(tuple, uses.values())), _FIRST_LETTER)}
    return {word: chr(letters[tuple(numbers)]) for word, numbers in uses.items()}


def _mark(letters: Iterable[str]) -> NDArray[np.bool_]:
    """Code point -> whether it is one of these."""
    marked = np.zeros(1 << 16, dtype=np.bool_)
    marked[list(map(ord, letters))] = True
    return marked


def _commonness(words: frozenset[str]) -> tuple[int, int]:
    return len(words & _LIGHT), len(words)
