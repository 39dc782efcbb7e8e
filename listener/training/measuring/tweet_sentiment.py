"""Sentiment of tweets in eight languages, by tables that have not seen what they are measured on.

The labels of Hindi's train and val are close to random: nothing is learned from them, and its figures say little.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.model_selection import StratifiedKFold

from listener.training.data import datasets
from listener.training.data.datasets import LabelledText
from listener.training.fitting import sentiment_tables, tables
from listener.training.fitting.counts import count_texts
from listener.training.fitting.folds import FOLDS, score_examples
from listener.training.fitting.sentiment_tables import SentimentSources, count_written
from listener.training.fitting.tables import CountedTexts, count_examples, select_examples
from listener.training.measuring import measures
from listener.training.measuring.measured import MeasuredFigure
from listener.training.measuring.measures import Labels
from pipelines.tags.linear.weighting import WeightTable
from pipelines.tags.sentiment.tone import vader_label

_MIXED = "hi"  # the set's Hindi is mostly English and Hindi in Latin letters
_CODES = sorted(set(datasets.UMSAB_LANGUAGES.values()))
_SHORT = 8  # words


def measure_sentiment(root: Path) -> Iterator[MeasuredFigure]:
    """UMSAB: fitted on train, measured on val, language by language; short texts and marked irony apart."""
    train = count_examples(datasets.load_set("umsab_sentiment", "train.csv", root=root))
    sound = select_examples(train, [i for i, each in enumerate(train.examples) if each.language != _MIXED])
    test = count_examples(datasets.load_set("umsab_sentiment", "val.csv", root=root))
    emotions = count_examples(datasets.load_set("goemotions", "train.csv", root=root)[::2])
    vader = count_examples(datasets.read_vader_tweets(root / "vader" / "tweets_ground_truth.tsv"))
    told, unclaimed = _predict_sentiment(
        SentimentSources(sound, vader, emotions, count_written("ar")), test, _without_claims(test)
    )
    truths: list[Labels] = []
    saids: list[Labels] = []
    bases: list[dict[str, float]] = []
    for code in _CODES:
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
    bare = [unclaimed[[each.language == code for each in test.examples]] for code in _CODES]
    every = measures.mean_macro_f1(truths, bare, tables.SENTIMENTS)
    measure = "sentiment, mean of 8 languages, no claim: macro-F1"
    yield MeasuredFigure("umsab_sentiment", measure, every, len(test.examples), mean, 0.615)
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
        train, test = (
            select_examples(tweets, fold[spoken[fold] != _MIXED].tolist()),
            select_examples(tweets, rest.tolist()),
        )
        said[rest] = _predict_sentiment(SentimentSources(train, vader, emotions, own), test)
    parts = [(truth[spoken == code], said[spoken == code].astype(str)) for code in _CODES]
    for code, (true, told) in zip(_CODES, parts, strict=True):
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


def _predict_sentiment(sources: SentimentSources, *tests: CountedTexts) -> list[Labels]:
    """What is said of each test, every text by the table of the language that it is found in."""
    said = [np.full(len(each.examples), "unknown", dtype=object) for each in tests]
    for code in _CODES:
        table = _fit_table(code, sources)
        for test, told in zip(tests, said, strict=True):
            here = np.flatnonzero(test.counts.languages == code)
            scores = score_examples(table, select_examples(test, here.tolist()))
            told[here] = np.array(tables.SENTIMENTS)[scores.argmax(axis=1)]
    return [each.astype(str) for each in said]


def _fit_table(code: str, sources: SentimentSources) -> WeightTable:
    if code == "en":
        return tables.fit_english(None, None, None, sentiment_tables.english_sets(sources))
    return sentiment_tables.fit_hindi(sources) if code == _MIXED else sentiment_tables.fit_language(code, sources)


def _without_claims(test: CountedTexts) -> CountedTexts:
    """The same texts, their languages told by the tagger alone."""
    texts = [each.text for each in test.examples]
    return CountedTexts(test.examples, count_texts(texts, [None] * len(texts)))


def _sort_by_language(test: CountedTexts) -> list[LabelledText]:
    return [each for code in _CODES for each in test.examples if each.language == code]


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


def _in_language(examples: CountedTexts, code: str) -> CountedTexts:
    return select_examples(examples, [i for i, each in enumerate(examples.examples) if each.language == code])


def _labels(examples: Sequence[LabelledText]) -> Labels:
    return np.array([each.label for each in examples])
