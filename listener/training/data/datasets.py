"""The labelled sets, as texts and labels. Each file's own terms and authors are in pipelines/tags/MODEL_CARD.md."""

import csv
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from models.tags import Emotion, Stage
from pipelines.tags.classifiers.emotions import FROM_GOEMOTIONS

DATA_ROOT = Path(__file__).parents[4] / "shared" / "data"
_WRITTEN = Path(__file__).parent / "written"
UMSAB_LANGUAGES = {
    "arabic": "ar", "english": "en", "french": "fr", "german": "de", "hindi": "hi", "italian": "it",
    "portuguese": "pt", "spanish": "es",
}  # fmt: skip
PARTICIPATION_CLASSES = {
    "None": "none", "Problem-Solution": "problem-solution", "Call-to-action": "call-to-action",
    "Intention": "intention", "Execution": "execution",
}  # fmt: skip
_POSITIVE = frozenset(
    ("admiration", "amusement", "approval", "caring", "desire", "excitement", "gratitude", "joy", "love", "optimism")
)
_NEGATIVE = frozenset(
    ("anger", "annoyance", "disappointment", "disapproval", "disgust", "embarrassment", "fear", "grief", "remorse")
) | {"nervousness", "sadness"}
_ALSO_POSITIVE = frozenset(("pride", "relief"))
_NOISE = re.compile(r"https?\S*|@\w+|\brt\b|\W")


_BROKEN_LABELS = (
    "hi"  # of UMSAB's train and val: an encoder that never saw Hindi agrees with 37 % of them, chance is 33 %
)


class LabelledText(NamedTuple):
    """A text, its language, its label (or labels), the group that must not be split between train and test, and the
    forum that it is from, where the set says."""

    text: str
    language: str
    label: str
    labels: frozenset[str] = frozenset()
    group: str = ""
    forum: str = ""


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_umsab(path: Path) -> list[LabelledText]:
    """Tweets in eight languages: negative, neutral, positive."""
    return [LabelledText(row["text"], UMSAB_LANGUAGES[row["lang"]], row["label"]) for row in read_rows(path)]


def drop_broken_labels(tweets: Sequence[LabelledText]) -> list[LabelledText]:
    """UMSAB's tweets to learn from: those of Hindi have labels close to random, and would teach noise."""
    return [each for each in tweets if each.language != _BROKEN_LABELS]


def read_goemotions(path: Path) -> list[LabelledText]:
    """Reddit comments: our emotions; as `label` the sentiment of GoEmotions' own grouping, empty if mixed."""
    return [_goemotions(row["text"], frozenset(row["labels"].split("|"))) for row in read_rows(path)]


def _goemotions(text: str, labels: frozenset[str]) -> LabelledText:
    ours = frozenset(emotion.value for emotion in Emotion if FROM_GOEMOTIONS[emotion] & labels)
    pleased, displeased = bool(labels & (_POSITIVE | _ALSO_POSITIVE)), bool(labels & _NEGATIVE)
    sentiment = "" if pleased and displeased else "positive" if pleased else "negative" if displeased else "neutral"
    return LabelledText(text, "en", sentiment, ours)


def read_participation(path: Path) -> list[LabelledText]:
    """Reddit comments: participation; the group says who labelled it (`human`, `Synthetic`, `RedditExtension`)."""
    return [
        LabelledText(
            row["text"] if row["text"] not in ("", "None") else row["action_text"],
            "en",
            PARTICIPATION_CLASSES[row["label"]],
            group="human" if row["provenance"] in ("", "None") else row["provenance"],
            forum=row.get("subreddit", ""),
        )
        for row in read_rows(path)
    ]


def read_tweet_acts(path: Path) -> list[LabelledText]:
    """Tweets: speech acts. Retweets of one text are one group."""
    return [
        LabelledText(row["text"], "en", row["act"], group=_NOISE.sub("", row["text"].lower())[:60])
        for row in read_rows(path)
    ]


def read_vader_tweets(path: Path) -> list[LabelledText]:
    """Tweets with a mean human valence, -4..4, as sentiment; between -0.6 and 0.6 is neutral."""
    with path.open(encoding="utf-8") as lines:
        parts = [line.rstrip("\n").split("\t") for line in lines][1:]
    return [LabelledText(part[2], "en", _valence(float(part[1]))) for part in parts if len(part) == 3]


def _valence(mean: float) -> str:
    return "positive" if mean > 0.6 else "negative" if mean < -0.6 else "neutral"


def read_stances(path: Path) -> list[LabelledText]:
    """Tweets for a cause, against it or neither (favor, against, none); the cause is their group."""
    return [LabelledText(row["text"], "en", row["stance"], group=row["target"]) for row in read_rows(path)]


def read_reviews(path: Path) -> list[LabelledText]:
    """Sentences of Norwegian reviews (NoReC): negative, neutral, positive. Most are in Bokmål."""
    return [LabelledText(row["text"], "nb", row["label"]) for row in read_rows(path)]


PLEDGE_LABELS = frozenset(("agree-donation", "provide-donation-amount", "confirm-donation"))
QUESTION_LABELS = frozenset(
    ("ask-org-info", "ask-donation-procedure", "task-related-inquiry", "ask-persuader-donation-intention")
)


def read_talks(path: Path) -> list[LabelledText]:
    """Sentences of those who were asked to give: the stage that the annotators' acts mean; a talk is a group."""
    said = [row for row in read_rows(path) if row["ee_label_1"]]
    labels = [frozenset((row["ee_label_1"], row["ee_label_2"])) for row in said]
    return [
        LabelledText(row["text"], "en", _talk_stage(each).value, each, row["dialog_id"])
        for row, each in zip(said, labels, strict=True)
    ]


def is_measured_talk(dialog: str) -> bool:
    """Whether a talk is of the half that is measured on, of which no table learns and which nobody read."""
    return crc32(dialog.encode()) % 2 == 1


def _talk_stage(labels: frozenset[str]) -> Stage:
    return Stage.DESIRE if labels & PLEDGE_LABELS else Stage.INTEREST if labels & QUESTION_LABELS else Stage.AWARENESS


def read_written(code: str, *, unseen: bool = False) -> list[LabelledText]:
    """Posts and sentences of reviews that a language model wrote for this project, with their sentiment; the `unseen`
    are for measuring alone. Empty for a language of which there are none."""
    path = _WRITTEN / ("unseen" if unseen else "") / f"{code}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [LabelledText(text, code, label) for label, text in (line.split("\t") for line in lines)]


SET_READERS: dict[str, Callable[[Path], list[LabelledText]]] = {
    "umsab_sentiment": read_umsab,
    "norec_sentence": read_reviews,
    "goemotions": read_goemotions,
    "collective_action": read_participation,
    "tweet_act": read_tweet_acts,
    "stance_semeval": read_stances,
}


def load_set(name: str, *files: str, root: Path = DATA_ROOT) -> list[LabelledText]:
    """The examples of some files of a set, e.g. load("goemotions", "train.csv")."""
    return [example for file in files for example in SET_READERS[name](root / name / file)]
