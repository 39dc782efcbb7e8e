"""The classifiers' probabilities for a batch of documents, each by the table of its language."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np

from models.tags import Emotion
from pipelines.tags.classifiers.cues import read_cues
from pipelines.tags.classifiers.emotions import emotions_above
from pipelines.tags.document import Document
from pipelines.tags.languages import LANGUAGES
from pipelines.tags.linear import (
    FloatArray,
    TextRows,
    WeightTable,
    load_table,
    logistic,
    model_card,
    score_heads,
    softmax,
)
from pipelines.tags.sentiment import concept_rows
from pipelines.tags.text import HashedNgrams, copy_clusters, hash_ngrams

_BATCH = 256  # texts at once: enough to spread numpy's cost, little enough to stay in cache
_DIGITS = 4  # of a probability: differences below are rounding errors that vary by machine

Probabilities = Sequence[float]
Output = Sequence[float] | Sequence[Emotion]  # of one kind of head
_KINDS = ("emotion", "participation", "sentiment", "speech")  # of heads, in the order of Scores
_NO_OUTPUT: tuple[Output, ...] = ((),) * len(_KINDS)


class Scores(NamedTuple):
    """Probabilities in the order of their enum, and the emotions; empty where the language has no such classifier."""

    copy: int | None = None  # cluster of near-identical text
    emotions: tuple[Emotion, ...] = ()
    participation: Probabilities = ()  # at the natural balance of classes, calibrated
    sentiment: Probabilities = ()  # negative, neutral, positive
    speech: Probabilities = ()  # EXP, OTH, QUE, REQ, STM, SUG, THT


def table_name(code: str | None) -> str | None:
    """The table that scores a language, or None."""
    return LANGUAGES[code].table if code in LANGUAGES else None


def score(documents: Sequence[Document]) -> list[Scores]:
    """Scores of each document, in order; the same alone as in any batch."""
    return [each for i in range(0, len(documents), _BATCH) for each in _score_batch(documents[i : i + _BATCH])]


def _score_batch(documents: Sequence[Document]) -> list[Scores]:
    names = [table_name(each.language.code) or "" for each in documents]
    order = sorted(range(len(documents)), key=names.__getitem__)  # those of a table together
    ngrams = hash_ngrams([documents[i].text for i in order])
    copies = copy_clusters(ngrams)
    scores: list[Scores] = [Scores()] * len(documents)
    end = 0
    for name, count in sorted(Counter(names).items()):
        begin, end = end, end + count
        some = [documents[i] for i in order[begin:end]]
        outputs = _outputs(load_table(name), _rows(ngrams, begin, end), some) if name else repeat(_NO_OUTPUT)
        for i, copy, each in zip(order[begin:end], copies[begin:end], outputs, strict=False):
            scores[i] = Scores(copy, *each)
    return scores


def _rows(ngrams: HashedNgrams, begin: int, end: int) -> TextRows:
    """The rows of some of the texts."""
    starts = ngrams.starts[begin : end + 1]
    return ngrams.rows[starts[0] : starts[-1]], starts - starts[0]


def _outputs(table: WeightTable, rows: TextRows, documents: Sequence[Document]) -> Iterable[tuple[Any, ...]]:
    """The outputs of each kind of head for each text, in the order of Scores."""
    words = [(each.tokens.lower, each.language.code) for each in documents] if len(table.concepts) else None
    concepts = concept_rows(words) if words else None
    scored = score_heads(table, rows, list(map(read_cues, documents)), concepts)
    blank: list[Output] = [()] * len(scored)
    parts = {kind: _output_of(kind, scored[:, at]) for kind, at in head_slices(table.heads).items()}
    return zip(*(parts.get(kind, blank) for kind in _KINDS), strict=True)


def head_slices(heads: Sequence[str]) -> dict[str, slice]:
    """Head kind -> where its heads stand; heads of a kind stand together."""
    kinds = [head.split(":")[0] for head in heads]
    return {kind: slice(kinds.index(kind), kinds.index(kind) + kinds.count(kind)) for kind in dict.fromkeys(kinds)}


def _output_of(kind: str, scored: FloatArray) -> Sequence[Output]:
    """The emotions, or the probabilities, that one kind of head gives each text."""
    if kind == "emotion":
        return emotions_above(np.round(logistic(scored), _DIGITS), model_card()["emotions"])
    is_participation = kind == "participation"
    shares = calibrate_participation(scored, model_card()[kind]) if is_participation else softmax(scored)
    rounded: list[Probabilities] = np.round(shares, _DIGITS).tolist()
    return rounded


def calibrate_participation(scored: FloatArray, calibration: dict[str, float]) -> FloatArray:
    """Participation calibrated: scores sharpened by `sharpness`, `none` moved by `none` to the natural balance."""
    moved = scored * calibration["sharpness"]
    moved[:, 0] += calibration["none"]
    return softmax(moved)
