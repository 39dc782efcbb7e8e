"""Finds the phrases of patterns/ in a tokenised text, with their spans.

The patterns are spaCy Matcher patterns (`spacy_patterns`), evaluated only at the words that they hang on: the same
findings as the Matcher's own, which is a test, in a hundredth of its time.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from models.tags import Span
from pipelines.tags.patterns import LISTS, PHRASES
from pipelines.tags.words import Words

_LIGHT_WORDS = (
    "i we you they he she it a an the to of in on at for and or is are was were be been have has had do does did "
    "will would can could should must my our your me us this that these those with by if not no so as what how "
    "where when who why there here out up down all any now get got go it's i'm i've don't can't just also"
)
_LIGHT = frozenset(_LIGHT_WORDS.split())
_OTHER, _FIRST = "-", 0x4E00  # letters of words: for those in no pattern, and the first of the others


class Place(NamedTuple):
    """Where a phrase stands: its first and its last token."""

    first: int
    last: int


Found = dict[str, list[Place]]


def span_of(place: Place, text: Words, rule: str) -> Span:
    """The piece of the text that a phrase takes."""
    return Span(text.start(place.first), text.end(place.last), rule)


class Slot(NamedTuple):
    """One place of a pattern: the words that may stand there (none: any word), and whether it may be missing."""

    words: frozenset[str]
    optional: bool


class Pattern(NamedTuple):
    """A pattern taken apart at its rarest required place: what reaches from it to its begin (read backwards), and to
    its end."""

    rule: str
    before: re.Pattern[str]
    after: re.Pattern[str]


class Phrases:
    """The phrases of one language: finds rules by name in words.

    Words that stand in the same places of all patterns are written as one letter: a text becomes a short string, and
    what stands around a word a regular expression over it. Most patterns are ruled out by the letter next to theirs.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]], lists: Mapping[str, str]) -> None:
        every = [(rule, slots(line, lists)) for rule, lines in phrases.items() for line in lines]
        self._letters = _letters([slot for _, pattern in every for slot in pattern])
        self._hanging: dict[str, dict[int, dict[str, list[Pattern]]]] = {}  # letter, distance to another, that one
        for rule, pattern in every:
            self._hang(rule, pattern)

    def find(self, text: Words) -> Found:
        """Rule name -> a place for each word that one of its patterns hangs on, in order of the text."""
        found: Found = {}
        letter = self._letters.get
        letters = "".join([letter(word, _OTHER) for word in text.lower])
        length, ended, backwards = len(letters), letters + _OTHER, letters[::-1]
        for at, hanging in enumerate(map(self._hanging.get, letters)):
            if hanging:
                for distance, near in hanging.items():
                    for rule, before, after in near.get(ended[at + distance], ()):
                        behind = before.match(backwards, length - at)
                        if behind and (ahead := after.match(letters, at + 1)):
                            found.setdefault(rule, []).append(Place(length - behind.end(), ahead.end() - 1))
        return {rule: sorted(places, key=_in_order) if places[1:] else places for rule, places in found.items()}

    def _hang(self, rule: str, pattern: Sequence[Slot]) -> None:
        required = [i for i, slot in enumerate(pattern) if slot.words and not slot.optional]
        at = min(required, key=lambda i: _commonness(pattern[i].words))
        before, after = pattern[:at][::-1], pattern[at + 1 :]
        taken_apart = Pattern(rule, self._regex(before), self._regex(after))
        sides = ((-1, self._next(before)), (1, self._next(after)))
        distance, others = min((side for side in sides if side[1]), key=lambda side: len(side[1]), default=(0, set()))
        for letter in self._of(pattern[at]):
            near = self._hanging.setdefault(letter, {}).setdefault(distance, {})
            for other in others or {letter}:
                near.setdefault(other, []).append(taken_apart)

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
        return {self._letters[word] for word in slot.words}

    def _regex(self, pattern: Iterable[Slot]) -> re.Pattern[str]:
        """The slots over letters. What is greedy here is the longest: a slot takes one word or none."""
        return re.compile("".join(map(self._slot, pattern)))

    def _slot(self, slot: Slot) -> str:
        choices = "".join(sorted(self._of(slot)))
        return (f"[{choices}]" if choices else ".") + ("?" if slot.optional else "")


def _letters(every: Sequence[Slot]) -> dict[str, str]:
    """A letter for each word of the slots, the same for words that stand in the same slots."""
    uses: dict[str, list[int]] = {}
    for number, choices in enumerate(dict.fromkeys(slot.words for slot in every)):
        for word in choices:
            uses.setdefault(word, []).append(number)
    alike = {tuple(numbers): i for i, numbers in enumerate(dict.fromkeys(map(tuple, uses.values())), _FIRST)}
    return {word: chr(alike[tuple(numbers)]) for word, numbers in uses.items()}


def slots(line: str, lists: Mapping[str, str]) -> list[Slot]:
    """A pattern in the notation of patterns/ as its places."""
    return [_slot(each, lists) for each in line.split()]


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


def _slot(written: str, lists: Mapping[str, str]) -> Slot:
    optional = len(written) > 1 and written.endswith("?")
    body = written[:-1] if optional else written
    if body == "*":
        return Slot(frozenset(), optional)
    parts = (lists[part[1:-1]].split("|") if part[0] == "{" else [part] for part in body.split("|"))
    return Slot(frozenset(word for part in parts for word in part), optional)


def _commonness(choices: frozenset[str]) -> tuple[int, int]:
    return len(choices & _LIGHT), len(choices)


def _in_order(place: Place) -> tuple[int, int]:
    return place.first, -place.last


def by_language() -> dict[str, Phrases]:
    """The phrases of every language that has some."""
    return {code: Phrases(PHRASES[code], LISTS[code]) for code in PHRASES}
