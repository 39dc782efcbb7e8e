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

Found = dict[str, list[Span]]


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
        """Rule name -> a span for each word that one of its patterns hangs on, in order of the text."""
        found: Found = {}
        for place, word in enumerate(text.lower):
            for pattern in self._hanging.get(word, ()):
                span = _span(pattern, text, place)
                if span is not None:
                    found.setdefault(pattern.rule, []).append(span)
        return {rule: sorted(spans, key=_by_place) for rule, spans in found.items()}

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


def _span(pattern: Pattern, text: Words, place: int) -> Span | None:
    """The longest span of the pattern around the word it hangs on, or None."""
    first = _reach(pattern.before, text.lower, place, -1)
    if first is None:
        return None
    last = _reach(pattern.after, text.lower, place, 1)
    return None if last is None else Span(text.starts[first], text.ends[last], pattern.rule)


def _reach(wanted: tuple[Slot, ...], lower: list[str], place: int, step: int) -> int | None:
    """How far from `place` the slots reach, at most; None where they do not fit."""
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


def _by_place(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def by_language() -> dict[str, Phrases]:
    """The phrases of every language that has some."""
    return {code: Phrases(PHRASES[code], LISTS[code]) for code in PHRASES}
