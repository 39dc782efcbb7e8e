"""Which heads are fitted on which sets. One function a table; `evaluate` fits the same on parts of the same sets."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from listener.training.data.datasets import LabelledText
from listener.training.fitting import counts, linear
from listener.training.fitting.counts import TextCounts
from listener.training.fitting.linear import FeatureNorms, LinearHead
from models.tags import Emotion, Participation
from pipelines.tags.linear.weighting import WeightTable
from pipelines.tags.text.normal_form import clean

SENTIMENTS = ("negative", "neutral", "positive")
PARTICIPATIONS = tuple(each.value for each in Participation)
SPEECH_ACTS = ("EXP", "OTH", "QUE", "REQ", "STM", "SUG", "THT")
_HUMAN_WEIGHT = 2.0  # a person's label of participation counts as two of a machine's


class CountedTexts(NamedTuple):
    """Examples with what the tagger sees of them."""

    examples: Sequence[LabelledText]
    counts: TextCounts


WeightedSets = Sequence[tuple[CountedTexts, float]]  # examples, and how much each of them counts


def count_examples(examples: Sequence[LabelledText]) -> CountedTexts:
    """Read the examples once; every head is fitted on the result."""
    return CountedTexts(
        examples, counts.count_texts([each.text for each in examples], [each.language for each in examples])
    )


def select_examples(whole: CountedTexts, chosen: Sequence[int]) -> CountedTexts:
    """Some of the examples."""
    return CountedTexts(
        [whole.examples[i] for i in chosen], counts.subset(whole.counts, np.array(chosen, dtype=np.int64))
    )


def in_language(whole: CountedTexts, code: str) -> CountedTexts:
    """The examples that the tagger finds to be in a language: those its table will have to speak for."""
    return select_examples(whole, np.flatnonzero(whole.counts.languages == code).tolist())


def fit_english(
    emotions: CountedTexts | None,
    participation: CountedTexts | None,
    speech: CountedTexts | None,
    sentiment: WeightedSets = (),
) -> WeightTable:
    """The English table, by n-grams and cues alone. What is None is left out, for measuring one set alone."""
    emotions, participation, speech = (each and without_concepts(each) for each in (emotions, participation, speech))
    sentiment = [(without_concepts(each), weight) for each, weight in sentiment]
    given = [each for each in (emotions, participation, speech, *(each for each, _ in sentiment)) if each is not None]
    norms = linear.measure_norms(counts.stack([each.counts for each in given]))
    heads: list[LinearHead] = []
    if emotions:
        heads += _fit_emotions(emotions, norms)
    if participation:
        heads += _fit_participation(participation, norms)
    if speech:
        heads += _fit_speech_acts(speech, norms)
    if sentiment:
        heads += _fit_sentiment(sentiment, norms)
    return linear.pack_table(heads, norms)


def fit_sentiment_table(sets: WeightedSets) -> WeightTable:
    """The table of a language that has sentiment alone, from the sets that it is learned from."""
    norms = linear.measure_norms(counts.stack([each.counts for each, _ in sets]))
    return linear.pack_table(_fit_sentiment(sets, norms), norms)


def fit_languages(examples: Sequence[LabelledText]) -> WeightTable:
    """The table that tells languages apart, in the order in which they come; by n-grams alone."""
    spoken = [each.language for each in examples]
    grams = counts.count_ngrams([clean(each.text) for each in examples])
    return linear.fit_naive_bayes("language", tuple(dict.fromkeys(spoken)), grams, np.array(spoken))


def without_concepts(examples: CountedTexts) -> CountedTexts:
    """Examples without their concepts."""
    return CountedTexts(examples.examples, counts.drop_concepts(examples.counts))


def _fit_emotions(examples: CountedTexts, norms: FeatureNorms) -> list[LinearHead]:
    x = linear.design_matrix(examples.counts, norms)
    has = {each: np.array([each.value in example.labels for example in examples.examples]) for each in Emotion}
    return [linear.fit_binary(f"emotion:{each.value}", x, has[each], c=3.0) for each in Emotion]


def _fit_participation(examples: CountedTexts, norms: FeatureNorms) -> list[LinearHead]:
    y = np.array([each.label for each in examples.examples])
    weights = np.array([_HUMAN_WEIGHT if each.group == "human" else 1.0 for each in examples.examples])
    x = linear.design_matrix(examples.counts, norms)
    return linear.fit_softmax("participation", PARTICIPATIONS, x, y, c=3.0, balanced=True, weights=weights)


def _fit_speech_acts(examples: CountedTexts, norms: FeatureNorms) -> list[LinearHead]:
    y = np.array([each.label for each in examples.examples])
    return linear.fit_softmax(
        "speech", SPEECH_ACTS, linear.design_matrix(examples.counts, norms), y, c=5.0, balanced=True
    )


def _fit_sentiment(sets: WeightedSets, norms: FeatureNorms) -> list[LinearHead]:
    usable = [
        (select_examples(each, [i for i, e in enumerate(each.examples) if e.label]), weight) for each, weight in sets
    ]
    y = np.array([example.label for each, _ in usable for example in each.examples])
    weights = np.concatenate([np.full(len(each.examples), weight) for each, weight in usable])
    x = linear.design_matrix(counts.stack([each.counts for each, _ in usable]), norms)
    return linear.fit_one_against_rest("sentiment", SENTIMENTS, x, y, c=4.0, weights=weights)
