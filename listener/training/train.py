"""`python -m listener.training.train [DATA]`: fits every table on ../shared/data and writes pipelines/tags/weights.

Seeded: the same data give the same weights. About five minutes on one core.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from listener.training import calibrate, data, heads
from listener.training.data import Example
from listener.training.folds import held_out, scored
from listener.training.heads import Counted, counted, part
from listener.training.measures import Labels, calibration_error
from models.tags import Participation, Stage
from pipelines.tags import stage, weights
from pipelines.tags.acts import act
from pipelines.tags.classify import Floats, Table, logistic
from pipelines.tags.reading import read
from pipelines.tags.scoring import natural

SHIPPED = Path(weights.__file__).parent
VERSION = "linear-1"


def main(root: Path = data.ROOT, to: Path = SHIPPED) -> dict[str, Any]:
    """Fit and write everything; returns the card."""
    emotions = counted(data.load("goemotions", "train.csv", "dev.csv", root=root))
    taking_part = counted(data.load("collective_action", "train.csv", root=root))
    speech = counted(data.load("tweet_act", "dev.csv", root=root))
    sentiment = counted(data.load("umsab_sentiment", "train.csv", "val.csv", root=root))
    vader = counted(data.vader_tweets(root / "vader" / "tweets_ground_truth.tsv"))
    english = heads.in_english(sentiment, vader, part(emotions, range(0, len(emotions.examples), 2)))
    _write(to / "en.npz", heads.english(emotions, taking_part, speech, english))
    others = sorted({each.language for each in sentiment.examples} - {"en"})
    for code in others:
        _write(to / f"{code}.npz", heads.other(heads.found(sentiment, code)))
    spoken = [i for i, each in enumerate(sentiment.examples) if each.language in ("de", "es", "fr", "it", "pt")]
    _write(to / "nordic.npz", heads.nordic(part(sentiment, spoken)))
    card = {"version": VERSION, **_participation(taking_part), "emotions": _thresholds(emotions)}
    (to / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return card


def _write(path: Path, table: Table) -> None:
    beside = path.with_name(
        f"new-{path.name}"
    )  # a tagger that loads meanwhile reads the old file or the new, never half
    np.savez_compressed(beside, **{**table._asdict(), "heads": np.array(table.heads)})
    beside.replace(path)


def _thresholds(emotions: Counted) -> list[float]:
    """Thresholds chosen on a fifth that the table they are chosen for was not fitted on."""
    order = np.random.default_rng(0).permutation(len(emotions.examples))
    fifth = part(emotions, order[: len(order) // 5].tolist())
    table = heads.english(part(emotions, order[len(order) // 5 :].tolist()), None, None, {})
    return calibrate.thresholds(logistic(scored(table, fifth)), fifth.examples)


def _participation(examples: Counted) -> dict[str, Any]:
    """Calibration on held-out human labels; trust in phrases; and what the stages that follow from both are worth."""
    human = [i for i, each in enumerate(examples.examples) if each.group == "human"]
    made = [i for i, each in enumerate(examples.examples) if each.group == "Synthetic"]
    spread = [i for i, each in enumerate(examples.examples) if each.group == "RedditExtension"]
    said = held_out(lambda some: heads.english(None, some, None, {}), _ungrouped(examples), [*human, *made], spread)
    people = np.array([examples.examples[i].label for i in human])
    fitted = calibrate.participation(said[: len(human)], people)
    judged = [examples.examples[i] for i in (*human, *made)]
    trust = calibrate.trust(judged)
    return {"participation": fitted, "trust": trust, **stages(natural(said, fitted), judged, trust, len(human))}


def _ungrouped(examples: Counted) -> Counted:
    return Counted([each._replace(group="") for each in examples.examples], examples.counts)


def stages(said: Floats, examples: list[Example], trust: dict[str, float], human: int) -> dict[str, Any]:
    """`se`, `fp` of reaching each stage and the calibration of its probability, at the natural balance of classes.

    The first `human` examples were labelled by people; `stages` is over all, `stages_human` over those alone.
    """
    told = [_told(each, row, trust) for each, row in zip(examples, said.tolist(), strict=True)]
    rank = np.array([each.rank for each, _ in told])
    true = np.array([stage.BY_PARTICIPATION[Participation(each.label)].rank for each in examples])
    weight = calibrate.natural_weights(np.array([each.label for each in examples]))
    sure = np.array([p for _, p in told])
    people = slice(0, human)
    of_people = calibrate.natural_weights(np.array([each.label for each in examples[:human]]))
    return {
        "stages": _rates(rank, true, weight),
        "stages_human": _rates(rank[people], true[people], of_people),
        "stage_calibration_error": round(calibration_error(rank[people] == true[people], sure[people], of_people), 4),
    }


def _told(example: Example, probabilities: list[float], trust: dict[str, float]) -> tuple[Stage, float]:
    reading = read(example.text, example.language)
    shown = act(reading)
    best, sure, _ = stage.stage(probabilities, shown[0] if shown else None, len(reading.tokens.lower), trust)
    return best, sure


def _rates(rank: Labels, true: Labels, weight: Labels) -> dict[str, dict[str, float]]:
    return {
        each.value: {
            "se": _share(rank >= each.rank, true >= each.rank, weight),
            "fp": _share(rank >= each.rank, true < each.rank, weight),
            "examples": int((true >= each.rank).sum()),
        }
        for each in Stage
        if each.rank
    }


def _share(said: Labels, among: Labels, weight: Labels) -> float:
    return round(float(np.average(said[among], weights=weight[among])), 4)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
