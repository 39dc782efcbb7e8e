"""Held-out scores: each example scored by a table that was fitted without it, or without any of its group."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

from listener.training.counts import said_rows
from listener.training.data import Example
from listener.training.heads import Counted, part
from listener.training.measures import Labels, tfidf
from pipelines.tags.linear.weighting import FloatArray, WeightTable, score_heads
from pipelines.tags.text.ngrams import hash_ngrams
from pipelines.tags.text.tokens import clean

FOLDS = 5
BATCH = 256


def scored(table: WeightTable, examples: Counted) -> FloatArray:
    """Scores of examples by a table, in batches as the tagger does it."""
    texts = [clean(each.text) for each in examples.examples]
    cues = [tuple(row) for row in examples.counts.cues.tolist()]
    pieces = []
    for i in range(0, len(texts), BATCH):
        meant = said_rows(examples.counts.meanings[i : i + BATCH]) if len(table.meanings) else None
        pieces.append(score_heads(table, *hash_ngrams(texts[i : i + BATCH])[:2], cues[i : i + BATCH], meant))
    return np.vstack(pieces)


def held_out(
    fit: Callable[[Counted], WeightTable], examples: Counted, chosen: Sequence[int], extra: Sequence[int]
) -> FloatArray:
    """Scores of the `chosen` examples, each by a table fitted on the other chosen ones and all `extra` ones."""
    parts = list(_folds([examples.examples[i] for i in chosen]))
    rows = np.array(chosen)
    said = [scored(fit(part(examples, [*rows[a], *extra])), part(examples, list(rows[b]))) for a, b in parts]
    result = np.zeros((len(rows), said[0].shape[1]))
    for (_, test), each in zip(parts, said, strict=True):
        result[test] = each
    return result


def baseline(chosen: Sequence[Example], extra: Sequence[Example]) -> Labels:
    """What tf-idf and logistic regression say of the chosen examples, on the same folds and with the same `extra`."""
    said = np.full(len(chosen), "", dtype=object)
    for train, test in _folds(chosen):
        fit_on = [*(chosen[i] for i in train), *extra]
        labels = np.array([each.label for each in fit_on])
        said[test] = tfidf([each.text for each in fit_on], labels, [chosen[i].text for i in test])
    return said.astype(str)


def _folds(examples: Sequence[Example]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """What is fitted on and what is measured, in turn; what is of one group stays together."""
    labels, groups = (np.array(each) for each in zip(*((each.label, each.group) for each in examples), strict=True))
    grouped = len(set(groups)) > FOLDS
    splitter = (StratifiedGroupKFold if grouped else StratifiedKFold)(FOLDS, shuffle=True, random_state=0)
    yield from splitter.split(labels, labels, groups if grouped else None)
