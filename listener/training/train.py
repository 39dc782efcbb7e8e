"""`python -m listener.training.train [DATA]`: fits every table on ../shared/data, and writes the shipped weights.

Seeded: the same data give the same weights. About three minutes on one core.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from listener.training import calibrate, data, heads, staging, tones
from listener.training.data import Example
from listener.training.folds import held_out, scored
from listener.training.heads import Counted, counted, part
from listener.training.tones import Sources, written
from models.tags import Stage
from pipelines.tags.classifiers.scoring import calibrate_participation, head_slices
from pipelines.tags.language.nordic import NORDIC
from pipelines.tags.linear import weights
from pipelines.tags.linear.weighting import FloatArray, WeightTable, logistic

SHIPPED = Path(weights.__file__).parent
VERSION = "linear-5"


def main(root: Path = data.ROOT, to: Path = SHIPPED) -> dict[str, Any]:
    """Fit and write everything; returns the card. Languages come first: the other tables are fitted on what the
    tagger finds to be in each."""
    _write(to / "scandinavian.npz", heads.languages([each for code in NORDIC for each in data.written(code)]))
    weights.load_table.cache_clear()
    emotions = counted(data.load("goemotions", "train.csv", "dev.csv", root=root))
    taking_part = counted(data.load("collective_action", "train.csv", root=root))
    speech = counted(data.load("tweet_act", "dev.csv", root=root))
    sentiment = counted(data.load("umsab_sentiment", "train.csv", "val.csv", root=root))
    vader = counted(data.vader_tweets(root / "vader" / "tweets_ground_truth.tsv"))
    sources = Sources(sentiment, vader, part(emotions, range(0, len(emotions.examples), 2)), written("ar", *NORDIC))
    spoken = heads.english(emotions, taking_part, speech, tones.english(sources))
    _write(to / "en.npz", spoken)
    for code in sorted({each.language for each in sentiment.examples} - {"en"}):
        _write(to / f"{code}.npz", tones.table(code, sources))
    _write(to / "nordic.npz", tones.nordic(sources))
    talks = counted(data.talks(root / "persuasion_for_good" / "annotated.csv"))
    stages = _participation(taking_part, talks, spoken)
    card = {"version": VERSION, **stages, "emotions": _thresholds(emotions)}
    (to / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return card


def _write(path: Path, table: WeightTable) -> None:
    beside = path.with_name(
        f"new-{path.name}"
    )  # a tagger that loads meanwhile reads the old file or the new, never half
    np.savez_compressed(beside, **{**table._asdict(), "heads": np.array(table.heads)})
    beside.replace(path)


def _thresholds(emotions: Counted) -> list[float]:
    """Thresholds chosen on a fifth that the table they are chosen for was not fitted on."""
    order = np.random.default_rng(0).permutation(len(emotions.examples))
    fifth = part(emotions, order[: len(order) // 5].tolist())
    table = heads.english(part(emotions, order[len(order) // 5 :].tolist()), None, None)
    return calibrate.thresholds(logistic(scored(table, fifth)), fifth.examples)


def _participation(examples: Counted, talks: Counted, english: WeightTable) -> dict[str, Any]:
    """Calibration on held-out human labels, and what the stages that follow from it and from phrases are worth."""
    human = [i for i, each in enumerate(examples.examples) if each.group == "human"]
    made = [i for i, each in enumerate(examples.examples) if each.group == "Synthetic"]
    spread = [i for i, each in enumerate(examples.examples) if each.group == "RedditExtension"]
    said = held_out(lambda some: heads.english(None, some, None), _ungrouped(examples), [*human, *made], spread)
    labels = [examples.examples[i].label for i in (*human, *made)]
    fitted = calibrate.participation(said[: len(human)], np.array(labels[: len(human)]))
    comments = _comments(
        calibrate_participation(said, fitted), [examples.examples[i] for i in (*human, *made)], len(human)
    )
    heard = calibrate_participation(scored(english, talks)[:, head_slices(english.heads)["participation"]], fitted)
    return {"participation": fitted, **staging.measured(comments, _talks(heard, talks.examples))}


def _ungrouped(examples: Counted) -> Counted:
    return Counted([each._replace(group="") for each in examples.examples], examples.counts)


def _comments(said: FloatArray, examples: list[Example], human: int) -> staging.Set:
    """The first `human` were labelled by people; each part at the natural balance of classes."""
    labels = np.array([each.label for each in examples])
    weights = calibrate.natural_weights(labels)
    stages = [calibrate.stage_of(each) for each in labels.tolist()]
    seen = calibrate.judged(examples, stages, weights)
    return staging.Set(said, seen, np.array([each.group for each in examples]), np.arange(len(examples)) < human)


def _talks(said: FloatArray, examples: Sequence[Example]) -> staging.Set:
    everyone = np.ones(len(examples))
    seen = calibrate.judged(examples, [Stage(each.label) for each in examples], everyone)
    return staging.Set(said, seen, np.array([each.group for each in examples]), everyone.astype(bool))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
