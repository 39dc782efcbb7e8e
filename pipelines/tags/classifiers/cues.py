"""The few numbers that classifiers read beside n-grams: which phrases stand in the text, its tone, and its shape."""

import math
from functools import lru_cache

from pipelines.tags.document import Document
from pipelines.tags.sentiment import count_words, has_lexicon
from pipelines.tags.text import Tokens, count_emoticons

_RULES = (
    "act", "pledge", "wish", "offer", "demand-an-account", "urge", "tell", "ask", "criticise", "share",
    "support", "oppose", "testimony",
)  # fmt: skip
_TONE = ("tone", "good", "bad", "strength", "very-good", "very-bad")
_SHAPE = ("exclaims", "asks", "link", "name", "hashtag", "length", "money", "smile", "frown", "trails-off", "reposts")
CUE_NAMES = (*_RULES, *_TONE, *_SHAPE)

Cues = tuple[float, ...]
_NO_TONE = (0.0,) * len(_TONE)


def read_cues(document: Document) -> Cues:
    """The numbers in the order of CUE_NAMES, each about 0..1 or -1..1."""
    tokens, code, compound = document.tokens, document.language.code, document.compound
    tone = _vader_cues(compound) if compound is not None else _lexicon_cues(tokens, code)
    return _rule_cues(tuple(document.phrases.places)) + tone + _shape_cues(tokens)


@lru_cache(maxsize=4096)
def _rule_cues(found: tuple[str, ...]) -> Cues:
    return tuple([float(rule in found) for rule in _RULES])


@lru_cache(maxsize=4096)
def _vader_cues(compound: float) -> Cues:
    good, bad = compound >= 0.05, compound <= -0.05
    return (compound, float(good), float(bad), abs(compound), float(compound > 0.5), float(compound < -0.5))


def _lexicon_cues(tokens: Tokens, code: str | None) -> Cues:
    if code is None or not has_lexicon(code):
        return _NO_TONE
    words = count_words(tokens, code)
    lean = words.good - words.bad
    rate = lean / math.sqrt(max(1, len(tokens.lower)))
    emoji = max(-2.0, min(2.0, words.emoji))
    return (_squash(lean), min(words.good, 3) / 3, min(words.bad, 3) / 3, rate, emoji, float(words.negated > 0))


def _squash(number: float) -> float:
    return number / (1 + abs(number))


def _shape_cues(tokens: Tokens) -> Cues:
    text = tokens.text
    smiles, frowns = count_emoticons(text)
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
