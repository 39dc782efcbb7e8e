"""Sources: labelled texts of people, by what they truly show of a stage and a side.

Of the talks it is the half on which no table of the tagger has learned (`is_measured_talk`); of the comments,
what people labelled; of SemEval its train part, on which nothing was fitted, though rules were looked at on it.
Tweets of speech acts have chosen nothing about stages, and are of no story: none of them is beyond interest.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from listener.training.data import datasets
from listener.training.data.datasets import DATA_ROOT, PLEDGE_LABELS, QUESTION_LABELS, LabelledText

_REFUSALS = frozenset(("disagree-donation", "disagree-donation-more"))
_PRAISE = frozenset(("positive-reaction-to-donation",))


class Said(NamedTuple):
    """A text of a person, and what is true of who says it: rank of the stage; side 1 for, -1 against, 0 neither."""

    text: str
    rank: int
    side: int


class Meaning(NamedTuple):
    """What all texts of a pool show."""

    rank: int
    side: int


MEANINGS: Mapping[str, Meaning] = {
    "favor": Meaning(0, 1),
    "against": Meaning(0, -1),
    "neither": Meaning(0, 0),
    "pledge": Meaning(2, 1),
    "refusal": Meaning(0, -1),
    "question": Meaning(1, 0),
    "praise": Meaning(0, 1),
    "talk": Meaning(0, 0),
    "comment": Meaning(0, 0),
    "problem": Meaning(1, 0),
    "call": Meaning(2, 1),
    "intention": Meaning(2, 1),
    "deed": Meaning(3, 1),
    "tweet": Meaning(0, 0),
    "asking tweet": Meaning(1, 0),
}
_COMMENTS = {"none": "comment", "problem-solution": "problem", "call-to-action": "call", "intention": "intention"}
_TWEETS = {"EXP": "tweet", "STM": "tweet", "THT": "tweet", "QUE": "asking tweet"}


@cache
def load_pools(cause: str, root: Path = DATA_ROOT) -> Mapping[str, tuple[str, ...]]:
    """The texts by meaning; `cause` is one of SemEval's, for whose campaign, or against it, its tweets are."""
    pools: dict[str, list[str]] = {name: [] for name in MEANINGS}
    for each in datasets.load_set("stance_semeval", "train.csv", root=root):
        if each.group == cause:
            pools["neither" if each.label == "none" else each.label].append(each.text)
    for each in datasets.read_talks(root / "persuasion_for_good" / "annotated.csv"):
        if datasets.is_measured_talk(each.group):
            pools[_meaning_of_talk(each)].append(each.text)
    for each in datasets.load_set("collective_action", "train.csv", root=root):
        if each.group == "human":
            pools[_COMMENTS.get(each.label, "deed")].append(each.text)
    for each in datasets.load_set("tweet_act", "dev.csv", root=root):
        if each.label in _TWEETS:
            pools[_TWEETS[each.label]].append(each.text)
    return {name: tuple(texts) for name, texts in pools.items()}


def _meaning_of_talk(said: LabelledText) -> str:
    if said.labels & PLEDGE_LABELS:
        return "pledge"
    if said.labels & _REFUSALS:
        return "refusal"
    if said.labels & QUESTION_LABELS:
        return "question"
    return "praise" if said.labels & _PRAISE else "talk"
