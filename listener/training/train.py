"""`python -m listener.training.train [DATA]`: fits every table on ../shared/data.

Writes pipelines/tags/linear/weights. The same data and lists of words give the same weights, to the bit; who changes
either fits all anew. Six minutes of one core, and six more where the extra `encoder` is installed; where it is not,
its heads stay as they are.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from listener.training.calibrating import calibration, staging
from listener.training.calibrating.act_bars import fit_act_bars
from listener.training.data import datasets
from listener.training.data.act_sources import read_act_examples
from listener.training.data.datasets import LabelledText
from listener.training.fitting import sentiment_tables, tables
from listener.training.fitting.act_table import count_wordings, fit_acts, keep_frequent
from listener.training.fitting.encoder_heads import write_encoder_heads
from listener.training.fitting.folds import held_out_by_forum, score_examples
from listener.training.fitting.lists import digest_lists
from listener.training.fitting.sentiment_tables import SentimentSources, count_written
from listener.training.fitting.tables import CountedTexts, count_examples, select_examples
from models.tags import Stage
from pipelines.tags.acts.bars import act_bars
from pipelines.tags.acts.wording_reader import forget_words
from pipelines.tags.classifiers.scoring import calibrate_participation, head_slices
from pipelines.tags.language.nordic import NORDIC
from pipelines.tags.linear import weights
from pipelines.tags.linear.weighting import FloatArray, WeightTable, logistic

_SHIPPED = Path(weights.__file__).parent
_VERSION = "linear-9"


def train_all(root: Path = datasets.DATA_ROOT, to: Path = _SHIPPED) -> dict[str, Any]:
    """Fit and write everything; returns the card. Languages come first: the other tables are fitted on what the
    tagger finds to be in each."""
    acts = _fit_acts(root, to)
    write_encoder_heads(to / weights.DENSE_HEADS)
    written = [each for code in NORDIC for each in datasets.read_written(code)]
    _write(to / "scandinavian.npz", tables.fit_languages(written))
    weights.load_table.cache_clear()
    emotions = count_examples(datasets.load_set("goemotions", "train.csv", "dev.csv", root=root))
    taking_part = count_examples(datasets.load_set("collective_action", "train.csv", root=root))
    speech = count_examples(datasets.load_set("tweet_act", "dev.csv", root=root))
    tweets = datasets.load_set("umsab_sentiment", "train.csv", "val.csv", root=root)
    sentiment = count_examples(datasets.drop_broken_labels(tweets))
    vader = count_examples(datasets.read_vader_tweets(root / "vader" / "tweets_ground_truth.tsv"))
    half = select_examples(emotions, range(0, len(emotions.examples), 2))
    reviews = count_examples(datasets.load_set("norec_sentence", "train.csv", root=root))
    sources = SentimentSources(sentiment, vader, half, count_written("ar", *NORDIC), reviews)
    english = tables.fit_english(emotions, taking_part, speech, sentiment_tables.english_sets(sources))
    _write(to / "en.npz", english)
    for code in sorted({each.language for each in sentiment.examples} - {"en"}):
        _write(to / f"{code}.npz", sentiment_tables.fit_language(code, sources))
    _write(to / "hi.npz", sentiment_tables.fit_hindi(sources))
    _write(to / "norwegian.npz", sentiment_tables.fit_norwegian(sources))
    _write(to / "nordic.npz", sentiment_tables.fit_nordic(sources))
    talks = count_examples(datasets.read_talks(root / "persuasion_for_good" / "annotated.csv"))
    stages = _fit_stages(taking_part, talks, english)
    card = {
        "version": _VERSION,
        "lists": digest_lists(),
        "acts": acts,
        **stages,
        "emotions": _fit_thresholds(emotions),
    }
    _write_card(card, to)
    return card


def _fit_acts(root: Path, to: Path) -> dict[str, Any]:
    """The table of acts, written where it is loaded from, and its bars: the rest is fitted on what it finds."""
    examples = read_act_examples(root)
    features = keep_frequent(count_wordings([each.text for each in examples], [each.language for each in examples]))
    fitted = fit_acts(
        features,
        np.array([each.kind.value for each in examples]),
        np.array([each.testimony for each in examples]),
        np.array([each.weight for each in examples]),
    )
    beside = to / "new-acts.npz"
    np.savez_compressed(beside, **{**fitted._asdict(), "heads": np.array(fitted.heads)})
    beside.replace(to / "acts.npz")
    weights.load_acts.cache_clear()
    forget_words()
    bars = fit_act_bars()
    _write_card({**weights.model_card(), "acts": bars}, to)
    return bars


def _write_card(card: dict[str, Any], to: Path) -> None:
    (to / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    weights.model_card.cache_clear()
    act_bars.cache_clear()


def _write(path: Path, table: WeightTable) -> None:
    """A tagger that loads meanwhile reads the old file or the new, never half."""
    beside = path.with_name(f"new-{path.name}")
    np.savez_compressed(beside, **{**table._asdict(), "heads": np.array(table.heads)})
    beside.replace(path)


def _fit_thresholds(emotions: CountedTexts) -> list[float]:
    """Thresholds chosen on a fifth that the table they are chosen for was not fitted on."""
    order = np.random.default_rng(0).permutation(len(emotions.examples))
    fifth = select_examples(emotions, order[: len(order) // 5].tolist())
    table = tables.fit_english(select_examples(emotions, order[len(order) // 5 :].tolist()), None, None)
    return calibration.best_thresholds(logistic(score_examples(table, fifth)), fifth.examples)


def _fit_stages(examples: CountedTexts, talks: CountedTexts, english: WeightTable) -> dict[str, Any]:
    """Calibration on held-out human labels, and what the stages that follow from it and from acts are worth. Labels
    that were handed on and texts that a model wrote are learned from, and never measured on."""
    human = [i for i, each in enumerate(examples.examples) if each.group == "human"]
    others = [i for i, each in enumerate(examples.examples) if each.group != "human"]
    said = held_out_by_forum(lambda some: tables.fit_english(None, some, None), examples, human, others)
    fitted = calibration.fit_participation(said, np.array([examples.examples[i].label for i in human]))
    written = [i for i in others if examples.examples[i].group == "Synthetic"]
    comments = _comment_examples(
        calibrate_participation(said, fitted), [examples.examples[i] for i in (*human, *written)], len(human)
    )
    in_talks = calibrate_participation(
        score_examples(english, talks)[:, head_slices(english.heads)["participation"]], fitted
    )
    return {"participation": fitted, **staging.measure_stages(comments, _talk_examples(in_talks, talks.examples))}


def _comment_examples(said: FloatArray, examples: list[LabelledText], human: int) -> staging.StageExamples:
    """The first `human` were labelled by people, and are `said` something of; each part at the natural balance."""
    labels = np.array([each.label for each in examples])
    weights = calibration.natural_weights(labels)
    stages = [calibration.stage_of_label(each) for each in labels.tolist()]
    seen = calibration.read_acts_of(examples, stages, weights, in_story=False)
    return staging.StageExamples(
        said,
        seen,
        np.array([each.forum for each in examples]),
        np.arange(len(examples)) < human,
        np.arange(len(examples)),
    )


def _talk_examples(said: FloatArray, examples: Sequence[LabelledText]) -> staging.StageExamples:
    everyone = np.ones(len(examples))
    seen = calibration.read_acts_of(examples, [Stage(each.label) for each in examples], everyone, in_story=True)
    talks = np.array([each.group for each in examples])
    return staging.StageExamples(said, seen, talks, np.array(list(map(datasets.is_measured_talk, talks))), talks)


if __name__ == "__main__":
    train_all(*map(Path, sys.argv[1:2]))
