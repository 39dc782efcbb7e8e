"""What the classifiers say of a batch of readings: probabilities by head, each reading by its language's table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np

from models.tags import Emotion
from pipelines.tags.classifiers.emotions import emotions
from pipelines.tags.classifiers.features import Features, Rows, features
from pipelines.tags.classifiers.linear import Floats, logistic, scores, softmax
from pipelines.tags.classifiers.weights import card, table
from pipelines.tags.document import Document
from pipelines.tags.language.scandinavian import CODES
from pipelines.tags.sentiment.concepts import meant
from pipelines.tags.text.near_copies import clusters

BATCH = 256  # texts at once: enough to spread numpy's cost, little enough to stay in cache
DIGITS = 4  # probabilities are told to so many; differences below are the machine's
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
    return "nordic" if code in CODES else code if code in _TABLES else None


def score(readings: Sequence[Document]) -> list[Scores]:
    """Scores of each reading, in order; the same alone as in any batch."""
    return [each for i in range(0, len(readings), BATCH) for each in _batch(readings[i : i + BATCH])]


def _batch(readings: Sequence[Document]) -> list[Scores]:
    names = [table_of(each.tongue.code) or "" for each in readings]
    order = sorted(range(len(readings)), key=names.__getitem__)  # those of a table together
    counted = features([readings[i].text for i in order])
    copies = clusters(counted)
    result: list[Scores] = [Scores()] * len(readings)
    end = 0
    for name, many in sorted(Counter(names).items()):
        begin, end = end, end + many
        some = [readings[i] for i in order[begin:end]]
        said = _said(name, counted.starts[begin : end + 1], counted, some) if name else repeat(_SILENT)
        for i, copy, each in zip(order[begin:end], copies[begin:end], said, strict=False):
            result[i] = Scores(copy, *each)
    return result


def _said(name: str, starts: Rows, counted: Features, readings: Sequence[Document]) -> Iterable[tuple[Any, ...]]:
    """What is said of each text by each kind of head, in the order of Scores."""
    spoken, cues = table(name), [each.cues for each in readings]
    meanings = meant([(each.tokens.lower, each.tongue.code) for each in readings]) if len(spoken.meanings) else None
    scored = scores(spoken, counted.rows[starts[0] : starts[-1]], starts - starts[0], cues, meanings)
    blank: list[Said] = [()] * len(scored)
    parts = {kind: _told(kind, scored[:, at]) for kind, at in groups(spoken.heads).items()}
    return zip(*(parts.get(kind, blank) for kind in _KINDS), strict=True)


def groups(heads: Sequence[str]) -> dict[str, slice]:
    """Head kind -> where its heads stand; heads of a kind stand together."""
    kinds = [head.split(":")[0] for head in heads]
    return {kind: slice(kinds.index(kind), kinds.index(kind) + kinds.count(kind)) for kind in dict.fromkeys(kinds)}


def _told(kind: str, scored: Floats) -> Sequence[Said]:
    """What one kind of head says of each text."""
    if kind == "emotion":
        return emotions(np.round(logistic(scored), DIGITS), card()["emotions"])
    said = natural(scored, card()["participation"]) if kind == "participation" else softmax(scored)
    rounded: list[Probabilities] = np.round(said, DIGITS).tolist()
    return rounded


def natural(scored: Floats, calibration: dict[str, float]) -> Floats:
    """Participation calibrated: scores sharpened by `sharpness`, `none` moved by `none` to the natural balance."""
    moved = scored * calibration["sharpness"]
    moved[:, 0] += calibration["none"]
    return softmax(moved)
