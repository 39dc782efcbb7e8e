"""What is measured on each set, by tables that have not seen what they are measured on. Each suite returns rows."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from listener.training.calibrating import calibration
from listener.training.data import datasets
from listener.training.data.datasets import LabelledText
from listener.training.fitting import tables
from listener.training.fitting.folds import (
    held_out_by_forum,
    held_out_scores,
    predict_baseline,
    predict_baseline_by_forum,
    score_examples,
)
from listener.training.fitting.tables import count_examples
from listener.training.measuring import measures, tweet_sentiment
from listener.training.measuring.measured import MeasuredFigure
from listener.training.measuring.measures import Figure, Labels
from models.tags import Emotion
from pipelines.tags.classifiers.scoring import calibrate_participation
from pipelines.tags.language.identification import CHECKED_LENGTH, identify
from pipelines.tags.linear.weighting import logistic
from pipelines.tags.linear.weights import model_card
from pipelines.tags.sentiment import vader_compound

_MIXED = "hi"  # the set's Hindi is mostly English and Hindi in Latin letters: no gold for language


def measure_emotions(root: Path) -> Iterator[MeasuredFigure]:
    """GoEmotions mapped to ours: fitted on train, measured on dev, with the shipped thresholds."""
    train = count_examples(datasets.load_set("goemotions", "train.csv", root=root))
    test = count_examples(datasets.load_set("goemotions", "dev.csv", root=root))
    said = logistic(score_examples(tables.fit_english(train, None, None), test)) >= np.array(model_card()["emotions"])
    truth = np.array([[each.value in example.labels for each in Emotion] for example in test.examples])
    figure = measures.macro_f1(truth.astype(int), said.astype(int))
    plain = _plain_emotions(train.examples, test.examples)
    base = {"tfidf+lr": measures.macro_f1(truth.astype(int), plain).value, "majority": 0.0}
    yield MeasuredFigure(
        "goemotions",
        "emotions, 8 of ours: macro-F1",
        figure,
        len(truth),
        base,
        0.55,
        "fitted on train, measured on dev",
    )
    for i, each in enumerate(Emotion):
        yield MeasuredFigure(
            "goemotions", f"emotion {each.value}: F1", measures.binary_f1(truth[:, i], said[:, i]), len(truth)
        )


def _plain_emotions(train: Sequence[LabelledText], test: Sequence[LabelledText]) -> Labels:
    """What tf-idf and logistic regression say, emotion by emotion."""
    fit_on, texts = [each.text for each in train], [each.text for each in test]
    has = [np.array([emotion.value in each.labels for each in train]) for emotion in Emotion]
    return np.column_stack([measures.predict_by_tfidf(fit_on, each, texts) for each in has]).astype(int)


def measure_participation(root: Path) -> Iterator[MeasuredFigure]:
    """Participation on human labels at the natural balance of classes, forums that no table saw held out in turn."""
    examples = count_examples(datasets.load_set("collective_action", "train.csv", root=root))
    human = [i for i, each in enumerate(examples.examples) if each.group == "human"]
    others = [i for i, each in enumerate(examples.examples) if each.group != "human"]
    raw = held_out_by_forum(lambda some: tables.fit_english(None, some, None), examples, human, others)
    truth = _labels([examples.examples[i] for i in human])
    weights = calibration.natural_weights(truth)
    said = calibration.participation_labels(
        calibrate_participation(raw, model_card()["participation"]), model_card()["participation"]["least"]
    )
    how = "369 human labels in 43 forums, five folds of forums, weighted to 74 % none; no twin of them in training"
    takes, took = truth != "none", said != "none"
    most = measures.predict_majority(np.array(["none"]), len(truth))
    plain = predict_baseline_by_forum(examples.examples, human, others)
    baselines = {"tfidf+lr": plain, "all none": most}
    base = {name: measures.weighted_f1(takes, each != "none", weights).value for name, each in baselines.items()}
    yield MeasuredFigure(
        "collective_action",
        "participation, binary: weighted F1",
        measures.weighted_f1(takes, took, weights),
        len(truth),
        base,
        0.70,
        how,
    )
    five = measures.macro_f1_weighted(truth, said, weights)
    base = {name: measures.macro_f1_weighted(truth, each, weights).value for name, each in baselines.items()}
    yield MeasuredFigure("collective_action", "participation, five-way: macro-F1", five, len(truth), base, 0.35, how)
    error = Figure(*model_card()["stage_calibration_error"])
    yield MeasuredFigure(
        "collective_action",
        "stage: expected calibration error",
        error,
        len(truth),
        target=0.05,
        how="the card: trust and calibration fitted on other folds",
    )


def measure_speech_acts(root: Path) -> Iterator[MeasuredFigure]:
    """Speech acts of tweets, by five-fold cross-validation with copies of a tweet kept together."""
    examples = count_examples(datasets.load_set("tweet_act", "dev.csv", root=root))
    everyone = range(len(examples.examples))
    raw = held_out_scores(lambda some: tables.fit_english(None, None, some), examples, everyone, [])
    truth = _labels(examples.examples)
    said = np.array(tables.SPEECH_ACTS)[raw.argmax(axis=1)]
    plain = {
        "tfidf+lr": predict_baseline(examples.examples, []),
        "majority": measures.predict_majority(truth, len(truth)),
    }
    base = {name: measures.macro_f1(truth, each).value for name, each in plain.items()}
    yield MeasuredFigure(
        "tweet_act",
        "speech acts, seven: macro-F1",
        measures.macro_f1(truth, said),
        len(truth),
        base,
        0.60,
        "5-fold, copies of a tweet in one fold",
    )


def measure_languages(root: Path) -> Iterator[MeasuredFigure]:
    """Language without a claim, of UMSAB's tweets of 20 characters and more."""
    posts = [each for each in datasets.load_set("umsab_sentiment", "val.csv", root=root) if each.language != _MIXED]
    long_enough = [each for each in posts if len(each.text) >= CHECKED_LENGTH]
    right = np.array([identify(each.text).code == each.language for each in long_enough])
    yield MeasuredFigure(
        "umsab_sentiment",
        "language, 20+ characters: accuracy",
        measures.proportion(right),
        len(right),
        {},
        0.97,
        "no claim given; Hindi left out, mostly English in the set",
    )


def measure_valence(root: Path) -> Iterator[MeasuredFigure]:
    """VADER's compound beside the mean valence that people gave."""
    pairs = [(float(part[1]), part[2]) for part in _read_tabs(root / "vader" / "tweets_ground_truth.tsv")]
    human, ours = np.array([each for each, _ in pairs]), np.array([vader_compound(text) for _, text in pairs])
    yield MeasuredFigure(
        "vader", "compound against human valence: correlation", measures.correlation(human, ours), len(pairs)
    )


def _read_tabs(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8") as lines:
        return [parts for line in list(lines)[1:] if len(parts := line.rstrip("\n").split("\t")) == 3]


def _labels(examples: Sequence[LabelledText]) -> Labels:
    return np.array([each.label for each in examples])


SUITES = (
    measure_languages,
    tweet_sentiment.measure_sentiment,
    tweet_sentiment.measure_sentiment_in_folds,
    measure_emotions,
    measure_participation,
    measure_speech_acts,
    measure_valence,
)
