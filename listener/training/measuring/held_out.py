"""The shipped tagger on files that nobody fitted on: the same figures as suites.py, from the tags as they come out.

A folder laid out as ../shared/data, with files of the same columns; whichever of FILES is there is measured. Posts
with what their authors do are in `acts`, laid out as `listener/training/data/written/acts`.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np

from listener.training.calibrating import calibration
from listener.training.data import datasets
from listener.training.data.datasets import LabelledText
from listener.training.data.written_acts import read_written_acts
from listener.training.fitting import tables
from listener.training.measuring import measures
from listener.training.measuring.measured import MeasuredFigure, make_post
from listener.training.measuring.posts_apart import measure_posts
from listener.training.measuring.story_stances import measure_declared_terms
from models.tags import Emotion, Tags
from pipelines.tags import Tagger
from pipelines.tags.classifiers import score
from pipelines.tags.document import read_documents

_FILES = ("test.csv", "held_out.csv", "heldout.csv")
_HOW = "the shipped tagger, on a file that it was not fitted on"


def measure_held_out(root: Path) -> Iterator[MeasuredFigure]:
    """Every figure for which the folder has a file."""
    for name, suite in _SUITES.items():
        for file in _FILES:
            if (root / name / file).exists():
                for figure in suite(datasets.SET_READERS[name](root / name / file)):
                    yield msgspec.structs.replace(figure, unseen=True)
    for figure in measure_posts(read_written_acts(root / "acts")):
        yield msgspec.structs.replace(figure, unseen=True)


def _tag_examples(examples: Sequence[LabelledText]) -> list[Tags]:
    return Tagger().tag([make_post(each.text, each.language) for each in examples])


def _measure_sentiment(examples: Sequence[LabelledText]) -> Iterator[MeasuredFigure]:
    for claimed, target in ((True, 0.63), (False, 0.615)):
        yield from _measure_tones("umsab_sentiment", examples, claimed, target)


def _measure_reviews(examples: Sequence[LabelledText]) -> Iterator[MeasuredFigure]:
    for claimed, target in ((True, 0.60), (False, 0.58)):
        yield from _measure_tones("norec_sentence", examples, claimed, target)


def _measure_tones(
    name: str, examples: Sequence[LabelledText], claimed: bool, target: float
) -> Iterator[MeasuredFigure]:
    """Macro-F1 in each language and its mean, with the set's claim of the language or without."""
    how = "the language claimed" if claimed else "no claim"
    posts = [make_post(each.text, each.language if claimed else None) for each in examples]
    said = np.array([each.sentiment.label if each.sentiment else "none" for each in Tagger().tag(posts)])
    truth, codes = (np.array([getattr(each, field) for each in examples]) for field in ("label", "language"))
    each_of = [(truth[codes == code], said[codes == code]) for code in sorted(set(codes))]
    for code, (true, our) in zip(sorted(set(codes)), each_of, strict=True):
        figure = measures.macro_f1(true, our, tables.SENTIMENTS)
        yield MeasuredFigure(name, f"sentiment {code}, {how}: macro-F1", figure, len(true), how=_HOW)
    mean = measures.mean_macro_f1([true for true, _ in each_of], [our for _, our in each_of], tables.SENTIMENTS)
    yield MeasuredFigure(name, f"sentiment, mean of languages, {how}: macro-F1", mean, len(truth), {}, target, _HOW)


def _measure_emotions(examples: Sequence[LabelledText]) -> Iterator[MeasuredFigure]:
    tags = _tag_examples(examples)
    said = np.array([[each in tagged.emotions for each in Emotion] for tagged in tags]).astype(int)
    truth = np.array([[each.value in example.labels for each in Emotion] for example in examples]).astype(int)
    yield MeasuredFigure(
        "goemotions", "emotions: macro-F1", measures.macro_f1(truth, said), len(truth), target=0.55, how=_HOW
    )


def _measure_participation(examples: Sequence[LabelledText]) -> Iterator[MeasuredFigure]:
    said = np.array([each.participation.value for each in _tag_examples(examples)])
    truth = np.array([each.label for each in examples])
    alike = np.ones(len(truth))
    binary = measures.weighted_f1(truth != "none", said != "none", alike)
    yield MeasuredFigure(
        "collective_action", "participation, binary: weighted F1", binary, len(truth), target=0.70, how=_HOW
    )
    five = measures.macro_f1_weighted(truth, said, alike)
    yield MeasuredFigure(
        "collective_action", "participation, five-way: macro-F1", five, len(truth), target=0.35, how=_HOW
    )
    yield _measure_stage(examples)


def _measure_stage(examples: Sequence[LabelledText]) -> MeasuredFigure:
    tags = _tag_examples(examples)
    right = np.array(
        [each.stage is calibration.stage_of_label(one.label) for each, one in zip(tags, examples, strict=True)]
    )
    error = measures.calibration_error(right, np.array([each.stage_probability for each in tags]), np.ones(len(tags)))
    figure = measures.Figure(round(error, 4), round(error, 4), round(error, 4))
    return MeasuredFigure(
        "collective_action", "stage: expected calibration error", figure, len(tags), target=0.05, how=_HOW
    )


def _measure_speech_acts(examples: Sequence[LabelledText]) -> Iterator[MeasuredFigure]:
    scores = score(read_documents([each.text for each in examples], ["en"] * len(examples)))
    said = np.array([tables.SPEECH_ACTS[int(np.argmax(each.speech))] if each.speech else "OTH" for each in scores])
    truth = np.array([each.label for each in examples])
    yield MeasuredFigure(
        "tweet_act", "speech acts, seven: macro-F1", measures.macro_f1(truth, said), len(truth), target=0.60, how=_HOW
    )


_SUITES = {
    "umsab_sentiment": _measure_sentiment,
    "norec_sentence": _measure_reviews,
    "goemotions": _measure_emotions,
    "collective_action": _measure_participation,
    "tweet_act": _measure_speech_acts,
    "stance_semeval": measure_declared_terms,
}
