"""Held-out scores: each example scored by a table that was fitted without it, or without any of its group."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
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


def held_out_by_forum(
    fit: Callable[[CountedTexts], WeightTable], examples: CountedTexts, chosen: Sequence[int], extra: Sequence[int]
) -> FloatArray:
    """Scores of the `chosen` examples, each by a table that saw nothing of its forum, and no twin of it."""
    pieces = []
    for seen, rest in _split_forums(examples.examples, chosen, extra):
        held = select_examples(examples, [chosen[i] for i in rest])
        pieces.append((rest, score_examples(fit(select_examples(examples, seen)), held)))
    order = np.argsort(np.concatenate([rest for rest, _ in pieces]))
    scores: FloatArray = np.vstack([said for _, said in pieces])[order]
    return scores


def predict_baseline_by_forum(
    examples: Sequence[LabelledText], chosen: Sequence[int], extra: Sequence[int]
) -> Labels:
    """What tf-idf and logistic regression say of the chosen examples, fitted on the same texts."""
    said = np.full(len(chosen), "", dtype=object)
    for seen, rest in _split_forums(examples, chosen, extra):
        labels, held = np.array([examples[i].label for i in seen]), [examples[chosen[i]].text for i in rest]
        said[rest] = predict_by_tfidf([examples[i].text for i in seen], labels, held)
    return said.astype(str)


def _split_forums(
    examples: Sequence[LabelledText], chosen: Sequence[int], extra: Sequence[int]
) -> Iterator[tuple[list[int], NDArray[np.int64]]]:
    """In turn what may be fitted on, and which of the `chosen` are held out.

    Left out of the `extra` examples are those from a forum that is held out, and the twins of those held out:
    texts to which one of these is the likest. Labels were handed on along such likeness, or texts written after it.
    """
    some, others, twin = np.array(chosen), np.array(extra), find_likest(examples, chosen, extra)
    forums = np.array([each.forum for each in examples])
    labels = np.array([examples[i].label for i in chosen])
    splitter = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    for fold, rest in splitter.split(labels, labels, forums[some]):
        seen = others[np.isin(twin, fold) & ~np.isin(forums[others], forums[some[rest]])] if len(others) else others
        yield [*some[fold].tolist(), *seen.tolist()], rest


def find_likest(examples: Sequence[LabelledText], among: Sequence[int], of: Sequence[int]) -> NDArray[np.int64]:
    """For each of some texts which of others is the likest to it, by the cosine of their words' tf-idf."""
    words = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit([each.text for each in examples])
    theirs, ours = (words.transform([examples[i].text for i in some]) for some in (of, among))
    return np.asarray((theirs @ ours.T).argmax(axis=1)).ravel() if len(of) else np.zeros(0, np.int64)


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
