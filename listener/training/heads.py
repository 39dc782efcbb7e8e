"""Which heads are fitted on which sets. One function a table; `evaluate` fits the same on parts of the same sets."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from listener.training import counts, fit
from listener.training.counts import Counts
from listener.training.data import Example
from listener.training.fit import Head, Norms
from models.tags import Emotion, Participation
from pipelines.tags.linear.weighting import WeightTable
from pipelines.tags.text.tokens import clean

SENTIMENTS = ("negative", "neutral", "positive")
PARTICIPATIONS = tuple(each.value for each in Participation)
SPEECH = ("EXP", "OTH", "QUE", "REQ", "STM", "SUG", "THT")
HUMAN = 2.0  # a person's label of participation counts as two of a machine's


class Counted(NamedTuple):
    """Examples with what the tagger sees of them."""

    examples: Sequence[Example]
    counts: Counts


Sets = Sequence[tuple[Counted, float]]  # examples, and how much each of them counts


def counted(examples: Sequence[Example]) -> Counted:
    """Read the examples once; every head is fitted on the result."""
    return Counted(examples, counts.count([each.text for each in examples], [each.language for each in examples]))


def part(whole: Counted, chosen: Sequence[int]) -> Counted:
    """Some of the examples."""
    return Counted([whole.examples[i] for i in chosen], counts.subset(whole.counts, np.array(chosen, dtype=np.int64)))


def found(whole: Counted, code: str) -> Counted:
    """The examples that the tagger finds to be in a language: those its table will have to speak for."""
    return part(whole, np.flatnonzero(whole.counts.tongues == code).tolist())


def english(
    emotions: Counted | None, participation: Counted | None, speech: Counted | None, sentiment: Sets = ()
) -> WeightTable:
    """The English table, by n-grams and cues alone. What is None is left out, for measuring one set alone."""
    emotions, participation, speech = (each and meaningless(each) for each in (emotions, participation, speech))
    sentiment = [(meaningless(each), weight) for each, weight in sentiment]
    given = [each for each in (emotions, participation, speech, *(each for each, _ in sentiment)) if each is not None]
    norms = fit.norms_of(counts.stacked([each.counts for each in given]))
    heads: list[Head] = []
    if emotions:
        heads += _emotions(emotions, norms)
    if participation:
        heads += _participation(participation, norms)
    if speech:
        heads += _speech(speech, norms)
    if sentiment:
        heads += _sentiment(sentiment, norms)
    return fit.table(heads, norms)


def tone(sets: Sets) -> WeightTable:
    """The table of a language that has sentiment alone, from the sets that it is learned from."""
    norms = fit.norms_of(counts.stacked([each.counts for each, _ in sets]))
    return fit.table(_sentiment(sets, norms), norms)


def languages(examples: Sequence[Example]) -> WeightTable:
    """The table that tells languages apart, in the order in which they come; by n-grams alone."""
    spoken = [each.language for each in examples]
    grams = counts.grams([clean(each.text) for each in examples])
    return fit.likelihoods("language", tuple(dict.fromkeys(spoken)), grams, np.array(spoken))


def meaningless(examples: Counted) -> Counted:
    """Examples without what their words mean."""
    return Counted(examples.examples, counts.meaningless(examples.counts))


def _emotions(examples: Counted, norms: Norms) -> list[Head]:
    x = fit.matrix(examples.counts, norms)
    has = {each: np.array([each.value in example.labels for example in examples.examples]) for each in Emotion}
    return [fit.binary(f"emotion:{each.value}", x, has[each], c=3.0) for each in Emotion]


def _participation(examples: Counted, norms: Norms) -> list[Head]:
    y = np.array([each.label for each in examples.examples])
    weights = np.array([HUMAN if each.group == "human" else 1.0 for each in examples.examples])
    x = fit.matrix(examples.counts, norms)
    return fit.several("participation", PARTICIPATIONS, x, y, c=3.0, balanced=True, weights=weights)


def _speech(examples: Counted, norms: Norms) -> list[Head]:
    y = np.array([each.label for each in examples.examples])
    return fit.several("speech", SPEECH, fit.matrix(examples.counts, norms), y, c=5.0, balanced=True)


def _sentiment(sets: Sets, norms: Norms) -> list[Head]:
    usable = [(part(each, [i for i, e in enumerate(each.examples) if e.label]), weight) for each, weight in sets]
    y = np.array([example.label for each, _ in usable for example in each.examples])
    weights = np.concatenate([np.full(len(each.examples), weight) for each, weight in usable])
    x = fit.matrix(counts.stacked([each.counts for each, _ in usable]), norms)
    return fit.rivals("sentiment", SENTIMENTS, x, y, c=4.0, weights=weights)
