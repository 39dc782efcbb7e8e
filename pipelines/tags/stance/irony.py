"""Irony: marks by which an author does not mean the praise, or nothing of it. Then we do not guess: we abstain."""

# ruff: noqa: E501 - a list is one line

import itertools
from collections.abc import Sequence
from enum import IntEnum

from pipelines.tags.text import Tokens

_EYES = frozenset("🙄🙃🤡🥱😒")
_TAGS = frozenset(
    ("sarcasm", "sarcastic", "irony", "ironic", "not", "sqn", "ironie", "ironi", "ironia", "sarcasmo", "sarkasmus")
)
_PHRASES = tuple(
    tuple(each.split())
    for each in (
        "yeah right", "yea right", "oh sure", "yeah sure", "sure sure", "sure because", "as if", "slow clap", "oh great",
        "oh wow", "oh wonderful", "oh good", "oh joy", "how convenient", "thanks for nothing", "so called", "big surprise",
        "just what we needed", "gee thanks", "bravo ,", "ja klar", "na klar", "ja genau", "na toll", "na super",
        "ja særlig", "jo særlig", "ja liksom", "jo visst", "ja visst", "ben voyons", "mais oui", "bien sûr que oui",
        "sí claro", "sí cómo no", "si claro", "ajá", "come no", "sì certo", "sì come no", "até parece", "só que não",
        "sim claro", "aham", "haha ja", "bra jobba ...",
    )
)  # fmt: skip
_QUOTED = 4  # words within quotation marks, at most, that hold a thing at arm's length
_OPENING, _CLOSING = frozenset('"“«„'), frozenset('"”»“')


class Irony(IntEnum):
    """How much of a text is not to be taken at its word."""

    NONE = 0
    PRAISE = 1  # what is for it may be meant against it
    ALL = 2


def find_irony(tokens: Tokens, words: Sequence[str], hashtags: Sequence[str]) -> Irony:
    """By marks at the end (`/s`, #sarcasm), by eyes that roll, and by turns of phrase ("yeah right")."""
    if not _TAGS.isdisjoint(hashtags) or tokens.text.rstrip(" .!").endswith(" /s"):
        return Irony.ALL
    if not _EYES.isdisjoint(tokens.text) or _has_turn(words):
        return Irony.PRAISE
    return Irony.NONE


def _has_turn(words: Sequence[str]) -> bool:
    if _FIRST.isdisjoint(words):
        return False
    spoken = [word for word in words if word != ","]
    if spoken[:1] == ["sure"] or (spoken[:1] == ["right"] and len(spoken) > 1):
        return True
    pairs = set(itertools.pairwise(spoken))
    return any(
        turn[:2] in pairs and _stands(turn, spoken) for turn in _PHRASES if len(turn) > 1
    ) or not _ALONE.isdisjoint(spoken)


_FIRST = frozenset(turn[0] for turn in _PHRASES) | {"sure", "right"}
_ALONE = frozenset(turn[0] for turn in _PHRASES if len(turn) == 1)


def _stands(turn: tuple[str, ...], words: Sequence[str]) -> bool:
    return any(tuple(words[i : i + len(turn)]) == turn for i in range(len(words) - len(turn) + 1))


def is_held_off(words: Sequence[str], first: int, last: int) -> bool:
    """Whether quotation marks stand around these words and few others: the `heroes` of others."""
    if not any(mark in words for mark in _OPENING):
        return False
    start = next((i for i in range(first - 1, max(-1, first - _QUOTED), -1) if words[i] in _OPENING), None)
    end = next((i for i in range(last + 1, min(len(words), last + _QUOTED)) if words[i] in _CLOSING), None)
    return start is not None and end is not None and end - start - 1 <= _QUOTED
