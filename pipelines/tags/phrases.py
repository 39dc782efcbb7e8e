"""Finds the phrases of patterns/ in a tokenised text, with their spans.

The patterns are spaCy Matcher patterns (`spacy_patterns`), evaluated only at the words that they hang on: the same
findings as the Matcher's own, which is a test, in a hundredth of its time.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress, count
from operator import add
from typing import NamedTuple

from models.tags import Span
from pipelines.tags.letters import LETTERS, Slot, slots
from pipelines.tags.patterns import LISTS, PHRASES
from pipelines.tags.words import Words

_LIGHT_WORDS = (
    "i we you they he she it a an the to of in on at for and or is are was were be been have has had do does did "
    "will would can could should must my our your me us this that these those with by if not no so as what how "
    "where when who why there here out up down all any now get got go it's i'm i've don't can't just also"
)
_LIGHT = frozenset(_LIGHT_WORDS.split())


class Place(NamedTuple):
    """Where a phrase stands: its first and its last token."""

    first: int
    last: int


Found = dict[str, list[Place]]


def span_of(place: Place, text: Words, rule: str) -> Span:
    """The piece of the text that a phrase takes."""
    return Span(*text.span(*place), rule)


class Pattern(NamedTuple):
    """A pattern taken apart at its rarest required place: what reaches from it to its begin (read backwards), and to
    its end; and how far that place is from the first letter by which the pattern was looked up."""

    rule: str
    before: re.Pattern[str]
    after: re.Pattern[str]
    at: int


class Phrases:
    """The phrases of one language: finds rules by name in words.

    What stands around a word is a regular expression over letters. Most patterns are ruled out by two neighbours.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]], lists: Mapping[str, str]) -> None:
        every = [(rule, slots(line, lists)) for rule, lines in phrases.items() for line in lines]
        self._hanging: dict[str, list[Pattern]] = {}  # by one letter or two
        for rule, pattern in every:
            self._hang(rule, pattern)
        self._alone = re.compile(f"[{''.join(letter for letter in self._hanging if len(letter) == 1)}]")

    def find(self, text: Words) -> Found:
        """Rule name -> a place for each word that one of its patterns hangs on, in order of the text."""
        letters = text.letters
        hits = [(hit.start(), hit[0]) for hit in self._alone.finditer(letters)]
        pairs = map(add, letters, letters[1:])
        hits += [(i, letters[i : i + 2]) for i in compress(count(), map(self._hanging.__contains__, pairs))]
        return self._found(letters, hits) if hits else {}

    def _found(self, letters: str, hits: Iterable[tuple[int, str]]) -> Found:
        found: Found = {}
        length, backwards = len(letters), letters[::-1]
        for i, hit in hits:
            for rule, before, after, at in self._hanging[hit]:
                behind = before.match(backwards, length - i - at)
                if behind and (ahead := after.match(letters, i + at + 1)):
                    found.setdefault(rule, []).append(Place(length - behind.end(), ahead.end() - 1))
        return {rule: sorted(places, key=_in_order) if places[1:] else places for rule, places in found.items()}

    def _hang(self, rule: str, pattern: Sequence[Slot]) -> None:
        required = [i for i, slot in enumerate(pattern) if slot.words and not slot.optional]
        place = min(required, key=lambda i: _commonness(pattern[i].words))
        before, after = pattern[:place][::-1], pattern[place + 1 :]
        previous, following = self._next(before), self._next(after)
        at = int(bool(previous) and (not following or len(previous) <= len(following)))
        taken_apart = Pattern(rule, self._regex(before), self._regex(after), at)
        for letter in self._of(pattern[place]):
            pairs = [other + letter for other in previous] if at else [letter + other for other in following or ("",)]
            for pair in pairs:
                self._hanging.setdefault(pair, []).append(taken_apart)

    def _next(self, pattern: Sequence[Slot]) -> set[str]:
        """The letters of which one must come first; none where that may be any, or nothing."""
        letters: set[str] = set()
        for slot in pattern:
            if not slot.words:
                return set()
            letters |= self._of(slot)
            if not slot.optional:
                return letters
        return set()

    def _of(self, slot: Slot) -> set[str]:
        return {LETTERS[word] for word in slot.words}

    def _regex(self, pattern: Iterable[Slot]) -> re.Pattern[str]:
        """The slots over letters. What is greedy here is the longest: a slot takes one word or none."""
        return re.compile("".join(map(self._slot, pattern)))

    def _slot(self, slot: Slot) -> str:
        choices = "".join(sorted(self._of(slot)))
        return (f"[{choices}]" if choices else ".") + ("?" if slot.optional else "")


def spacy_patterns(
    phrases: Mapping[str, Iterable[str]], lists: Mapping[str, str]
) -> dict[str, list[list[dict[str, object]]]]:
    """The same phrases as patterns for spaCy's Matcher over lower-cased words."""
    return {
        rule: [[_token(slot) for slot in slots(line, lists)] for line in lines] for rule, lines in phrases.items()
    }


def _token(slot: Slot) -> dict[str, object]:
    token: dict[str, object] = {"ORTH": {"IN": sorted(slot.words)}} if slot.words else {}
    return {**token, "OP": "?"} if slot.optional else token


def _commonness(choices: frozenset[str]) -> tuple[int, int]:
    return len(choices & _LIGHT), len(choices)


def _in_order(place: Place) -> tuple[int, int]:
    return place.first, -place.last


def by_language() -> dict[str, Phrases]:
    """The phrases of every language that has some."""
    return {code: Phrases(PHRASES[code], LISTS[code]) for code in PHRASES}
