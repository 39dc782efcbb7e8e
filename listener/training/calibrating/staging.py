"""What the stage rests on, measured: trust in acts, how sure a stage is, and how often each one is found.

Two labelled sets know stages: comments (by participation; of no campaign) and talks about giving to one cause (by the
annotators' acts), which are to a cause what short posts are to a campaign's story. What is fitted is scored on other
folds, and measured on what people labelled alone.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold

from listener.training.calibrating import calibration
from listener.training.calibrating.calibration import ActReading
from listener.training.fitting.folds import FOLDS
from listener.training.measuring.measures import Figure, Labels, bootstrap, calibration_error
from models.tags import Participation, Stage
from pipelines.readiness.confusion_rates import wilson_interval
from pipelines.tags.acts import Deed, stages
from pipelines.tags.linear.weighting import FloatArray

_SPLITS = 10  # ways to make folds of few labels, over which their calibration error is averaged

ActTrust = dict[str, float]


class StageExamples(NamedTuple):
    """Labelled texts: participation's probabilities, acts, groups not to split (forums, talks),
    whether it may be measured on (people labelled it, and no table learned from it), and who wrote it. Of the others
    those that a model wrote come last, and may have no probabilities."""

    probabilities: FloatArray
    readings: list[ActReading]
    groups: Labels
    measured: Labels
    people: Labels


class StagePredictions(NamedTuple):
    """Stages as ranks, and how probable they are said to be."""

    rank: Labels
    probability: Labels


def measure_stages(comments: StageExamples, talks: StageExamples) -> dict[str, Any]:
    """The card's part on stages: what is fitted on everything, and figures of the same fitted on other folds."""
    anywhere = calibration.act_trust(comments.readings)
    story = calibration.trust_in_story(anywhere, talks.readings)
    people = _labelled_by_people(comments)
    unread = np.flatnonzero(talks.measured)
    in_talks, measured_talks = _select_predictions(_predict_talks(talks, anywhere), unread), _select(talks, unread)
    of_people = _predict_comments(comments, talks, 0)
    return {
        "trust": anywhere,
        "trust_in_story": story,
        "sureness": _fit_sureness(people, anywhere),
        "sureness_in_story": _fit_sureness(talks, story),
        "stages": reach_rates(of_people, people) | reach_rates(in_talks, measured_talks),
        "stages_in_comments": reach_rates(of_people, people),
        "stages_in_talks": reach_rates(in_talks, measured_talks),
        "stage_calibration_error": _mean_error(
            [_predict_comments(comments, None, seed) for seed in range(_SPLITS)], people
        ),
        "stage_calibration_error_in_story": _calibration_error(in_talks, measured_talks),
    }


def true_ranks(examples: StageExamples) -> Labels:
    """The ranks that the labels mean."""
    return np.array([each.stage.rank for each in examples.readings])


def example_weights(examples: StageExamples) -> Labels:
    """The weights of the texts."""
    return np.array([each.weight for each in examples.readings])


def reach_rates(predictions: StagePredictions, examples: StageExamples) -> dict[str, dict[str, float]]:
    """`se` and `fp` of reaching each stage with the ends of their 95 % intervals (Wilson's), and on how many people's
    texts each rests: `examples` who have reached it, `others` who have not."""
    ranks = [each for each in Stage if each.rank and (true_ranks(examples) >= each.rank).any()]
    return {
        each.value: _reach_rate(predictions.rank >= each.rank, true_ranks(examples) >= each.rank, examples)
        for each in ranks
    }


def _reach_rate(said: Labels, reached: Labels, examples: StageExamples) -> dict[str, float]:
    rates: dict[str, float] = {}
    for name, count, those in (("se", "examples", reached), ("fp", "others", ~reached)):
        weights = example_weights(examples)[those]
        rate, n = float(np.average(said[those], weights=weights)), _effective_people(weights, examples.people[those])
        low, high = wilson_interval(rate, n)
        rates |= {name: round(rate, 4), f"{name}_low": round(low, 4), f"{name}_high": round(high, 4), count: n}
    return rates


def _effective_people(weights: Labels, people: Labels) -> int:
    """How many people's texts of one weight tell as much as these (Kish, "Survey Sampling", 1965): somebody's second
    text says little that is new, and texts of other weights less than their number."""
    by_person = np.bincount(np.unique(people, return_inverse=True)[1], weights)
    return max(1, round(float(by_person.sum() ** 2 / np.square(by_person).sum())))


def _predict_comments(comments: StageExamples, talks: StageExamples | None, seed: int) -> StagePredictions:
    """Stages of what people labelled, by trust and sureness that were fitted on other forums and on what was written;
    with talks, as of a story."""
    human, written = np.flatnonzero(comments.measured), np.flatnonzero(~comments.measured)
    splitter = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    pieces: list[tuple[Labels, StagePredictions]] = []
    for fold, test in splitter.split(human, true_ranks(comments)[human], comments.groups[human]):
        anywhere = calibration.act_trust([comments.readings[i] for i in (*human[fold], *written)])
        trust = calibration.trust_in_story(anywhere, talks.readings) if talks else anywhere
        sureness = _fit_sureness(_labelled_by_people(_select(comments, human[fold])), trust)
        pieces.append((test, _calibrate(_predict(_select(comments, human[test]), trust), sureness)))
    return _join_folds(pieces)


def _predict_talks(talks: StageExamples, anywhere: ActTrust) -> StagePredictions:
    """Stages of sentences, taken as of a story, by the trust and sureness that were fitted on other talks."""
    splitter = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    pieces: list[tuple[Labels, StagePredictions]] = []
    for fold, test in splitter.split(talks.probabilities, true_ranks(talks), talks.groups):
        rest = _select(talks, fold)
        trust = calibration.trust_in_story(anywhere, rest.readings)
        pieces.append((test, _calibrate(_predict(_select(talks, test), trust), _fit_sureness(rest, trust))))
    return _join_folds(pieces)


def _predict(examples: StageExamples, trust: ActTrust) -> StagePredictions:
    staged = [
        stages.stage_of(row, Deed(each.act, furthest=each.furthest), each.tokens, trust)
        for row, each in zip(examples.probabilities.tolist(), examples.readings, strict=True)
    ]
    return StagePredictions(np.array([best.rank for best, _, _ in staged]), np.array([sure for _, sure, _ in staged]))


def _fit_sureness(examples: StageExamples, trust: ActTrust) -> dict[str, float]:
    predictions = _predict(examples, trust)
    return calibration.fit_sureness(
        predictions.probability, predictions.rank == true_ranks(examples), example_weights(examples)
    )


def _calibrate(predictions: StagePredictions, sureness: dict[str, float]) -> StagePredictions:
    return StagePredictions(
        predictions.rank, np.array([stages.calibrate(each, sureness) for each in predictions.probability.tolist()])
    )


def _join_folds(pieces: Sequence[tuple[Labels, StagePredictions]]) -> StagePredictions:
    order = np.argsort(np.concatenate([places for places, _ in pieces]))
    rank, probability = (np.concatenate([predictions[i] for _, predictions in pieces])[order] for i in (0, 1))
    return StagePredictions(rank, probability)


def _select(examples: StageExamples, chosen: Labels) -> StageExamples:
    return StageExamples(
        examples.probabilities[chosen],
        [examples.readings[i] for i in chosen],
        examples.groups[chosen],
        examples.measured[chosen],
        examples.people[chosen],
    )


def _labelled_by_people(examples: StageExamples) -> StageExamples:
    """What people labelled, by itself at the natural balance of classes."""
    some = _select(examples, np.flatnonzero(examples.measured))
    weights = calibration.natural_weights(np.where(true_ranks(some) == 0, Participation.NONE.value, ""))
    readings = [each._replace(weight=one) for each, one in zip(some.readings, weights.tolist(), strict=True)]
    return some._replace(readings=readings)


def _select_predictions(predictions: StagePredictions, chosen: Labels) -> StagePredictions:
    return StagePredictions(predictions.rank[chosen], predictions.probability[chosen])


def _mean_error(every: Sequence[StagePredictions], people: StageExamples) -> Figure:
    """The mean of the errors on what people labelled, with the widest ends."""
    figures = [_calibration_error(each, people) for each in every]
    low, high = min(each.low for each in figures), max(each.high for each in figures)
    return Figure(round(float(np.mean([each.value for each in figures])), 4), low, high)


def _calibration_error(predictions: StagePredictions, examples: StageExamples) -> Figure:
    right, weights = predictions.rank == true_ranks(examples), example_weights(examples)
    return bootstrap(
        lambda rows: calibration_error(right[rows], predictions.probability[rows], weights[rows]), len(right)
    )
