"""Held-out scores: each example scored by a table that was fitted without it, or without any of its group."""

from collections.abc import Callable, Sequence

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

from listener.training.counts import said_rows
from listener.training.heads import Counted, part
from pipelines.tags.classify import Floats, Table, scores
from pipelines.tags.features import features
from pipelines.tags.words import clean

FOLDS = 5
BATCH = 256


def scored(table: Table, examples: Counted) -> Floats:
    """Scores of examples by a table, in batches as the tagger does it."""
    texts = [clean(each.text) for each in examples.examples]
    cues = [tuple(row) for row in examples.counts.cues.tolist()]
    pieces = []
    for i in range(0, len(texts), BATCH):
        meant = said_rows(examples.counts.meanings[i : i + BATCH]) if len(table.meanings) else None
        pieces.append(scores(table, *features(texts[i : i + BATCH])[:2], cues[i : i + BATCH], meant))
    return np.vstack(pieces)


def held_out(
    fit: Callable[[Counted], Table], examples: Counted, chosen: Sequence[int], extra: Sequence[int]
) -> Floats:
    """Scores of the `chosen` examples, each by a table fitted on the other chosen ones and all `extra` ones."""
    rows = np.array(chosen)
    labels = np.array([examples.examples[i].label for i in chosen])
    groups = np.array([examples.examples[i].group for i in chosen])
    grouped = len(set(groups)) > FOLDS
    splitter = (StratifiedGroupKFold if grouped else StratifiedKFold)(FOLDS, shuffle=True, random_state=0)
    result: Floats | None = None
    for train, test in splitter.split(rows, labels, groups if grouped else None):
        fitted = fit(part(examples, [*rows[train], *extra]))
        said = scored(fitted, part(examples, list(rows[test])))
        result = np.zeros((len(rows), said.shape[1])) if result is None else result
        result[test] = said
    assert result is not None
    return result
