"""The few numbers that classifiers read beside n-grams: which phrases were found, tone, and the shape of the text."""

import math
from functools import lru_cache

from pipelines.tags.fast.matcher import PhraseMatches
from pipelines.tags.sentiment import lexicon
from pipelines.tags.text.emoticons import counted
from pipelines.tags.text.tokens import Tokens

_RULES = (
    "act", "pledge", "wish", "offer", "demand-an-account", "urge", "tell", "ask", "criticise", "share",
    "support", "oppose", "testimony",
)  # fmt: skip
_TONE = ("tone", "good", "bad", "strength", "very-good", "very-bad")
_SHAPE = ("exclaims", "asks", "link", "name", "hashtag", "length", "money", "smile", "frown", "trails-off", "reposts")
CUE_NAMES = (*_RULES, *_TONE, *_SHAPE)

Cues = tuple[float, ...]
_NO_TONE = (0.0,) * len(_TONE)


def read_cues(text: str, tokens: Tokens, found: PhraseMatches, code: str | None, compound: float | None) -> Cues:
    """The numbers in the order of NAMES, each about 0..1 or -1..1. `compound` is VADER's score where it has one."""
    tone = _vader(compound) if compound is not None else _lexicon(tokens, code)
    return _rules(tuple(found)) + tone + _shape(text, tokens)


@lru_cache(maxsize=4096)
def _rules(found: tuple[str, ...]) -> Cues:
    return tuple([float(rule in found) for rule in _RULES])


@lru_cache(maxsize=4096)
def _vader(compound: float) -> Cues:
    good, bad = compound >= 0.05, compound <= -0.05
    return (compound, float(good), float(bad), abs(compound), float(compound > 0.5), float(compound < -0.5))


def _lexicon(tokens: Tokens, code: str | None) -> Cues:
    if code is None or not lexicon.has_lexicon(code):
        return _NO_TONE
    tone = lexicon.count_words(tokens, code)
    lean = tone.good - tone.bad
    rate = lean / math.sqrt(max(1, len(tokens.lower)))
    emoji = max(-2.0, min(2.0, tone.emoji))
    return (_squash(lean), min(tone.good, 3) / 3, min(tone.bad, 3) / 3, rate, emoji, float(tone.negated > 0))


def _squash(number: float) -> float:
    return number / (1 + abs(number))


def _shape(text: str, tokens: Tokens) -> Cues:
    smiles, frowns = counted(tokens.faces) if tokens.faces else (0, 0)
    return (
        min(text.count("!"), 3) / 3,
        min(text.count("?"), 2) / 2,
        float("http" in text),
        float("@" in text),
        float("#" in text),
        math.log1p(len(tokens.lower)) / 5,
        float("$" in text or "€" in text or "£" in text),
        min(smiles, 2) / 2,
        min(frowns, 2) / 2,
        float("..." in text or "…" in text),
        float(text[:3].lower() == "rt "),
    )
