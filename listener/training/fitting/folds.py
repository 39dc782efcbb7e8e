"""Held-out scores: each example scored by a table that was fitted without it, or without any of its group."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

from listener.training.data.datasets import LabelledText
from listener.training.fitting.counts import expand_concepts
from listener.training.fitting.tables import CountedTexts, select_examples
from listener.training.measuring.measures import Labels, predict_by_tfidf
from pipelines.tags.linear.weighting import FloatArray, WeightTable, score_heads
from pipelines.tags.text.ngrams import hash_ngrams
from pipelines.tags.text.normal_form import clean

FOLDS = 5
_BATCH = 256


def score_examples(table: WeightTable, examples: CountedTexts) -> FloatArray:
    """Scores of examples by a table, in batches as the tagger does it."""
    texts = [clean(each.text) for each in examples.examples]
    cues = [tuple(row) for row in examples.counts.cues.tolist()]
    pieces = []
    for i in range(0, len(texts), _BATCH):
        concepts = expand_concepts(examples.counts.concepts[i : i + _BATCH]) if len(table.concepts) else None
        pieces.append(score_heads(table, hash_ngrams(texts[i : i + _BATCH])[:2], cues[i : i + _BATCH], concepts))
    return np.vstack(pieces)


def held_out_scores(
    fit: Callable[[CountedTexts], WeightTable], examples: CountedTexts, chosen: Sequence[int], extra: Sequence[int]
) -> FloatArray:
    """Scores of the `chosen` examples, each by a table fitted on the other chosen ones and all `extra` ones."""
    parts = list(_split_folds([examples.examples[i] for i in chosen]))
    rows = np.array(chosen)
    said = [
        score_examples(fit(select_examples(examples, [*rows[a], *extra])), select_examples(examples, list(rows[b])))
        for a, b in parts
    ]
    result = np.zeros((len(rows), said[0].shape[1]))
    for (_, test), each in zip(parts, said, strict=True):
        result[test] = each
    return result


def predict_baseline(chosen: Sequence[LabelledText], extra: Sequence[LabelledText]) -> Labels:
    """What tf-idf and logistic regression say of the chosen examples, on the same folds and with the same `extra`."""
    said = np.full(len(chosen), "", dtype=object)
    for train, test in _split_folds(chosen):
        fit_on = [*(chosen[i] for i in train), *extra]
        labels = np.array([each.label for each in fit_on])
        said[test] = predict_by_tfidf([each.text for each in fit_on], labels, [chosen[i].text for i in test])
    return said.astype(str)


def _split_folds(examples: Sequence[LabelledText]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """What is fitted on and what is measured, in turn; what is of one group stays together."""
    labels, groups = (np.array(each) for each in zip(*((each.label, each.group) for each in examples), strict=True))
    grouped = len(set(groups)) > FOLDS
    splitter = (StratifiedGroupKFold if grouped else StratifiedKFold)(FOLDS, shuffle=True, random_state=0)
    yield from splitter.split(labels, labels, groups if grouped else None)
