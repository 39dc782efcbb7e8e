"""Rates: how the tagger errs on stage and on stance, by what people labelled alone, and on which kind of text.

The rates of stages are those of the card, by which the rule counts. Only English has labels of stages and of stance.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from listener.training.data import datasets
from listener.training.measuring.measured import MeasuredFigure, make_post
from listener.training.measuring.measures import Figure, Labels, proportion
from listener.training.measuring.story_stances import load_causes
from models.tags import Stance
from pipelines.tags import Tagger
from pipelines.tags.linear.weights import model_card

_KINDS = {"comments": "long comments, of no story", "talks": "sentences in talks about one cause"}
_WORDS = {"se": "of those who are there are seen there", "fp": "of the others are seen there"}
_SIDES = {"favor": Stance.SUPPORT, "against": Stance.OPPOSE, "none": Stance.NEUTRAL}


def measure_stage_rates(_root: Path) -> Iterator[MeasuredFigure]:
    """The card's rates of every stage, on comments and in talks, each with the people that it rests on."""
    for kind, words in _KINDS.items():
        for stage, rates in model_card()[f"stages_in_{kind}"].items():
            for name, count in (("se", "examples"), ("fp", "others")):
                figure = Figure(rates[name], rates[f"{name}_low"], rates[f"{name}_high"])
                measure = f"{stage} or beyond, {words}: {name} ({_WORDS[name]})"
                yield MeasuredFigure("stages", measure, figure, rates[count], how="people, forums or talks held out")


def measure_stance_confusion(root: Path) -> Iterator[MeasuredFigure]:
    """What is said of those who are for one of five causes, against it, or neither: short posts, declared terms."""
    examples = datasets.load_set("stance_semeval", "train.csv", "val.csv", root=root)
    tagger = Tagger(list(load_causes().values()))
    tags = tagger.tag([make_post(each.text) for each in examples], [each.group for each in examples])
    said = np.array([each.stance for each in tags])
    truth = np.array([_SIDES[each.label] for each in examples])
    yield from tell_confusion("stance_semeval", truth, said)


def tell_confusion(name: str, truth: Labels, said: Labels) -> Iterator[MeasuredFigure]:
    """Of the posts of each stance, the share that each stance is said of; `neutral` and `unknown` are one."""
    told = np.where(said == Stance.UNKNOWN, Stance.NEUTRAL, said)
    for true in (Stance.SUPPORT, Stance.OPPOSE, Stance.NEUTRAL):
        among = told[truth == true]
        for each in _SIDES.values():
            measure = f"short posts on a cause whose author is {_WHO[true]}: said to be {_WHO[each]}"
            if len(among):
                yield MeasuredFigure(name, measure, proportion(among == each), len(among))


_WHO = {Stance.SUPPORT: "for", Stance.OPPOSE: "against", Stance.NEUTRAL: "neither"}
RATES = (measure_stage_rates, measure_stance_confusion)
