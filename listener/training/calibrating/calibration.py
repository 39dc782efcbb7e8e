"""Fits what is not a weight: the natural balance of participation, thresholds of emotions, trust in acts."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from listener.training.data.datasets import LabelledText
from listener.training.measuring.measures import Labels
from models.tags import Act, Emotion, Participation, Stage
from pipelines.tags.acts import stages
from pipelines.tags.acts.bars import act_bars
from pipelines.tags.acts.deciding import act_of
from pipelines.tags.acts.participation import participation_of as _participation
from pipelines.tags.classifiers.scoring import calibrate_participation
from pipelines.tags.document import read_documents
from pipelines.tags.linear.weighting import FloatArray

NONE_SHARE = 0.74  # of natural comments take no part (Pera and Aiello); the training set has other shares
_TRUSTED_ACTS = tuple(each for each, shown in stages.STAGE_BY_ACT.items() if each and shown is not Stage.AWARENESS)


def natural_weights(labels: Labels) -> Labels:
    """Weights under which `none` has its natural share, and the other classes keep theirs among themselves."""
    none = labels == Participation.NONE.value
    weights: NDArray[Any] = np.where(none, NONE_SHARE / none.mean(), (1 - NONE_SHARE) / (~none).mean())
    return weights


def fit_participation(scores: FloatArray, labels: Labels) -> dict[str, float]:
    """Sharpness and shift of `none` that make held-out scores probable, and the threshold at the natural balance."""
    order = [each.value for each in Participation]
    truth = np.array([order.index(label) for label in labels])
    weights = natural_weights(labels)

    def negative_log_likelihood(free: FloatArray) -> float:
        said = calibrate_participation(scores, {"sharpness": float(np.exp(free[0])), "none": float(free[1])})
        return float(-(weights * np.log(said[np.arange(len(truth)), truth] + 1e-9)).sum() / weights.sum())

    best = minimize(negative_log_likelihood, np.zeros(2), method="Nelder-Mead").x
    fitted = {"sharpness": float(np.exp(best[0])), "none": float(best[1])}
    return {
        **{name: round(value, 4) for name, value in fitted.items()},
        "least": _least_probability(calibrate_participation(scores, fitted), weights),
    }


def participation_labels(said: FloatArray, least: float) -> Labels:
    """The participation that the tagger would say at these probabilities."""
    return np.array([_participation(row, None, least).value for row in said.tolist()])


def _least_probability(said: FloatArray, weights: Labels) -> float:
    """How probable taking part must be, so that as many are said to take part as naturally do."""
    order = np.argsort(-(1 - said[:, 0]))
    takes = np.searchsorted(np.cumsum(weights[order]) / weights.sum(), 1 - NONE_SHARE)
    return round(float((1 - said[:, 0])[order][takes]), 4)


def best_thresholds(probabilities: FloatArray, examples: Sequence[LabelledText]) -> list[float]:
    """For each emotion the probability at which F1 is best on held-out examples."""
    return [
        _best_threshold(probabilities[:, i], np.array([emotion.value in each.labels for each in examples]))
        for i, emotion in enumerate(Emotion)
    ]


def _best_threshold(said: Labels, truth: Labels) -> float:
    tried = np.linspace(0.05, 0.7, 66)
    return round(float(tried[int(np.argmax([f1_score(truth, said > each) for each in tried]))]), 2)


class ActReading(NamedTuple):
    """What the tagger takes for the act of a text beside what its label means: the act and the text's length in
    tokens, the stage, its weight; and the furthest stage it can be at without an act."""

    act: Act | None
    tokens: int
    stage: Stage
    weight: float
    furthest: Stage = Stage.ACTION


def read_acts_of(
    examples: Sequence[LabelledText], stages: Sequence[Stage], weights: Labels, *, in_story: bool
) -> list[ActReading]:
    """The examples as the tagger reads their acts, beside the stage that each one's label means."""
    readings = read_documents([each.text for each in examples], [each.language for each in examples])
    bars = act_bars()
    return [
        ActReading(deed.act, len(each.tokens.lower), stage, weight, deed.furthest)
        for each, stage, weight in zip(readings, stages, weights.tolist(), strict=True)
        for deed in [act_of(each.phrases, each.wording, None, bars, in_story)]
    ]


def act_trust(readings: Sequence[ActReading]) -> dict[str, float]:
    """How often an act and the label mean the same stage, by act and length of text."""
    by_rule = [(stages.trust_name(each.act, each.tokens), each) for each in readings]
    total, right = defaultdict[str, float](float), defaultdict[str, float](float)
    for name, each in by_rule:
        total[name] += each.weight
        right[name] += each.weight * (stages.STAGE_BY_ACT[each.act] is each.stage)
    names = (stages.trust_name(each, tokens) for each in _TRUSTED_ACTS for tokens in (1, stages.SHORT_TEXT + 1))
    return {name: round(float((right[name] + 0.5) / (total[name] + 2)), 2) for name in names}


def trust_in_story(anywhere: dict[str, float], talks: Sequence[ActReading]) -> dict[str, float]:
    """Trust where a post is of a campaign's story: a short question earns what questions in talks about a cause did.
    Who tells or demands in short has the same, as a prior: no labelled set could measure it. The rest as anywhere."""
    asked = act_trust(talks)[stages.trust_name(Act.ASK, 1)]
    return {**anywhere, **{stages.trust_name(each, 1): asked for each in (Act.ASK, Act.TELL, Act.DEMAND_AN_ACCOUNT)}}


def fit_sureness(claimed: FloatArray, right: Labels, weights: Labels) -> dict[str, float]:
    """Slope and shift of the log-odds under which a stage's claimed probability is how often it is right; with few
    labels, held close to one probability for all."""
    odds = np.log(np.clip(claimed, 1e-3, 1) / np.clip(1 - claimed, 1e-3, 1))[:, None]
    fitted = LogisticRegression(C=0.03).fit(odds, right, sample_weight=weights)
    return {"slope": round(float(fitted.coef_[0, 0]), 4), "shift": round(float(fitted.intercept_[0]), 4)}


def stage_of_label(label: str) -> Stage:
    """The stage that a labelled participation means."""
    return stages.STAGE_BY_PARTICIPATION[Participation(label)]
