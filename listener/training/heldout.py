"""The shipped tagger on files that nobody fitted on: the same figures as suites.py, from the tags as they come out.

A folder laid out as ../shared/data, with files of the same columns; whichever of FILES is there is measured.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from listener.training import calibrate, data, heads, measures
from listener.training.data import Example
from listener.training.rows import Row, post
from models.tags import Emotion, Tags
from pipelines.tags import Tagger
from pipelines.tags.classifiers.scoring import score_documents
from pipelines.tags.document import read_documents

FILES = ("test.csv", "held_out.csv", "heldout.csv")
HOW = "the shipped tagger, on a file that it was not fitted on"


def measure(root: Path) -> Iterator[Row]:
    """Every figure for which the folder has a file."""
    for name, suite in SUITES.items():
        for file in FILES:
            if (root / name / file).exists():
                yield from suite(data.READERS[name](root / name / file))


def _tags(examples: Sequence[Example]) -> list[Tags]:
    return Tagger().tag([post(each.text, each.language) for each in examples])


def _sentiment(examples: Sequence[Example]) -> Iterator[Row]:
    said = np.array([each.sentiment.label if each.sentiment else "none" for each in _tags(examples)])
    truth = np.array([each.label for each in examples])
    codes = np.array([each.language for each in examples])
    each_of = [(truth[codes == code], said[codes == code]) for code in sorted(set(codes))]
    for code, (true, our) in zip(sorted(set(codes)), each_of, strict=True):
        yield Row("umsab_sentiment", f"sentiment {code}: macro-F1", _three(true, our), len(true), how=HOW)
    mean = measures.mean_macro_f1([true for true, _ in each_of], [our for _, our in each_of], heads.SENTIMENTS)
    yield Row("umsab_sentiment", "sentiment, mean of languages: macro-F1", mean, len(truth), target=0.62, how=HOW)


def _three(truth: measures.Labels, said: measures.Labels) -> measures.Figure:
    return measures.macro_f1(truth, said, heads.SENTIMENTS)


def _emotions(examples: Sequence[Example]) -> Iterator[Row]:
    tags = _tags(examples)
    said = np.array([[each in tagged.emotions for each in Emotion] for tagged in tags]).astype(int)
    truth = np.array([[each.value in example.labels for each in Emotion] for example in examples]).astype(int)
    yield Row("goemotions", "emotions: macro-F1", measures.macro_f1(truth, said), len(truth), target=0.55, how=HOW)


def _participation(examples: Sequence[Example]) -> Iterator[Row]:
    said = np.array([each.participation.value for each in _tags(examples)])
    truth = np.array([each.label for each in examples])
    alike = np.ones(len(truth))
    binary = measures.weighted_f1(truth != "none", said != "none", alike)
    yield Row("collective_action", "participation, binary: weighted F1", binary, len(truth), target=0.71, how=HOW)
    five = measures.macro_f1_weighted(truth, said, alike)
    yield Row("collective_action", "participation, five-way: macro-F1", five, len(truth), target=0.40, how=HOW)
    yield _stage(examples)


def _stage(examples: Sequence[Example]) -> Row:
    tags = _tags(examples)
    right = np.array([each.stage is calibrate.stage_of(one.label) for each, one in zip(tags, examples, strict=True)])
    error = measures.calibration_error(right, np.array([each.stage_probability for each in tags]), np.ones(len(tags)))
    figure = measures.Figure(round(error, 4), round(error, 4), round(error, 4))
    return Row("collective_action", "stage: expected calibration error", figure, len(tags), target=0.05, how=HOW)


def _speech(examples: Sequence[Example]) -> Iterator[Row]:
    scores = score_documents(read_documents([each.text for each in examples], ["en"] * len(examples)))
    said = np.array([heads.SPEECH[int(np.argmax(each.speech))] if each.speech else "OTH" for each in scores])
    truth = np.array([each.label for each in examples])
    yield Row(
        "tweet_act", "speech acts, seven: macro-F1", measures.macro_f1(truth, said), len(truth), target=0.60, how=HOW
    )


SUITES = {
    "umsab_sentiment": _sentiment,
    "goemotions": _emotions,
    "collective_action": _participation,
    "tweet_act": _speech,
}
