"""Which heads are fitted on which sets. One function a table; `evaluate` fits the same on parts of the same sets."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from listener.training import fit
from listener.training.data import Example
from listener.training.fit import Counts, Head
from models.tags import Emotion, Participation
from pipelines.tags.classify import Table
from pipelines.tags.cues import NAMES

SENTIMENTS = ("negative", "neutral", "positive")
PARTICIPATIONS = tuple(each.value for each in Participation)
SPEECH = ("EXP", "OTH", "QUE", "REQ", "STM", "SUG", "THT")
HUMAN = 2.0  # a person's label of participation counts as two of a machine's
NEIGHBOURS = {"vader": 0.5, "goemotions": 0.15, "mixed": 0.3}  # how much other English texts count in sentiment


class Counted(NamedTuple):
    """Examples with what the tagger sees of them."""

    examples: Sequence[Example]
    counts: Counts


def counted(examples: Sequence[Example]) -> Counted:
    """Read the examples once; every head is fitted on the result."""
    return Counted(examples, fit.count([each.text for each in examples], [each.language for each in examples]))


def part(whole: Counted, chosen: Sequence[int]) -> Counted:
    """Some of the examples."""
    return Counted([whole.examples[i] for i in chosen], fit.subset(whole.counts, np.array(chosen, dtype=np.int64)))


def found(whole: Counted, code: str) -> Counted:
    """The examples that the tagger finds to be in a language: those its table will have to speak for."""
    return part(whole, np.flatnonzero(whole.counts.tongues == code).tolist())


def in_english(sentiment: Counted, vader: Counted, goemotions: Counted) -> dict[str, Counted]:
    """What English sentiment is fitted on: its own tweets, English ones among other languages', and other sets."""
    here = found(sentiment, "en")
    own = [i for i, each in enumerate(here.examples) if each.language == "en"]
    mixed = [i for i, each in enumerate(here.examples) if each.language != "en"]
    return {"umsab": part(here, own), "mixed": part(here, mixed), "vader": vader, "goemotions": goemotions}


def english(
    emotions: Counted | None, participation: Counted | None, speech: Counted | None, sentiment: dict[str, Counted]
) -> Table:
    """The English table. What is None is left out, for measuring one set alone."""
    given = [each for each in (emotions, participation, speech, *sentiment.values()) if each is not None]
    norms = fit.norms_of(fit.stacked([each.counts for each in given]).grams)
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


def other(sentiment: Counted) -> Table:
    """The table of a language that has sentiment alone."""
    norms = fit.norms_of(sentiment.counts.grams)
    return fit.table(_sentiment({"umsab": sentiment}, norms), norms)


def nordic(sentiment: Counted) -> Table:
    """Sentiment from cues alone, fitted where we have labels, for languages where we have none."""
    y = np.array([each.label for each in sentiment.examples])
    tone = [i for i, name in enumerate(NAMES) if name in NORDIC_CUES]
    x = np.zeros_like(sentiment.counts.cues)
    x[:, tone] = sentiment.counts.cues[:, tone]
    blank = sentiment.counts._replace(grams=sentiment.counts.grams * 0, cues=x)
    norms = np.ones(blank.grams.shape[1], dtype=np.int64)
    return fit.table(fit.several("sentiment", SENTIMENTS, fit.matrix(blank, norms), y, c=1.0), norms)


KINDRED = ("de", "es", "fr", "it", "pt")  # what the Nordic table is fitted on
NORDIC_CUES = ("tone", "good", "bad", "strength", "very-good", "very-bad", "smile", "frown", "exclaims")


def _emotions(examples: Counted, norms: NDArray[np.int64]) -> list[Head]:
    x = fit.matrix(examples.counts, norms)
    has = {each: np.array([each.value in example.labels for example in examples.examples]) for each in Emotion}
    return [fit.binary(f"emotion:{each.value}", x, has[each], c=3.0) for each in Emotion]


def _participation(examples: Counted, norms: NDArray[np.int64]) -> list[Head]:
    y = np.array([each.label for each in examples.examples])
    weights = np.array([HUMAN if each.group == "human" else 1.0 for each in examples.examples])
    x = fit.matrix(examples.counts, norms)
    return fit.several("participation", PARTICIPATIONS, x, y, c=3.0, balanced=True, weights=weights)


def _speech(examples: Counted, norms: NDArray[np.int64]) -> list[Head]:
    y = np.array([each.label for each in examples.examples])
    return fit.several("speech", SPEECH, fit.matrix(examples.counts, norms), y, c=5.0, balanced=True)


def _sentiment(sets: dict[str, Counted], norms: NDArray[np.int64]) -> list[Head]:
    usable = {name: part(each, [i for i, e in enumerate(each.examples) if e.label]) for name, each in sets.items()}
    y = np.array([example.label for each in usable.values() for example in each.examples])
    weights = np.concatenate(
        [np.full(len(each.examples), NEIGHBOURS.get(name, 1.0)) for name, each in usable.items()]
    )
    x = fit.matrix(fit.stacked([each.counts for each in usable.values()]), norms)
    return fit.rivals("sentiment", SENTIMENTS, x, y, c=4.0, weights=weights)
