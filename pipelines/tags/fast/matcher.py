"""Finds the phrases of patterns/ in a tokenised text, with their spans.

The patterns are spaCy Matcher patterns (`spacy_patterns`), evaluated only at the words that they hang on: the same
findings as the Matcher's own, which is a test, in a hundredth of its time.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.tags import Span
from pipelines.tags.acts.notation import LETTERS, PatternToken, parse_pattern
from pipelines.tags.acts.patterns import LISTS, PHRASES
from pipelines.tags.text.tokens import Tokens

_LIGHT_WORDS = (
    "i we you they he she it a an the to of in on at for and or is are was were be been have has had do does did "
    "will would can could should must my our your me us this that these those with by if not no so as what how "
    "where when who why there here out up down all any now get got go it's i'm i've don't can't just also"
)
_LIGHT = frozenset(_LIGHT_WORDS.split())


class TokenRange(NamedTuple):
    """Where a phrase stands: its first and its last token."""

    first: int
    last: int


PhraseMatches = dict[str, list[TokenRange]]


def span_of(place: TokenRange, text: Tokens, rule: str) -> Span:
    """The piece of the text that a phrase takes."""
    return Span(*text.span(*place), rule)


class _AnchoredPattern(NamedTuple):
    """A pattern taken apart at its rarest required place: what reaches from it to its begin (read backwards), and to
    its end; and how far that place is from the first letter by which the pattern was looked up."""

    rule: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    at: int


class FastMatcher:
    """The phrases of one language: finds rules by name in words.

    What stands around a word is a regular expression over letters. Most patterns are ruled out by two neighbours.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]], lists: Mapping[str, str]) -> None:
        every = [(rule, parse_pattern(line, lists)) for rule, lines in phrases.items() for line in lines]
        self._hanging: dict[str, list[_AnchoredPattern]] = {}  # by one letter or two
        for rule, pattern in every:
            self._hang(rule, pattern)
        pairs = [key for key in self._hanging if len(key) > 1]
        self._alone = _marked(key for key in self._hanging if len(key) == 1)
        self._first, self._second = _marked(pair[0] for pair in pairs), _marked(pair[1] for pair in pairs)

    def find(self, text: Tokens) -> PhraseMatches:
        """Rule name -> a place for each word that one of its patterns hangs on, in order of the text."""
        return self.find_all([text])[0]

    def find_all(self, texts: Sequence[Tokens]) -> list[PhraseMatches]:
        """The same of each of some texts."""
        letters = "\n".join([each.letters for each in texts]) + "\n"  # lines: no pattern reaches over an end
        starts = [0, *accumulate([len(each.letters) + 1 for each in texts])]
        found: list[PhraseMatches] = [{} for _ in texts]
        for rule, first, end in self._met(letters):
            text = bisect_right(starts, first) - 1
            found[text].setdefault(rule, []).append(TokenRange(first - starts[text], end - starts[text] - 1))
        for places in (some for each in found for some in each.values() if some[1:]):
            places.sort(key=_in_order)
        return found

    def _met(self, letters: str) -> Iterator[tuple[str, int, int]]:
        """The rules that are found, with where each begins and ends."""
        length, backwards = len(letters), letters[::-1]
        for i, hanging in self._hits(letters):
            for rule, before, after, at in hanging:
                behind = before.match(backwards, length - i - at) if before else None
                if before and not behind:
                    continue
                ahead = after.match(letters, i + at + 1) if after else None
                if ahead or not after:
                    first, end = length - behind.end() if behind else i + at, ahead.end() if ahead else i + at + 1
                    yield rule, first, end

    def _hits(self, letters: str) -> Iterator[tuple[int, list[_AnchoredPattern]]]:
        """Where letters stand on which patterns hang, and where pairs of them do, and what hangs there."""
        codes = np.frombuffer(letters.encode("utf-16-le"), dtype=np.uint16)
        for i in np.flatnonzero(self._alone[codes]).tolist():
            yield i, self._hanging[letters[i]]
        for i in np.flatnonzero(self._first[codes[:-1]] & self._second[codes[1:]]).tolist():
            if (pair := letters[i : i + 2]) in self._hanging:
                yield i, self._hanging[pair]

    def _hang(self, rule: str, pattern: Sequence[PatternToken]) -> None:
        required = [i for i, slot in enumerate(pattern) if slot.words and not slot.optional]
        place = min(required, key=lambda i: _commonness(pattern[i].words))
        before, after = pattern[:place][::-1], pattern[place + 1 :]
        previous, following = self._next(before), self._next(after)
        at = int(bool(previous) and (not following or len(previous) <= len(following)))
        taken_apart = _AnchoredPattern(rule, self._regex(before), self._regex(after), at)
        for letter in self._of(pattern[place]):
            pairs = [other + letter for other in previous] if at else [letter + other for other in following or ("",)]
            for pair in pairs:
                self._hanging.setdefault(pair, []).append(taken_apart)

    def _next(self, pattern: Sequence[PatternToken]) -> set[str]:
        """The letters of which one must come first; none where that may be any, or nothing."""
        letters: set[str] = set()
        for slot in pattern:
            if not slot.words:
                return set()
            letters |= self._of(slot)
            if not slot.optional:
                return letters
        return set()

    def _of(self, slot: PatternToken) -> set[str]:
        return {LETTERS[word] for word in slot.words}

    def _regex(self, pattern: Sequence[PatternToken]) -> re.Pattern[str] | None:
        """The slots over letters, if any. What is greedy here is the longest: a slot takes one word or none."""
        return re.compile("".join(map(self._slot, pattern))) if pattern else None

    def _slot(self, slot: PatternToken) -> str:
        choices = "".join(sorted(self._of(slot)))
        return (f"[{choices}]" if choices else ".") + ("?" if slot.optional else "")


def _marked(letters: Iterable[str]) -> NDArray[np.bool_]:
    """Code point -> whether it is one of these."""
    marked = np.zeros(1 << 16, dtype=np.bool_)
    marked[list(map(ord, letters))] = True
    return marked


def spacy_patterns(
    phrases: Mapping[str, Iterable[str]], lists: Mapping[str, str]
) -> dict[str, list[list[dict[str, object]]]]:
    """The same phrases as patterns for spaCy's Matcher over lower-cased words."""
    return {
        rule: [[_token(slot) for slot in parse_pattern(line, lists)] for line in lines]
        for rule, lines in phrases.items()
    }


def _token(slot: PatternToken) -> dict[str, object]:
    token: dict[str, object] = {"ORTH": {"IN": sorted(slot.words)}} if slot.words else {}
    return {**token, "OP": "?"} if slot.optional else token


def _commonness(choices: frozenset[str]) -> tuple[int, int]:
    return len(choices & _LIGHT), len(choices)


def _in_order(place: TokenRange) -> tuple[int, int]:
    return place.first, -place.last


def phrase_matchers() -> dict[str, FastMatcher]:
    """The phrases of every language that has some."""
    return {code: FastMatcher(PHRASES[code], LISTS[code]) for code in PHRASES}
