"""Cross-lingual concepts: a line of `concepts.tsv` is a concept, named in English, its kind, and the words for it in
each of eleven languages. Written for this project.

A text's concepts and their kinds are features that all languages share: what tweets in one language teach is known in
the others. A concept that stands within three concepts after a negation is another feature than the same by itself.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate, chain

import numpy as np

from pipelines.tags.linear import TextRows
from pipelines.tags.sentiment.lexicon import LEXICON_OF

_NEGATIONS = ("never", "no", "nobody", "not", "nothing", "without")
_REACH = 3  # concepts from a negation on


def concept_rows(texts: Iterable[tuple[Sequence[str], str | None]]) -> TextRows:
    """The concepts of texts, each given as its words in lower case and its language."""
    rows = [concept_rows_of(words, code) for words, code in texts]
    ends = list(accumulate(map(len, rows), initial=0))
    return np.fromiter(chain.from_iterable(rows), np.int64, ends[-1]), np.array(ends)


def concept_rows_of(words: Sequence[str], code: str | None) -> list[int]:
    """Rows of the concepts of a text's words, in order, then of their kinds: odd ones plain, even ones negated. First
    stands 0, which every text has."""
    rows = [row for row in map(dictionary(code or "").get, words) if row]
    if not _negations().isdisjoint(rows):
        rows = _mark_negated(rows)
    return [0, *rows, *map(_kinds().__getitem__, rows)]


def _mark_negated(rows: Sequence[int]) -> list[int]:
    negations, result, left = _negations(), [], 0
    for row in rows:
        is_negation = row in negations
        result.append(row + (left > 0 and not is_negation))
        left = _REACH if is_negation else left - 1
    return result


@lru_cache(maxsize=32)
def dictionary(code: str) -> dict[str, int]:
    """Word -> row of its concept; empty for a language that the table does not have."""
    titles, *lines = _table()
    if (written := LEXICON_OF.get(code, code)) not in titles:
        return {}
    column = titles.index(written)
    return {word: 2 * i + 1 for i, line in enumerate(lines) for word in line[column].split(" ") if word}


@lru_cache(maxsize=1)
def concept_row_count() -> int:
    """How many rows there are."""
    return max(_kinds()) + 1


@lru_cache(maxsize=1)
def _kinds() -> list[int]:
    """The row of the kind of each row."""
    kinds = [line[1] for line in _table()[1:]]
    first = 2 * len(kinds) + 1
    place = {kind: first + 2 * i for i, kind in enumerate(sorted(set(kinds)))}
    return [0, *chain.from_iterable((place[kind], place[kind] + 1) for kind in kinds)]


@lru_cache(maxsize=1)
def _negations() -> frozenset[int]:
    return frozenset(2 * i + 1 for i, line in enumerate(_table()[1:]) if line[0] in _NEGATIONS)


@lru_cache(maxsize=1)
def _table() -> list[list[str]]:
    text = files("pipelines.tags.sentiment").joinpath("concepts.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]
