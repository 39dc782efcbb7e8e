"""The few numbers that classifiers read beside n-grams: which phrases were found, tone, and the shape of the text."""

import math
import re

from pipelines.tags import lexicon, vader
from pipelines.tags.phrases import Found
from pipelines.tags.words import Words

_RULES = (
    "act", "pledge", "wish", "offer", "demand-an-account", "urge", "tell", "ask", "criticise", "share",
    "support", "oppose", "testimony",
)  # fmt: skip
_TONE = ("tone", "good", "bad", "strength", "very-good", "very-bad")
_SHAPE = ("exclaims", "asks", "link", "name", "hashtag", "length", "money", "smile", "frown", "trails-off", "reposts")
NAMES = (*_RULES, *_TONE, *_SHAPE)

_FACES = re.compile(r"[:;=<^_]|[xX]D")  # without one of these there is none
_SMILE = re.compile(r"[:;=8xX][-o*']?[)\]dDpP3*]|<3|\^\^|[(\[]-?[:;=]")
_FROWN = re.compile(r"[:=][-o*']*[(\[/\\|@]|-\.-|-_-|;\(|T_T")

Cues = tuple[float, ...]


def cues(text: str, tokens: Words, found: Found, code: str | None, compound: float | None) -> Cues:
    """The numbers in the order of NAMES, each about 0..1 or -1..1. `compound` is VADER's score where it has one."""
    tone = _vader(compound) if compound is not None else _lexicon(tokens, code)
    return (*[float(rule in found) for rule in _RULES], *tone, *_shape(text, len(tokens.lower)))


def _vader(compound: float) -> Cues:
    good, bad = compound >= 0.05, compound <= -0.05
    return (compound, float(good), float(bad), abs(compound), float(compound > 0.5), float(compound < -0.5))


def _lexicon(tokens: Words, code: str | None) -> Cues:
    if code is None or not lexicon.speaks(code):
        return (0.0,) * len(_TONE)
    tone = lexicon.tone(tokens, code)
    lean = tone.good - tone.bad
    rate = lean / math.sqrt(max(1, len(tokens.lower)))
    emoji = max(-2.0, min(2.0, tone.emoji))
    return (_squash(lean), min(tone.good, 3) / 3, min(tone.bad, 3) / 3, rate, emoji, float(tone.negated > 0))


def _squash(number: float) -> float:
    return number / (1 + abs(number))


def _shape(text: str, length: int) -> Cues:
    return (
        min(text.count("!"), 3) / 3,
        min(text.count("?"), 2) / 2,
        float("http" in text),
        float("@" in text),
        float("#" in text),
        math.log1p(length) / 5,
        float("$" in text or "€" in text or "£" in text),
        *_faces(text),
        float("..." in text or "…" in text),
        float(text[:3].lower() == "rt "),
    )


def _faces(text: str) -> tuple[float, float]:
    text = text.replace("://", " ")
    if not _FACES.search(text):
        return 0.0, 0.0
    return min(len(_SMILE.findall(text)), 2) / 2, min(len(_FROWN.findall(text)), 2) / 2


def compound_of(text: str, code: str | None) -> float | None:
    """VADER's compound score for English, None for what it has no lexicon for."""
    return vader.compound(text) if code == "en" else None
