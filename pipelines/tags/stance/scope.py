"""Scope: the clauses of a text, and whether what stands in one is negated, turned around, asked or only supposed."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipelines.tags.stance.plain_words import plain_word
from pipelines.tags.stance.words import SideWords, each_word, side_words

_ENDS = frozenset(".!?;:…|—–")
# Conditions that mean nothing else in any of our languages, as `om` does.
_PLAIN = "if unless wenn falls sofern hvis dersom viss ifall såvida إذا لو अगर यदि agar"
_PLAIN_CONDITIONS = frozenset(_PLAIN.split())
_BEFORE, _AFTER, _NEAR = 5, 4, 3  # words over which a negation reaches: before it, behind it; and what turns around


class Clauses(NamedTuple):
    """The clause of each word, by number; of each clause whether it is a question or begins with `but`."""

    of: Sequence[int]
    asked: Sequence[bool]
    after_contrast: Sequence[bool]


class ScopeWords:
    """A language's words that change what others mean, as sets."""

    def __init__(self, words: SideWords) -> None:
        self.negations, self.reversers = _plain_set(words.negations), _plain_set(words.reversers)
        self.contrasts, self.conditions = _plain_set(words.contrasts), _plain_set(words.conditions)
        self.no_negations = tuple(tuple(map(plain_word, each.split())) for each in words.no_negations)
        self.negates_after = words.negates_after
        self.favour, self.against = _words_and_stems(words.favour), _words_and_stems(words.against)

    def side_of(self, word: str) -> int:
        """Whether a word takes a side by itself: 1 for, -1 against, 0 neither."""
        if word in self.against[0] or word.startswith(self.against[1]):
            return -1
        return int(word in self.favour[0] or word.startswith(self.favour[1]))


def _plain_set(words: str) -> frozenset[str]:
    return frozenset(map(plain_word, each_word(words)))


def _words_and_stems(words: str) -> tuple[frozenset[str], tuple[str, ...]]:
    some = [plain_word(each) if each[-1] != "*" else each for each in each_word(words)]
    return frozenset(w for w in some if not w.endswith("*")), tuple(w[:-1] for w in some if w.endswith("*")) or (
        "\0",
    )


@lru_cache(maxsize=32)
def scope_words(code: str | None) -> ScopeWords:
    """Those of a language."""
    return ScopeWords(side_words(code))


def find_clauses(words: Sequence[str], scope: ScopeWords) -> Clauses:
    """The clauses of a text's plain words. A mark belongs to the clause that it ends."""
    numbers: list[int] = []
    asked, contrasts = [False], [False]
    ended = False
    for word in words:
        is_end = word in _ENDS
        if (ended and not is_end) or (word in scope.contrasts and numbers):
            asked.append(False)
            contrasts.append(word in scope.contrasts)
        ended = is_end
        if word == "?":
            asked[-1] = True
        numbers.append(len(asked) - 1)
    return Clauses(numbers, asked, contrasts)


def is_negated(words: Sequence[str], first: int, last: int, clauses: Clauses, scope: ScopeWords) -> bool:
    """Whether a negation of the same clause reaches the words from `first` to `last`: before them, or behind."""
    found = sum(words[i] in scope.negations and not _is_idle(words, i, scope) for i in _before(words, first, clauses))
    if found:
        return scope.negates_after or found % 2 == 1
    if not scope.negates_after:
        return False
    return any(words[i] in scope.negations and not _is_idle(words, i, scope) for i in _after(words, last, clauses))


def is_turned(words: Sequence[str], first: int, clauses: Clauses, scope: ScopeWords) -> bool:
    """Whether a word that ends or refuses what follows stands shortly before."""
    return any(words[i] in scope.reversers for i in _before(words, first, clauses)[:_NEAR])


def is_supposed(words: Sequence[str], first: int, clauses: Clauses, scope: ScopeWords) -> bool:
    """Whether a condition stands shortly before, or a plain one anywhere in the clause."""
    if any(words[i] in scope.conditions for i in _before(words, first, clauses)):
        return True
    clause = clauses.of[first]
    return any(word in _PLAIN_CONDITIONS and clauses.of[i] == clause for i, word in enumerate(words))


def _before(words: Sequence[str], first: int, clauses: Clauses) -> list[int]:
    places = []
    for i in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        if clauses.of[i] != clauses.of[first] or words[i] == ",":
            break
        places.append(i)
    return places


def _after(words: Sequence[str], last: int, clauses: Clauses) -> list[int]:
    places = []
    for i in range(last + 1, min(len(words), last + 1 + _AFTER)):
        if clauses.of[i] != clauses.of[last] or words[i] == ",":
            break
        places.append(i)
    return places


def _is_idle(words: Sequence[str], place: int, scope: ScopeWords) -> bool:
    """Whether a negation is part of words that negate nothing: `not only`."""
    for idle in scope.no_negations:
        for offset, word in enumerate(idle):
            start = place - offset
            if word == words[place] and start >= 0 and tuple(words[start : start + len(idle)]) == idle:
                return True
    return False
