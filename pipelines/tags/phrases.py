"""Finds the phrases of patterns/ in a tokenised text, with their spans.

The patterns are spaCy Matcher patterns (`spacy_patterns`), evaluated only at the words that they hang on: the same
findings as the Matcher's own, which is a test, in a hundredth of its time.
"""

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
    """A pattern taken apart at its rarest required place: what stands before it (reversed) and after it."""

    rule: str
    before: tuple[Slot, ...]
    after: tuple[Slot, ...]


class Phrases:
    """The phrases of one language: finds rules by name in words."""

    def __init__(self, phrases: Mapping[str, Iterable[str]], lists: Mapping[str, str]) -> None:
        self._hanging: dict[str, list[Pattern]] = {}
        for rule, lines in phrases.items():
            for line in lines:
                self._hang(rule, slots(line, lists))

    def find(self, text: Words) -> Found:
        """Rule name -> a place for each word that one of its patterns hangs on, in order of the text."""
        found: Found = {}
        lower = text.lower
        for at, patterns in enumerate(map(self._hanging.get, lower)):
            for pattern in patterns or ():
                place = _place(pattern, lower, at)
                if place is not None:
                    found.setdefault(pattern.rule, []).append(place)
        return {rule: sorted(places, key=_in_order) for rule, places in found.items()}

    def _hang(self, rule: str, pattern: Sequence[Slot]) -> None:
        required = [i for i, slot in enumerate(pattern) if slot.words and not slot.optional]
        at = min(required, key=lambda i: _commonness(pattern[i].words))
        taken_apart = Pattern(rule, tuple(reversed(pattern[:at])), tuple(pattern[at + 1 :]))
        for word in sorted(pattern[at].words):
            self._hanging.setdefault(word, []).append(taken_apart)


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


def _place(pattern: Pattern, lower: list[str], at: int) -> Place | None:
    """The longest place of the pattern around the word it hangs on, or None."""
    first = _reach(pattern.before, lower, at, -1)
    if first is None:
        return None
    last = _reach(pattern.after, lower, at, 1)
    return None if last is None else Place(first, last)


def _reach(wanted: tuple[Slot, ...], lower: list[str], place: int, step: int) -> int | None:
    """How far from `place` the slots reach, at most; None where they do not fit."""
    end = place
    for i, (choices, optional) in enumerate(wanted):
        if optional:
            return _spread(wanted[i:], lower, end, step)
        end += step
        if not 0 <= end < len(lower) or (choices and lower[end] not in choices):
            return None
    return end


def _spread(wanted: tuple[Slot, ...], lower: list[str], place: int, step: int) -> int | None:
    ends = {place}
    for choices, optional in wanted:
        fits = {
            end + step
            for end in ends
            if 0 <= end + step < len(lower) and (not choices or lower[end + step] in choices)
        }
        ends = ends | fits if optional else fits
        if not ends:
            return None
    return max(ends) if step > 0 else min(ends)


def _in_order(place: Place) -> tuple[int, int]:
    return place.first, -place.last


def by_language() -> dict[str, Phrases]:
    """The phrases of every language that has some."""
    return {code: Phrases(PHRASES[code], LISTS[code]) for code in PHRASES}
