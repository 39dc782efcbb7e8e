"""StanceSign of a stance: what in a post shows it, to which side, and how much it weighs."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from models.tags import Span
from pipelines.tags.acts import Phrases
from pipelines.tags.stance.declared_terms import Side, StoryTerm, StoryTerms
from pipelines.tags.stance.irony import Irony, find_irony, is_held_off
from pipelines.tags.stance.plain_words import read_plain_words
from pipelines.tags.stance.scope import (
    Clauses,
    ScopeWords,
    find_clauses,
    is_negated,
    is_supposed,
    is_turned,
    scope_words,
)
from pipelines.tags.text import Tokens

_REACH = 8  # words between a name and a word that takes a side, at most, in one clause
_QUESTION_WORDS = """
where why what who how when wo warum was wer wie hvor hvorfor hvem kvar kvifor var varför dónde por où pourquoi dove
perché onde لماذا أين कहाँ क्यों
"""
_QUESTIONS = frozenset(_QUESTION_WORDS.split())

DECLARED, BESIDE, FLIPPED = 2.0, 1.5, 1.0  # weights: a term of the campaign, a word at a name, either when negated


class StanceSign(NamedTuple):
    """One thing that shows a side: 1 for or -1 against, its weight, where it stands, and the rule that took it."""

    side: int
    weight: float  # 0 where it stands there and is not meant, or only asked
    first: int  # word; -1 where no place can show it
    last: int
    rule: str
    is_emphatic: bool = False  # after `but`


class StoryText:
    """A text as it is read for a story: its words, the terms in it, and when asked clauses and irony."""

    def __init__(self, tokens: Tokens, code: str | None, terms: StoryTerms, hashtags: tuple[str, ...] = ()) -> None:
        self._tokens = tokens
        self.plain = read_plain_words(tokens, hashtags)
        self.hits = terms.find(self.plain.words)
        self.scope = scope_words(code)

    @cached_property
    def clauses(self) -> Clauses:
        """The clauses of the text."""
        return find_clauses(self.plain.words, self.scope)

    @cached_property
    def irony(self) -> Irony:
        """How much of the text is not to be taken at its word."""
        return find_irony(self._tokens, self.plain.words, self.plain.hashtags)

    def span(self, first: int, last: int, rule: str) -> Span:
        """The piece of the text from one word to another."""
        return Span(*self._tokens.span(self.plain.token_at(first), self.plain.token_at(last)), rule)


def declared_evidence(text: StoryText) -> Iterator[StanceSign]:
    """The terms for and against, each with what its clause makes of it."""
    for hit in text.hits:
        if hit.side != Side.NAME:
            side = -hit.side if hit.is_split else hit.side
            yield _weigh(text, side, hit.first, hit.last, DECLARED, f"stance:{hit.term}")


def evidence_at_names(text: StoryText) -> Iterator[StanceSign]:
    """Words that take a side by themselves, in one clause with a name and near it."""
    names = [hit for hit in text.hits if hit.side == Side.NAME]
    taken = {place for hit in text.hits for place in range(hit.first, hit.last + 1)}
    for place, word in enumerate(text.plain.words) if names else ():
        side = text.scope.side_of(word) if place not in taken else 0
        if side and any(_are_near(text, hit, place) for hit in names):
            yield _weigh(text, side, place, place, BESIDE, f"beside-name:{word}")


# Phrases of pipelines/tags/languages/ that take a side, by rule: those against are plainer than those for it.
_PHRASES = (("oppose", Side.AGAINST, 2.0), ("support", Side.FAVOUR, 1.0))
_PHRASES_OF_TONE = (
    ("blame", Side.AGAINST, 1.0),
    ("praise", Side.FAVOUR, 1.0),
)  # of whatever is spoken of: beside a name alone


PHRASE_RULES = frozenset(rule for rule, _, _ in (*_PHRASES, *_PHRASES_OF_TONE))


def phrase_evidence(text: StoryText, phrases: Phrases, *, is_named: bool) -> Iterator[StanceSign]:
    """The first phrase of each rule that takes a side, none within the campaign's terms. For a post of the story."""
    if PHRASE_RULES.isdisjoint(phrases.places):
        return
    taken = _taken(text)
    for rule, side, weight in (*_PHRASES, *(_PHRASES_OF_TONE if is_named else ())):
        for place in phrases.places.get(rule, ())[:1]:
            words = text.plain.places_of(place.first, place.last)
            if words and taken.isdisjoint(words):
                yield _weigh(text, side, words[0], words[-1], weight, rule)


def _taken(text: StoryText) -> set[int]:
    """The words of the campaign's own terms for and against."""
    return {place for hit in text.hits if hit.side != Side.NAME for place in range(hit.first, hit.last + 1)}


def _are_near(text: StoryText, hit: StoryTerm, place: int) -> bool:
    distance = hit.first - place if place < hit.first else place - hit.last
    return distance <= _REACH and text.clauses.of[hit.first] == text.clauses.of[place]


def _weigh(text: StoryText, side: int, first: int, last: int, weight: float, rule: str) -> StanceSign:
    """The evidence of some words: turned around where they are negated, of no weight where praise is not meant."""
    words, clauses, scope = text.plain.words, text.clauses, text.scope
    if not _is_fixed(words, first, last, scope) and is_negated(words, first, last, clauses, scope):
        side, weight = -side, FLIPPED if side == Side.AGAINST else weight
    elif side == Side.FAVOUR and is_turned(words, first, clauses, scope):
        side = Side.AGAINST
    number = clauses.of[first]
    if side == Side.FAVOUR and (
        text.irony
        or clauses.asked[number]
        or is_supposed(words, first, clauses, scope)
        or is_held_off(words, first, last)
    ):
        weight = 0.0
    return StanceSign(side, weight, first, last, rule, clauses.after_contrast[number])


def _is_fixed(words: Sequence[str], first: int, last: int, scope: ScopeWords) -> bool:
    """Whether a term is a question or has its own negation: what stands before it does not turn it around."""
    some = words[first : last + 1]
    return some[0] in _QUESTIONS or (len(some) > 1 and not scope.negations.isdisjoint(some))
