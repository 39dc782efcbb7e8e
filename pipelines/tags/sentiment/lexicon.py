"""Words of good and of bad, by language, written for this project; and how many of each a text has.

`word*` stands for every word that begins so. A word under a negation within three words counts for the other side.
"""

from functools import lru_cache
from itertools import compress, count
from typing import NamedTuple

from pipelines.tags.fast.vader import emoji_valence
from pipelines.tags.languages import LANGUAGES
from pipelines.tags.sentiment.emoji import BAD_EMOJI, GOOD_EMOJI
from pipelines.tags.sentiment.nynorsk import BOOSTS, spell_as_bokmal
from pipelines.tags.text import BoundedCache, Tokens

GOOD = {code: language.good for code, language in LANGUAGES.items() if language.good}
BAD = {code: language.bad for code, language in LANGUAGES.items() if language.bad}
NEGATIONS = {code: language.negations for code, language in LANGUAGES.items() if language.negations}

_BOOSTED = frozenset(code for code, language in LANGUAGES.items() if language.has_boosted_compounds)
LEXICON_OF = {code: language.read_as for code, language in LANGUAGES.items() if language.read_as}


class WordCounts(NamedTuple):
    """How many good and bad words and emoji a text has, and how many of its words were negated."""

    good: int
    bad: int
    emoji: float  # summed valence, about -1..1 each
    negated: int


@lru_cache(maxsize=32)
def _lists(code: str) -> tuple[dict[str, int], dict[str, int], frozenset[str]]:
    whole: dict[str, int] = {}
    stems: dict[str, int] = {}
    for sign, words in ((1, f"{GOOD[code]} {GOOD_EMOJI}"), (-1, f"{BAD[code]} {BAD_EMOJI}")):
        for word in words.split():
            (stems if word.endswith("*") and len(word) > 2 else whole)[word.rstrip("*")] = sign
    negations = frozenset(NEGATIONS[code].split())
    return {word: sign for word, sign in whole.items() if word not in negations}, stems, negations


def has_lexicon(code: str | None) -> bool:
    """Whether there are lists for a language."""
    return code is not None and LEXICON_OF.get(code, code) in GOOD


def count_words(tokens: Tokens, code: str) -> WordCounts:
    """Good and bad words of a text in a language that `has_lexicon`."""
    signs = list(map(_signs(code).__getitem__, tokens.lower))
    good = bad = negated = 0
    emoji, last = 0.0, -_REACH  # last: where the nearest negation before stands
    for i in compress(count(), signs):
        if signs[i] == _NEGATION:
            last = i
        elif signs[i] == _EMOJI:
            emoji += emoji_valence(tokens.lower[i])
        else:
            is_negated = i - last < _REACH
            negated += is_negated
            good, bad = (good + 1, bad) if (signs[i] > 0) != is_negated else (good, bad + 1)
    return WordCounts(good, bad, emoji, negated)


_REACH = 4  # words from a negation on
_NEGATION, _EMOJI = 2, 3  # what a word may be, beside good (1), bad (-1) and neither (0)


@lru_cache(maxsize=32)
def _signs(code: str) -> BoundedCache[int]:
    return BoundedCache(lambda word: _sign(spell_as_bokmal(word) if code == "nn" else word, code))


def _sign(word: str, code: str) -> int:
    whole, stems, negations = _lists(LEXICON_OF.get(code, code))
    if word in negations:
        return _NEGATION
    sign = whole.get(word) or _stem(word, stems)
    if not sign and code in _BOOSTED and (boost := BOOSTS.match(word)):
        sign = whole.get(word[boost.end() :]) or _stem(word[boost.end() :], stems)
    return sign or (_EMOJI if len(word) == 1 and word > "\u2000" else 0)


def _stem(word: str, stems: dict[str, int]) -> int:
    for end in range(min(len(word), 14), 2, -1):
        sign = stems.get(word[:end])
        if sign:
            return sign
    return 0
