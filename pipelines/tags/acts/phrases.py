"""Finds the phrases of patterns/ in texts: which acts, stances and testimony stand where."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from models.tags import Span
from pipelines.tags.acts.notation import parse_pattern
from pipelines.tags.acts.patterns import LISTS, PHRASES
from pipelines.tags.fast.matcher import FastMatcher, Match
from pipelines.tags.text import Tokens


class TokenRange(NamedTuple):
    """Where a phrase stands: its first and its last token."""

    first: int
    last: int


class Phrases(NamedTuple):
    """The phrases of one text, and what is needed to tell what they show."""

    text: Tokens
    places: Mapping[str, Sequence[TokenRange]]  # rule -> where its phrases stand, in order of the text
    boilerplate: tuple[Span, ...]  # of the text: phrases there are not its author's

    def span(self, rule: str, place: TokenRange) -> Span:
        """The piece of the text that a phrase takes."""
        return Span(*self.text.span(*place), rule)

    def first_span(self, rule: str) -> Span | None:
        """The piece of the text that the first phrase of a rule takes; None where there is none."""
        places = self.places.get(rule)
        return self.span(rule, places[0]) if places else None


def find_phrases(
    texts: Sequence[Tokens], codes: Sequence[str], boilerplate: Sequence[tuple[Span, ...]]
) -> list[Phrases]:
    """The phrases of each text, by the patterns of its language; none in a language without patterns."""
    places: list[Mapping[str, Sequence[TokenRange]]] = [{}] * len(texts)
    for code in set(codes) & PHRASES.keys():
        chosen = [i for i, each in enumerate(codes) if each == code]
        matches = matcher_of(code).pipe([texts[i].lower for i in chosen])
        for i, each in zip(chosen, matches, strict=True):
            if each:
                places[i] = _by_rule(each)
    return list(map(Phrases, texts, places, boilerplate))


@cache
def matcher_of(code: str) -> FastMatcher:
    """The matcher of a language's phrases."""
    matcher = FastMatcher()
    for rule, lines in PHRASES[code].items():
        matcher.add(rule, [parse_pattern(line, LISTS[code]) for line in lines])
    return matcher


def _by_rule(matches: Sequence[Match]) -> dict[str, list[TokenRange]]:
    places: dict[str, list[TokenRange]] = {}
    for rule, first, end in matches:
        places.setdefault(rule, []).append(TokenRange(first, end - 1))
    for some in places.values():
        some.sort(key=_in_order)
    return places


def _in_order(place: TokenRange) -> tuple[int, int]:
    """By where a phrase begins, the longest first."""
    return place.first, -place.last
