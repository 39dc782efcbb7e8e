"""What the stage rests on, measured: trust in phrases, how sure a stage is, and how often each one is found.

Two labelled sets know stages: comments (by participation; of no campaign) and talks about giving to one cause (by the
annotators' acts), which are to a cause what posts are to a campaign's story. What is fitted is scored on other folds.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

from listener.training import calibrate
from listener.training.calibrate import Judged
from listener.training.folds import FOLDS
from listener.training.measures import Figure, Labels, bootstrap, calibration_error
from models.tags import Participation, Stage
from pipelines.tags.acts import stages
from pipelines.tags.linear.weighting import FloatArray

SPLITS = 10  # ways to make folds of few labels, over which their calibration error is averaged

Trust = dict[str, float]


class Set(NamedTuple):
    """Labelled texts: participation's probabilities, what phrases show, groups not to split, labels by people."""

    said: FloatArray
    seen: list[Judged]
    groups: Labels
    human: Labels


class Told(NamedTuple):
    """Stages as ranks, and how probable they are said to be."""

    rank: Labels
    sure: Labels


def measured(comments: Set, talks: Set) -> dict[str, Any]:
    """The card's part on stages: what is fitted on everything, and figures of the same fitted on other folds."""
    anywhere = calibrate.trust(comments.seen)
    story = calibrate.in_story(anywhere, talks.seen)
    people = _people(comments)
    asked = _talks(talks, anywhere)
    in_story = _told(comments, story)
    return {
        "trust": anywhere,
        "trust_in_story": story,
        "sureness": _sureness(people, anywhere),
        "sureness_in_story": _sureness(talks, story),
        "stages": rates(in_story, comments) | {"interest": rates(asked, talks)["interest"]},
        "stages_human": rates(_told(people, story), people),
        "stages_of_no_campaign": rates(_told(comments, anywhere), comments),
        "stages_in_talks": rates(asked, talks),
        "stage_calibration_error": _errors([_comments(comments, seed) for seed in range(SPLITS)], comments),
        "stage_calibration_error_in_story": _error(asked, talks),
    }


def true(of: Set) -> Labels:
    """The ranks that the labels mean."""
    return np.array([each.stage.rank for each in of.seen])


def weight(of: Set) -> Labels:
    """The weights of the texts."""
    return np.array([each.weight for each in of.seen])


def rates(told: Told, of: Set) -> dict[str, dict[str, float]]:
    """`se` and `fp` of reaching each stage, and how many texts have."""
    ranks = [each for each in Stage if each.rank and (true(of) >= each.rank).any()]
    return {each.value: _rates(told.rank >= each.rank, true(of) >= each.rank, weight(of)) for each in ranks}


def _rates(said: Labels, reached: Labels, weights: Labels) -> dict[str, float]:
    share = [round(float(np.average(said[each], weights=weights[each])), 4) for each in (reached, ~reached)]
    return {"se": share[0], "fp": share[1], "examples": int(reached.sum())}


def _comments(comments: Set, seed: int) -> Told:
    """Comments told by trust and sureness that were fitted on the other folds."""
    splitter = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    pieces: list[tuple[Labels, Told]] = []
    for fold, test in splitter.split(comments.said, true(comments)):
        rest = _some(comments, fold)
        trust = calibrate.trust(rest.seen)
        pieces.append((test, _surely(_told(_some(comments, test), trust), _sureness(_people(rest), trust))))
    return _joined(pieces)


def _talks(talks: Set, anywhere: Trust) -> Told:
    """Sentences told as of a story, by the trust and sureness that were fitted on other talks."""
    splitter = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    pieces: list[tuple[Labels, Told]] = []
    for fold, test in splitter.split(talks.said, true(talks), talks.groups):
        rest = _some(talks, fold)
        trust = calibrate.in_story(anywhere, rest.seen)
        pieces.append((test, _surely(_told(_some(talks, test), trust), _sureness(rest, trust))))
    return _joined(pieces)


def _told(of: Set, trust: Trust) -> Told:
    told = [
        stages.stage_of(row, each.act, each.tokens, trust)
        for row, each in zip(of.said.tolist(), of.seen, strict=True)
    ]
    return Told(np.array([best.rank for best, _, _ in told]), np.array([sure for _, sure, _ in told]))


def _sureness(of: Set, trust: Trust) -> dict[str, float]:
    told = _told(of, trust)
    return calibrate.sureness(told.sure, told.rank == true(of), weight(of))


def _surely(told: Told, sureness: dict[str, float]) -> Told:
    return Told(told.rank, np.array([stages.calibrate(each, sureness) for each in told.sure.tolist()]))


def _joined(pieces: Sequence[tuple[Labels, Told]]) -> Told:
    order = np.argsort(np.concatenate([places for places, _ in pieces]))
    rank, sure = (np.concatenate([told[i] for _, told in pieces])[order] for i in (0, 1))
    return Told(rank, sure)


def _some(of: Set, chosen: Labels) -> Set:
    return Set(of.said[chosen], [of.seen[i] for i in chosen], of.groups[chosen], of.human[chosen])


def _people(of: Set) -> Set:
    """What people labelled, by itself at the natural balance of classes."""
    some = _some(of, np.flatnonzero(of.human))
    weights = calibrate.natural_weights(np.where(true(some) == 0, Participation.NONE.value, ""))
    seen = [each._replace(weight=one) for each, one in zip(some.seen, weights.tolist(), strict=True)]
    return some._replace(seen=seen)


def _only(told: Told, chosen: Labels) -> Told:
    return Told(told.rank[chosen], told.sure[chosen])


def _errors(every: Sequence[Told], of: Set) -> Figure:
    """The mean of the errors on what people labelled, with the widest ends."""
    figures = [_error(_only(told, of.human), _people(of)) for told in every]
    low, high = min(each.low for each in figures), max(each.high for each in figures)
    return Figure(round(float(np.mean([each.value for each in figures])), 4), low, high)


def _error(told: Told, of: Set) -> Figure:
    right, weights = told.rank == true(of), weight(of)
    return bootstrap(lambda rows: calibration_error(right[rows], told.sure[rows], weights[rows]), len(right))
