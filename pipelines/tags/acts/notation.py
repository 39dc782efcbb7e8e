"""The notation of patterns/ as places of words, and the letters that stand for words in it.

Words that stand in the same places of all patterns, of all languages, are written as one letter: a text becomes a
short string.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pipelines.tags.acts.patterns import LISTS, PHRASES

OTHER_LETTER, _FIRST = "-", 0x4E00  # letters: for words in no pattern, and the first of the others


class PatternToken(NamedTuple):
    """One place of a pattern: the words that may stand there (none: any word), and whether it may be missing."""

    words: frozenset[str]
    optional: bool


def parse_pattern(line: str, lists: Mapping[str, str]) -> list[PatternToken]:
    """A pattern in the notation of patterns/ as its places."""
    return [_slot(each, lists) for each in line.split()]


def _slot(written: str, lists: Mapping[str, str]) -> PatternToken:
    optional = len(written) > 1 and written.endswith("?")
    body = written[:-1] if optional else written
    if body == "*":
        return PatternToken(frozenset(), optional)
    parts = (lists[part[1:-1]].split("|") if part[0] == "{" else [part] for part in body.split("|"))
    return PatternToken(frozenset(word for part in parts for word in part), optional)


def _letters(every: Iterable[PatternToken]) -> dict[str, str]:
    uses: dict[str, list[int]] = {}
    for number, choices in enumerate(dict.fromkeys(slot.words for slot in every)):
        for word in choices:
            uses.setdefault(word, []).append(number)
    alike = {tuple(numbers): i for i, numbers in enumerate(dict.fromkeys(map(tuple, uses.values())), _FIRST)}
    return {word: chr(alike[tuple(numbers)]) for word, numbers in uses.items()}


def _every() -> Iterable[PatternToken]:
    lines = ((line, LISTS[code]) for code, rules in PHRASES.items() for some in rules.values() for line in some)
    return (slot for line, lists in lines for slot in parse_pattern(line, lists))


LETTERS = _letters(_every())
