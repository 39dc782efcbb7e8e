"""The terms of one campaign: its names, and what is said for it and against it; and where they stand in a text."""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import compress, count
from typing import NamedTuple

from models.campaigns import EVERYTHING, Campaign, StanceTerms
from pipelines.tags.stance.plain_words import join_words, plain_term
from pipelines.tags.stance.words import INNER_NEGATIONS
from pipelines.tags.text import BoundedCache

_LEAST_JOINED = 5  # letters of a term written as one word: shorter ones are parts of other words


class Side(IntEnum):
    """What a term speaks for; a name of the story takes no side."""

    FAVOUR = 1
    NAME = 0
    AGAINST = -1


class StoryTerm(NamedTuple):
    """A term that stands in a text: its side, its first and its last word, and the term as the campaign has it.

    `is_split`: a negation stands within it, as in `kostet keine Arbeitsplätze`.
    """

    side: int
    first: int
    last: int
    term: str
    is_split: bool = False


class _Pattern(NamedTuple):
    side: int
    words: tuple[str, ...]
    is_stem: bool  # of the last word, the beginning
    term: str


class StoryTerms:
    """Terms by their first word.

    `has_names`: the file says `of`. `is_anchored`: a post of the story speaks of it, as the campaign takes none
    without one of its terms.
    """

    def __init__(self, stance: StanceTerms, *, is_anchored: bool) -> None:
        self.has_names, self.is_anchored = bool(stance.names), is_anchored
        self._by_word: dict[str, list[_Pattern]] = {}
        self._by_stem: list[_Pattern] = []
        self._by_hashtag: dict[str, tuple[int, str]] = {}
        self.joined_names: list[str] = []
        for side, terms in ((Side.NAME, stance.names), (Side.FAVOUR, stance.favour), (Side.AGAINST, stance.against)):
            for term in terms:
                self._add(side, term)
        self._beginning = BoundedCache(self._patterns_from)

    def _add(self, side: int, term: str) -> None:
        is_stem, words = term.endswith("*"), plain_term(term.rstrip("*"))
        joined = join_words(term)
        if joined:
            self._by_hashtag.setdefault(joined, (side, term))
        if side == Side.NAME and len(joined) >= _LEAST_JOINED:
            self.joined_names.append(joined)
        if not words or term.startswith("#"):
            return
        pattern = _Pattern(side, words, is_stem, term)
        if is_stem and len(words) == 1:
            self._by_stem.append(pattern)
        else:
            self._by_word.setdefault(words[0], []).append(pattern)
        if len(words) > 1 and len(joined) >= _LEAST_JOINED and not is_stem:
            self._by_word.setdefault(joined, []).append(_Pattern(side, (joined,), False, term))

    def _patterns_from(self, word: str) -> tuple[_Pattern, ...]:
        """The patterns that may begin with a word."""
        stems = (pattern for pattern in self._by_stem if word.startswith(pattern.words[0]))
        return (*self._by_word.get(word, ()), *stems)

    def find(self, words: Sequence[str]) -> list[StoryTerm]:
        """The terms in a text, none within a longer one of a side, in order."""
        candidates = list(map(self._beginning.__getitem__, words))
        return _drop_inner(sorted(_find_all(words, candidates), key=_by_length)) if any(candidates) else []

    def hashtag(self, joined: str) -> tuple[int, str] | None:
        """The side of a hashtag that is a term, and the term."""
        return self._by_hashtag.get(joined)


def story_terms(campaign: Campaign) -> StoryTerms:
    """The terms of a campaign."""
    return StoryTerms(campaign.stance, is_anchored=EVERYTHING not in campaign.match.any)


def _find_all(words: Sequence[str], candidates: Sequence[tuple[_Pattern, ...]]) -> Iterator[StoryTerm]:
    for first in compress(count(), candidates):
        for pattern in candidates[first]:
            size = len(pattern.words)
            if _stands_at(pattern, words, first):
                yield StoryTerm(pattern.side, first, first + size - 1, pattern.term)
            elif size > 1 and _is_split_at(pattern, words, first):
                yield StoryTerm(pattern.side, first, first + size, pattern.term, is_split=True)


def _is_split_at(pattern: _Pattern, words: Sequence[str], first: int) -> bool:
    """Whether a pattern stands there but for a negation behind its first word."""
    if INNER_NEGATIONS.isdisjoint(words[first + 1 : first + 2]):
        return False
    return _stands_at(pattern, (*words[: first + 1], *words[first + 2 :]), first)


def _stands_at(pattern: _Pattern, words: Sequence[str], first: int) -> bool:
    end = first + len(pattern.words)
    if end > len(words):
        return False
    if pattern.is_stem:
        return tuple(words[first : end - 1]) == pattern.words[:-1] and words[end - 1].startswith(pattern.words[-1])
    return len(pattern.words) == 1 or tuple(words[first:end]) == pattern.words


def _by_length(hit: StoryTerm) -> tuple[int, bool, int]:
    """The longest first; of the same length a name last."""
    return hit.first - hit.last, hit.side == Side.NAME, hit.first


def _drop_inner(hits: Sequence[StoryTerm]) -> list[StoryTerm]:
    kept: list[StoryTerm] = []
    for hit in hits:
        rivals = (other for other in kept if other.side != Side.NAME or hit.side == Side.NAME)
        if not any(hit.first <= other.last and other.first <= hit.last for other in rivals):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.first)
