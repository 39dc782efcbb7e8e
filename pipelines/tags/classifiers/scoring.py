"""What the classifiers say of a batch of readings: probabilities by head, each reading by its language's table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np

from models.tags import Emotion
from pipelines.tags.classifiers.emotions import emotions_above
from pipelines.tags.document import Document
from pipelines.tags.language.nordic import NORDIC
from pipelines.tags.linear.weighting import FloatArray, logistic, score_heads, softmax
from pipelines.tags.linear.weights import load_table, model_card
from pipelines.tags.sentiment.concepts import concept_rows
from pipelines.tags.text.near_copies import copy_clusters
from pipelines.tags.text.ngrams import HashedNgrams, Rows, hash_ngrams

_BATCH = 256  # texts at once: enough to spread numpy's cost, little enough to stay in cache
_DIGITS = 4  # probabilities are told to so many; differences below are the machine's
_TABLES = frozenset(("ar", "de", "en", "es", "fr", "hi", "it", "pt"))

Probabilities = Sequence[float]
Said = Sequence[float] | Sequence[Emotion]  # by one kind of head
_KINDS = ("emotion", "participation", "sentiment", "speech")  # of heads, in the order of Scores
_SILENT: tuple[Said, ...] = ((),) * len(_KINDS)


class Scores(NamedTuple):
    """Probabilities in the order of their enum, and the emotions; empty where the language has no such classifier."""

    copy: int | None = None  # cluster of near-identical text
    emotions: tuple[Emotion, ...] = ()
    participation: Probabilities = ()  # at the natural balance of classes, calibrated
    sentiment: Probabilities = ()  # negative, neutral, positive
    speech: Probabilities = ()  # EXP, OTH, QUE, REQ, STM, SUG, THT


def table_of(code: str | None) -> str | None:
    """The table that speaks a language, or None."""
    return "nordic" if code in NORDIC else code if code in _TABLES else None


def score_documents(readings: Sequence[Document]) -> list[Scores]:
    """Scores of each reading, in order; the same alone as in any batch."""
    return [each for i in range(0, len(readings), _BATCH) for each in _batch(readings[i : i + _BATCH])]


def _batch(readings: Sequence[Document]) -> list[Scores]:
    names = [table_of(each.language.code) or "" for each in readings]
    order = sorted(range(len(readings)), key=names.__getitem__)  # those of a table together
    counted = hash_ngrams([readings[i].text for i in order])
    copies = copy_clusters(counted)
    result: list[Scores] = [Scores()] * len(readings)
    end = 0
    for name, many in sorted(Counter(names).items()):
        begin, end = end, end + many
        some = [readings[i] for i in order[begin:end]]
        said = _said(name, counted.starts[begin : end + 1], counted, some) if name else repeat(_SILENT)
        for i, copy, each in zip(order[begin:end], copies[begin:end], said, strict=False):
            result[i] = Scores(copy, *each)
    return result


def _said(name: str, starts: Rows, counted: HashedNgrams, readings: Sequence[Document]) -> Iterable[tuple[Any, ...]]:
    """What is said of each text by each kind of head, in the order of Scores."""
    spoken, cues = load_table(name), [each.cues for each in readings]
    meanings = (
        concept_rows([(each.tokens.lower, each.language.code) for each in readings]) if len(spoken.meanings) else None
    )
    scored = score_heads(spoken, counted.rows[starts[0] : starts[-1]], starts - starts[0], cues, meanings)
    blank: list[Said] = [()] * len(scored)
    parts = {kind: _told(kind, scored[:, at]) for kind, at in head_slices(spoken.heads).items()}
    return zip(*(parts.get(kind, blank) for kind in _KINDS), strict=True)


def head_slices(heads: Sequence[str]) -> dict[str, slice]:
    """Head kind -> where its heads stand; heads of a kind stand together."""
    kinds = [head.split(":")[0] for head in heads]
    return {kind: slice(kinds.index(kind), kinds.index(kind) + kinds.count(kind)) for kind in dict.fromkeys(kinds)}


def _told(kind: str, scored: FloatArray) -> Sequence[Said]:
    """What one kind of head says of each text."""
    if kind == "emotion":
        return emotions_above(np.round(logistic(scored), _DIGITS), model_card()["emotions"])
    said = (
        calibrate_participation(scored, model_card()["participation"]) if kind == "participation" else softmax(scored)
    )
    rounded: list[Probabilities] = np.round(said, _DIGITS).tolist()
    return rounded


def calibrate_participation(scored: FloatArray, calibration: dict[str, float]) -> FloatArray:
    """Participation calibrated: scores sharpened by `sharpness`, `none` moved by `none` to the natural balance."""
    moved = scored * calibration["sharpness"]
    moved[:, 0] += calibration["none"]
    return softmax(moved)
