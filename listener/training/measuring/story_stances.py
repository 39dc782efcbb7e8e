"""Stance towards a story, by terms that were declared before any labelled post was read: five causes of
SemEval-2016.

`stances/` has a campaign file for each cause, written from general knowledge. Nothing that the tagger ships is fitted
on these tweets. How much rests on the terms is measured beside: with the first eight of each side, and with every
second.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from msgspec.structs import replace
from sklearn.metrics import f1_score

from listener.campaign_file import load_campaign
from listener.training.data import datasets
from listener.training.data.datasets import LabelledText
from listener.training.measuring.measured import MeasuredFigure, make_post
from listener.training.measuring.measures import Figure, Labels, bootstrap
from models.campaigns import Campaign
from models.tags import Stance
from pipelines.tags import Tagger
from pipelines.tags.sentiment.tone import vader_label

_SET = "stance_semeval"
_SIDES = {Stance.SUPPORT: 1, Stance.OPPOSE: -1, Stance.NEUTRAL: 0, Stance.UNKNOWN: 0}
_TONES = {"positive": 1, "negative": -1, "neutral": 0}
_LABELS = {"favor": 1, "against": -1, "none": 0}
_HASTY = 8  # terms a side
_HOW = "terms declared before any labelled post was read"

_Measure = Callable[[Labels, Labels], float]


def measure_story_stances(root: Path) -> Iterator[MeasuredFigure]:
    """Train and validation parts, of which nothing is learned."""
    yield from measure_declared_terms(datasets.load_set(_SET, "train.csv", "val.csv", root=root))


def measure_declared_terms(examples: Sequence[LabelledText]) -> Iterator[MeasuredFigure]:
    """Macro-F1, correlation and the share of support, each a mean over the causes, with all terms and with fewer."""
    truth = np.array([_LABELS[each.label] for each in examples])
    causes = np.array([each.group for each in examples])
    tones = np.array([_TONES[vader_label(each.text)] for each in examples])
    most = _predict_majorities(truth, causes)
    base = {
        name: {"vader": _mean(measure, truth, tones, causes), "majority": _mean(measure, truth, most, causes)}
        for name, measure, _ in _MEASURES
    }
    for kind, fewer in _TERMS.items():
        said = _tag_sides(examples, fewer)
        for name, measure, target in _MEASURES:
            figure = _mean_over_causes(measure, truth, said, causes)
            yield MeasuredFigure(_SET, f"stance, {kind}: {name}", figure, len(truth), base[name], target, _HOW)


def _first(terms: tuple[str, ...]) -> tuple[str, ...]:
    return terms[:_HASTY]


def _every_second(terms: tuple[str, ...]) -> tuple[str, ...]:
    return terms[::2]


_TERMS: Mapping[str, Callable[[tuple[str, ...]], tuple[str, ...]]] = {
    "declared terms": tuple,
    "half of them": _every_second,
    "eight a side": _first,
}


def load_causes() -> dict[str, Campaign]:
    """The campaigns of `stances/`, by name."""
    files = sorted((Path(__file__).parent / "stances").glob("*.yaml"))
    return {file.stem: load_campaign(file.read_bytes(), file.name) for file in files}


def _tag_sides(examples: Sequence[LabelledText], fewer: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Labels:
    """1, 0 or -1 as the tagger reads each example towards its cause, with fewer of the terms."""
    campaigns = [_with_terms(each, fewer) for each in load_causes().values()]
    posts, causes = [make_post(each.text) for each in examples], [each.group for each in examples]
    return np.array([_SIDES[each.stance] for each in Tagger(campaigns).tag(posts, causes)])


def _with_terms(campaign: Campaign, fewer: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Campaign:
    stance = campaign.stance
    some = replace(stance, favour=fewer(stance.favour), against=fewer(stance.against))
    return replace(campaign, stance=some)


def _predict_majorities(truth: Labels, causes: Labels) -> Labels:
    """Each cause's most frequent side."""
    most = {
        cause: max(_SIDES.values(), key=lambda side: (truth[causes == cause] == side).sum()) for cause in set(causes)
    }
    return np.array([most[cause] for cause in causes])


def _mean_over_causes(measure: _Measure, truth: Labels, said: Labels, causes: Labels) -> Figure:
    """The mean of a measure over the causes; each is resampled by itself, as the tweets of one are no others'."""
    bounds = [_resample(measure, truth[causes == cause], said[causes == cause]) for cause in sorted(set(causes))]
    mean = float(np.mean([each.value for each in bounds]))
    below = np.sqrt(np.sum([(each.value - each.low) ** 2 for each in bounds])) / len(bounds)
    above = np.sqrt(np.sum([(each.high - each.value) ** 2 for each in bounds])) / len(bounds)
    return Figure(round(mean, 4), round(mean - float(below), 4), round(mean + float(above), 4))


def _resample(measure: _Measure, truth: Labels, said: Labels) -> Figure:
    return bootstrap(lambda drawn: measure(truth[drawn], said[drawn]), len(truth))


def _mean(measure: _Measure, truth: Labels, said: Labels, causes: Labels) -> float:
    """The mean of a measure over the causes, without an interval."""
    each = [measure(truth[causes == cause], said[causes == cause]) for cause in sorted(set(causes))]
    return round(float(np.mean(each)), 4)


def _f1_of_three(truth: Labels, said: Labels) -> float:
    return float(f1_score(truth, said, labels=[-1, 0, 1], average="macro", zero_division=0))


def _f1_of_two(truth: Labels, said: Labels) -> float:
    """Of for and against, among all three: as SemEval counts."""
    return float(f1_score(truth, said, labels=[-1, 1], average="macro", zero_division=0))


def _correlation(truth: Labels, said: Labels) -> float:
    """Pearson's, of sides as -1, 0 and 1; 0 where all are alike."""
    return float(np.corrcoef(truth, said)[0, 1]) if truth.std() and said.std() else 0.0


def _share_error(truth: Labels, said: Labels) -> float:
    """By how much the share of support among those who take a side is wrong; where nobody does, it is a half."""
    return abs(_share_of_support(truth) - _share_of_support(said))


def _share_of_support(sides: Labels) -> float:
    taken = sides[sides != 0]
    return float((taken > 0).mean()) if len(taken) else 0.5


_MEASURES: tuple[tuple[str, _Measure, float | None], ...] = (
    ("macro-F1 of three", _f1_of_three, 0.45),
    ("macro-F1 of for and against", _f1_of_two, None),
    ("correlation with truth", _correlation, 0.35),
    ("error of the share of support", _share_error, 0.15),
)
