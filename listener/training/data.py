"""The labelled sets, as texts and labels. Each file's own terms and authors are in pipelines/tags/MODEL_CARD.md."""

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from models.tags import Emotion, Stage
from pipelines.tags.classifiers.emotions import FROM_GOEMOTIONS

ROOT = Path(__file__).parents[3] / "shared" / "data"
WRITTEN = Path(__file__).parent / "written"
LANGUAGES = {
    "arabic": "ar", "english": "en", "french": "fr", "german": "de", "hindi": "hi", "italian": "it",
    "portuguese": "pt", "spanish": "es",
}  # fmt: skip
PARTICIPATION = {
    "None": "none", "Problem-Solution": "problem-solution", "Call-to-action": "call-to-action",
    "Intention": "intention", "Execution": "execution",
}  # fmt: skip
_PLEASED = frozenset(
    ("admiration", "amusement", "approval", "caring", "desire", "excitement", "gratitude", "joy", "love", "optimism")
)
_DISPLEASED = frozenset(
    ("anger", "annoyance", "disappointment", "disapproval", "disgust", "embarrassment", "fear", "grief", "remorse")
) | {"nervousness", "sadness"}
_PLEASED_TOO = frozenset(("pride", "relief"))
_NOISE = re.compile(r"https?\S*|@\w+|\brt\b|\W")


class Example(NamedTuple):
    """A text, its language, its label (or labels), and the group that must not be split between train and test."""

    text: str
    language: str
    label: str
    labels: frozenset[str] = frozenset()
    group: str = ""


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def umsab(path: Path) -> list[Example]:
    """Tweets in eight languages: negative, neutral, positive."""
    return [Example(row["text"], LANGUAGES[row["lang"]], row["label"]) for row in rows(path)]


def goemotions(path: Path) -> list[Example]:
    """Reddit comments: our emotions; as `label` the sentiment of GoEmotions' own grouping, empty if mixed."""
    return [_goemotions(row["text"], frozenset(row["labels"].split("|"))) for row in rows(path)]


def _goemotions(text: str, labels: frozenset[str]) -> Example:
    ours = frozenset(emotion.value for emotion in Emotion if FROM_GOEMOTIONS[emotion] & labels)
    pleased, displeased = bool(labels & (_PLEASED | _PLEASED_TOO)), bool(labels & _DISPLEASED)
    sentiment = "" if pleased and displeased else "positive" if pleased else "negative" if displeased else "neutral"
    return Example(text, "en", sentiment, ours)


def participation(path: Path) -> list[Example]:
    """Reddit comments: participation; the group says who labelled it (`human`, `Synthetic`, `RedditExtension`)."""
    return [
        Example(
            row["text"] if row["text"] not in ("", "None") else row["action_text"],
            "en",
            PARTICIPATION[row["label"]],
            group="human" if row["provenance"] in ("", "None") else row["provenance"],
        )
        for row in rows(path)
    ]


def tweet_acts(path: Path) -> list[Example]:
    """Tweets: speech acts. Retweets of one text are one group."""
    return [
        Example(row["text"], "en", row["act"], group=_NOISE.sub("", row["text"].lower())[:60]) for row in rows(path)
    ]


def vader_tweets(path: Path) -> list[Example]:
    """Tweets with a mean human valence, -4..4, as sentiment; between -0.6 and 0.6 is neutral."""
    with path.open(encoding="utf-8") as lines:
        parts = [line.rstrip("\n").split("\t") for line in lines][1:]
    return [Example(part[2], "en", _valence(float(part[1]))) for part in parts if len(part) == 3]


def _valence(mean: float) -> str:
    return "positive" if mean > 0.6 else "negative" if mean < -0.6 else "neutral"


PLEDGES = frozenset(("agree-donation", "provide-donation-amount", "confirm-donation"))
QUESTIONS = frozenset(
    ("ask-org-info", "ask-donation-procedure", "task-related-inquiry", "ask-persuader-donation-intention")
)


def talks(path: Path) -> list[Example]:
    """Sentences of those who were asked to give: the stage that the annotators' acts mean; a talk is a group."""
    said = [row for row in rows(path) if row["ee_label_1"]]
    labels = [frozenset((row["ee_label_1"], row["ee_label_2"])) for row in said]
    return [
        Example(row["text"], "en", _talked(each).value, each, row["dialog_id"])
        for row, each in zip(said, labels, strict=True)
    ]


def _talked(labels: frozenset[str]) -> Stage:
    return Stage.DESIRE if labels & PLEDGES else Stage.INTEREST if labels & QUESTIONS else Stage.AWARENESS


def written(code: str, *, unseen: bool = False) -> list[Example]:
    """Posts and sentences of reviews that a language model wrote for this project, with their sentiment; the `unseen`
    are for measuring alone. Empty for a language of which there are none."""
    path = WRITTEN / ("unseen" if unseen else "") / f"{code}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [Example(text, code, label) for label, text in (line.split("\t") for line in lines)]


READERS: dict[str, Callable[[Path], list[Example]]] = {
    "umsab_sentiment": umsab,
    "goemotions": goemotions,
    "collective_action": participation,
    "tweet_act": tweet_acts,
}


def load(name: str, *files: str, root: Path = ROOT) -> list[Example]:
    """The examples of some files of a set, e.g. load("goemotions", "train.csv")."""
    return [example for file in files for example in READERS[name](root / name / file)]
