"""What the classifiers say of a batch of readings: probabilities by head, each reading by its language's table."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from pipelines.tags.classify import Floats, Table, logistic, scores, softmax, some
from pipelines.tags.copies import clusters
from pipelines.tags.features import features
from pipelines.tags.reading import Reading
from pipelines.tags.weights import card, table

BATCH = 256  # texts at once: enough to spread numpy's cost, little enough to stay in cache
DIGITS = 4  # probabilities are told to so many; differences below are the machine's
_NORDIC = ("nb", "nn", "da", "sv")
_TABLES = frozenset(("ar", "de", "en", "es", "fr", "hi", "it", "pt"))

Probabilities = tuple[float, ...]
_KINDS = ("emotion", "participation", "sentiment", "speech")  # of heads, in the order of Scores
_SILENT: tuple[Probabilities, ...] = ((),) * len(_KINDS)


class Scores(NamedTuple):
    """Probabilities in the order of their enum; empty where the language has no such classifier."""

    copy: int | None = None  # cluster of near-identical text
    emotions: Probabilities = ()
    participation: Probabilities = ()  # at the natural balance of classes, calibrated
    sentiment: Probabilities = ()  # negative, neutral, positive
    speech: Probabilities = ()  # EXP, OTH, QUE, REQ, STM, SUG, THT


def table_of(code: str | None) -> str | None:
    """The table that speaks a language, or None."""
    return "nordic" if code in _NORDIC else code if code in _TABLES else None


def score(readings: Sequence[Reading]) -> list[Scores]:
    """Scores of each reading, in order; the same alone as in any batch."""
    return [each for i in range(0, len(readings), BATCH) for each in _batch(readings[i : i + BATCH])]


def _batch(readings: Sequence[Reading]) -> list[Scores]:
    names = [table_of(each.tongue.code) for each in readings]
    counted = features([each.text for each in readings])
    said: list[tuple[Probabilities, ...]] = [_SILENT] * len(readings)
    for name in sorted(set(filter(None, names))):
        chosen = [i for i, each in enumerate(names) if each == name]
        spoken = table(name)
        scored = scores(spoken, *some(counted, chosen), [readings[i].cues for i in chosen])
        for i, probabilities in zip(chosen, _said(spoken, scored), strict=True):
            said[i] = probabilities
    return [Scores(copy, *each) for each, copy in zip(said, clusters(counted), strict=True)]


def _said(spoken: Table, scored: Floats) -> Iterable[tuple[Probabilities, ...]]:
    """Probabilities of each text by kind of head, in the order of Scores."""
    blank: list[Probabilities] = [()] * len(scored)
    parts = {kind: _tuples(kind, scored[:, at]) for kind, at in groups(spoken.heads).items()}
    return zip(*(parts.get(kind, blank) for kind in _KINDS), strict=True)


def groups(heads: Sequence[str]) -> dict[str, slice]:
    """Head kind -> where its heads stand; heads of a kind stand together."""
    kinds = [head.split(":")[0] for head in heads]
    return {kind: slice(kinds.index(kind), kinds.index(kind) + kinds.count(kind)) for kind in dict.fromkeys(kinds)}


def _tuples(kind: str, scored: Floats) -> list[Probabilities]:
    if kind == "emotion":
        said = logistic(scored)
    elif kind == "participation":
        said = natural(scored, card()["participation"])
    else:
        said = softmax(scored)
    return [tuple(row) for row in np.round(said, DIGITS).tolist()]


def natural(scored: Floats, calibration: dict[str, float]) -> Floats:
    """Participation calibrated: scores sharpened by `sharpness`, `none` moved by `none` to the natural balance."""
    moved = scored * calibration["sharpness"]
    moved[:, 0] += calibration["none"]
    return softmax(moved)
