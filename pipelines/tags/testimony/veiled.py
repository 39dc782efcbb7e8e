"""Veiled: phrases by which harm is told without naming it (`it happened to me`, `we slept in the car`).

A line of `veiled.tsv` has a language, whether the phrases tell (`told`) or only might (`perhaps`: `me too` also joins
in), and the phrases with `|` between, in lower case. Written for this project.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate

import ahocorasick

from models.tags import Span
from pipelines.tags.testimony.signs import NORWEGIAN
from pipelines.tags.text import Tokens, clean

_TOLD, _PERHAPS = "told", "perhaps"


def find_veiled(tokens: Tokens, code: str) -> Span | None:
    """The first phrase that tells of harm without naming it, in the language of that code; None for none."""
    return _find(tokens, code, _TOLD)


def perhaps_veiled(texts: Sequence[Tokens]) -> list[int]:
    """Which of the texts `find_veiled` may find something in, whatever their language, searched as lines of one: no
    phrase contains a line's end."""
    lines = [each.text.lower() for each in texts]
    starts = [0, *accumulate([len(line) + 1 for line in lines])]
    return [bisect_right(starts, last) - 1 for last, _ in _every_told().iter("\n".join(lines))]


def may_be_veiled(tokens: Tokens, code: str) -> bool:
    """Whether a phrase tells of harm without naming it, or might."""
    return any(_find(tokens, code, kind) for kind in (_TOLD, _PERHAPS))


def _find(tokens: Tokens, code: str, kind: str) -> Span | None:
    automaton = _automata().get((code, kind))
    lower = tokens.text.lower()
    if automaton is None or len(lower) != len(tokens.text):  # a letter with a longer lower case shifts the places
        return None
    for last, length in automaton.iter_long(lower):
        start, end = last + 1 - length, last + 1
        if not lower[max(0, start - 1) : start].isalnum() and not lower[end : end + 1].isalnum():
            return Span(*tokens.written_place(start, end), "veiled")
    return None


@cache
def _automata() -> dict[tuple[str, str], ahocorasick.Automaton]:
    return {key: _build(some) for key, some in _phrases().items()}


@cache
def _every_told() -> ahocorasick.Automaton:
    return _build(phrase for (_, kind), some in _phrases().items() if kind == _TOLD for phrase in some)


@cache
def _phrases() -> dict[tuple[str, str], list[str]]:
    text = files("pipelines.tags.testimony").joinpath("veiled.tsv").read_text(encoding="utf-8")
    phrases: dict[tuple[str, str], list[str]] = {}
    for spoken, kind, some in (line.split("\t") for line in text.splitlines()):
        for code in NORWEGIAN if spoken in NORWEGIAN else (spoken,):
            phrases.setdefault((code, kind), []).extend(some.split("|"))
    return phrases


def _build(phrases: Iterable[str]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for phrase in map(clean, phrases):
        automaton.add_word(phrase, len(phrase))
    automaton.make_automaton()
    return automaton
