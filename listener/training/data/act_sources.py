"""What the table of acts learns from: posts written for it, and sentences and comments of people whose labels mean
one of our kinds. People's text keeps it honest about how people write: at length, and mostly of nothing done.
"""

from pathlib import Path
from typing import NamedTuple

from listener.training.data import datasets
from listener.training.data.written_acts import read_written_acts
from pipelines.tags.acts.kinds import DeedKind

# How much an example of each source counts beside a post written for this; chosen on posts written apart.
_TALK_WEIGHT, _COMMENT_WEIGHT, _ORDINARY_WEIGHT = 0.3, 0.3, 0.15
_ORDINARY = 3_000  # comments of everyday life, in which nobody does anything for a story
_TWEETS = 1_200  # of each language: most are of everyday life, too

_KIND_OF_TALK = (
    (datasets.PLEDGE_LABELS, DeedKind.PLEDGE),
    (frozenset(("disagree-donation", "disagree-donation-more")), DeedKind.REFUSE),
    (datasets.QUESTION_LABELS, DeedKind.ASK),
    (frozenset(("positive-reaction-to-donation",)), DeedKind.PRAISE),
)
_KIND_OF_COMMENT = {
    "none": DeedKind.NONE,
    "problem-solution": DeedKind.NONE,  # it names a problem: of itself that is no deed
    "call-to-action": DeedKind.URGE,
    "intention": DeedKind.PLEDGE,
    "execution": DeedKind.ACT,
}


class ActExample(NamedTuple):
    """A text, its language, its kind, whether its author tells of harm done to them (None: not labelled), weight."""

    text: str
    language: str
    kind: DeedKind
    testimony: bool | None
    weight: float


def read_act_examples(root: Path) -> list[ActExample]:
    """All of them; of talks and comments, the part that nothing is measured on."""
    written = [ActExample(each.text, each.language, each.kind, each.testimony, 1.0) for each in read_written_acts()]
    return [*written, *_read_talks(root), *_read_comments(root), *_read_ordinary(root), *_read_tweets(root)]


def _read_talks(root: Path) -> list[ActExample]:
    """Sentences of people who were asked to give, from the half of the talks on which pledges are not measured."""
    talks = datasets.read_talks(root / "persuasion_for_good" / "annotated.csv")
    return [
        ActExample(each.text, "en", kind_of_talk(each.labels), None, _TALK_WEIGHT)
        for each in talks
        if not datasets.is_measured_talk(each.group)
    ]


def kind_of_talk(labels: frozenset[str]) -> DeedKind:
    """The kind that the annotators' acts mean."""
    return next((kind for some, kind in _KIND_OF_TALK if some & labels), DeedKind.NONE)


def _read_comments(root: Path) -> list[ActExample]:
    """Comments with their way of taking part, but for those that people labelled: they measure."""
    comments = datasets.load_set("collective_action", "train.csv", root=root)
    return [
        ActExample(each.text, "en", _KIND_OF_COMMENT[each.label], None, _COMMENT_WEIGHT)
        for each in comments
        if each.group != "human"
    ]


def _read_ordinary(root: Path) -> list[ActExample]:
    """Comments of everyday life that ask nothing."""
    every = datasets.load_set("goemotions", "train.csv", root=root)
    some = [each for each in every if "?" not in each.text][:: max(1, len(every) // (2 * _ORDINARY))]
    return [ActExample(each.text, "en", DeedKind.NONE, None, _ORDINARY_WEIGHT) for each in some[:_ORDINARY]]


def _read_tweets(root: Path) -> list[ActExample]:
    """Tweets in eight languages that ask nothing, about anything: without them one in ten was taken for a step."""
    every = [each for each in datasets.load_set("umsab_sentiment", "train.csv", root=root) if "?" not in each.text]
    by_language = {code: [each for each in every if each.language == code] for code in {e.language for e in every}}
    some = [each for code in sorted(by_language) for each in by_language[code][:_TWEETS]]
    return [ActExample(each.text, each.language, DeedKind.NONE, None, _ORDINARY_WEIGHT) for each in some]
