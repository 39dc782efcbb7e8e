"""What is measured on each set, by tables that have not seen what they are measured on. Each suite returns rows."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.model_selection import StratifiedKFold

from listener.training.calibrating import calibration
from listener.training.data import datasets
from listener.training.data.datasets import LabelledText
from listener.training.fitting import sentiment_tables, tables
from listener.training.fitting.folds import (
    FOLDS,
    held_out_by_forum,
    held_out_scores,
    predict_baseline,
    predict_baseline_by_forum,
    score_examples,
)
from listener.training.fitting.sentiment_tables import SentimentSources, count_written
from listener.training.fitting.tables import CountedTexts, count_examples, select_examples
from listener.training.measuring import measures
from listener.training.measuring.measured import MeasuredFigure
from listener.training.measuring.measures import Figure, Labels
from models.tags import Emotion
from pipelines.tags.classifiers.scoring import calibrate_participation
from pipelines.tags.language.identification import CHECKED_LENGTH, identify
from pipelines.tags.linear.weighting import logistic
from pipelines.tags.linear.weights import model_card
from pipelines.tags.sentiment import vader_compound
from pipelines.tags.sentiment.tone import vader_label

_MIXED = "hi"  # the set's Hindi is mostly English and Hindi in Latin letters: no gold for language
_SHORT = 8  # words


def measure_sentiment(root: Path) -> Iterator[MeasuredFigure]:
    """UMSAB: fitted on train, measured on val, language by language; short texts and marked irony apart."""
    train = count_examples(datasets.load_set("umsab_sentiment", "train.csv", root=root))
    test = count_examples(datasets.load_set("umsab_sentiment", "val.csv", root=root))
    emotions = count_examples(datasets.load_set("goemotions", "train.csv", root=root)[::2])
    vader = count_examples(datasets.read_vader_tweets(root / "vader" / "tweets_ground_truth.tsv"))
    told = _predict_sentiment(SentimentSources(train, vader, emotions, count_written("ar")), test)
    truths: list[Labels] = []
    saids: list[Labels] = []
    bases: list[dict[str, float]] = []
    for code in sorted(set(datasets.UMSAB_LANGUAGES.values())):
        held = _in_language(test, code).examples
        said = told[[each.language == code for each in test.examples]]
        truth = _labels(held)
        base = _sentiment_baselines(_in_language(train, code).examples, held, truth)
        figure = measures.macro_f1(truth, said, tables.SENTIMENTS)
        yield MeasuredFigure(
            "umsab_sentiment",
            f"sentiment {code}: macro-F1",
            figure,
            len(truth),
            base,
            0.62 if code == "en" else None,
            "fitted on train, measured on val, each text by the table of the language that the tagger finds",
        )
        truths, saids = [*truths, truth], [*saids, said]
        bases.append(base)
    mean = {name: round(float(np.mean([base[name] for base in bases])), 4) for name in bases[0]}
    every = measures.mean_macro_f1(truths, saids, tables.SENTIMENTS)
    yield MeasuredFigure(
        "umsab_sentiment", "sentiment, mean of 8 languages: macro-F1", every, sum(map(len, truths)), mean, 0.62
    )
    yield from _measure_slices(
        [each.text for each in _sort_by_language(test)], np.concatenate(truths), np.concatenate(saids)
    )


def measure_sentiment_in_folds(root: Path) -> Iterator[MeasuredFigure]:
    """UMSAB again, eight times as many tweets: each scored by tables fitted on the other folds of train and val."""
    tweets = count_examples(datasets.load_set("umsab_sentiment", "train.csv", "val.csv", root=root))
    emotions = count_examples(datasets.load_set("goemotions", "train.csv", root=root)[::2])
    vader = count_examples(datasets.read_vader_tweets(root / "vader" / "tweets_ground_truth.tsv"))
    own = count_written("ar")
    spoken = np.array([each.language for each in tweets.examples])
    truth, said = _labels(tweets.examples), np.full(len(spoken), "unknown", dtype=object)
    splitter = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for fold, rest in splitter.split(spoken, np.char.add(truth, spoken)):
        train, test = select_examples(tweets, fold.tolist()), select_examples(tweets, rest.tolist())
        said[rest] = _predict_sentiment(SentimentSources(train, vader, emotions, own), test)
    codes = sorted(set(datasets.UMSAB_LANGUAGES.values()))
    parts = [(truth[spoken == code], said[spoken == code].astype(str)) for code in codes]
    for code, (true, told) in zip(codes, parts, strict=True):
        yield MeasuredFigure(
            "umsab_sentiment",
            f"sentiment {code}, 5-fold: macro-F1",
            measures.macro_f1(true, told, tables.SENTIMENTS),
            len(true),
        )
    every = measures.mean_macro_f1([one for one, _ in parts], [one for _, one in parts], tables.SENTIMENTS)
    yield MeasuredFigure(
        "umsab_sentiment", "sentiment, mean of 8 languages, 5-fold: macro-F1", every, len(truth), target=0.62
    )


def _predict_sentiment(sources: SentimentSources, test: CountedTexts) -> Labels:
    said = np.full(len(test.examples), "unknown", dtype=object)
    for code in sorted(set(datasets.UMSAB_LANGUAGES.values())):
        here = np.flatnonzero(test.counts.languages == code)
        english = code == "en"
        table = (
            tables.fit_english(None, None, None, sentiment_tables.english_sets(sources))
            if english
            else sentiment_tables.fit_hindi(sources)
            if code == _MIXED
            else sentiment_tables.fit_language(code, sources)
        )
        said[here] = np.array(tables.SENTIMENTS)[
            score_examples(table, select_examples(test, here.tolist())).argmax(axis=1)
        ]
    return said.astype(str)


def _sort_by_language(test: CountedTexts) -> list[LabelledText]:
    codes = sorted(set(datasets.UMSAB_LANGUAGES.values()))
    return [each for code in codes for each in test.examples if each.language == code]


def _sentiment_baselines(
    fit_on: Sequence[LabelledText], held: Sequence[LabelledText], truth: Labels
) -> dict[str, float]:
    texts = [each.text for each in held]
    by_vader = np.array([vader_label(text) for text in texts])
    by_words = measures.predict_by_tfidf([each.text for each in fit_on], _labels(fit_on), texts)
    most = measures.predict_majority(_labels(fit_on), len(texts))
    said = {"vader": by_vader, "tfidf+lr": by_words, "majority": most}
    return {name: measures.macro_f1(truth, each).value for name, each in said.items()}


def _measure_slices(texts: list[str], truth: Labels, said: Labels) -> Iterator[MeasuredFigure]:
    short = np.array([len(text.split()) < _SHORT for text in texts])
    ironic = np.array([any(sign in text.lower() for sign in ("#irony", "#ironi", "#sarc", " /s")) for text in texts])
    for name, chosen in (("short texts", short), ("marked irony", ironic)):
        if chosen.any():
            figure = measures.macro_f1(truth[chosen], said[chosen], tables.SENTIMENTS)
            yield MeasuredFigure("umsab_sentiment", f"sentiment, {name}: macro-F1", figure, int(chosen.sum()))


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
        0.71,
        how,
    )
    five = measures.macro_f1_weighted(truth, said, weights)
    base = {name: measures.macro_f1_weighted(truth, each, weights).value for name, each in baselines.items()}
    yield MeasuredFigure("collective_action", "participation, five-way: macro-F1", five, len(truth), base, 0.40, how)
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


def _in_language(examples: CountedTexts, code: str) -> CountedTexts:
    return select_examples(examples, [i for i, each in enumerate(examples.examples) if each.language == code])


def _labels(examples: Sequence[LabelledText]) -> Labels:
    return np.array([each.label for each in examples])


SUITES = (
    measure_languages,
    measure_sentiment,
    measure_sentiment_in_folds,
    measure_emotions,
    measure_participation,
    measure_speech_acts,
    measure_valence,
)
