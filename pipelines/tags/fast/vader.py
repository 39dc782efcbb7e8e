"""VADER's compound score, exactly, in a fraction of its time.

The lexicon, the word lists and the constants are read from vaderSentiment (Hutto & Gilbert, ICWSM 2014; MIT); its
rules are evaluated here only where they can matter: at the words of the lexicon. Equality on every text is a test.
With vaderSentiment in its place the whole tagger takes 1.2 (posts of new words) to 1.3 times as long
(tests/benchmarks/libraries.py).
"""

import math
import re
import string
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress

from vaderSentiment.vaderSentiment import (
    B_DECR,
    B_INCR,
    BOOSTER_DICT,
    C_INCR,
    N_SCALAR,
    NEGATE,
    SPECIAL_CASES,
    SentimentIntensityAnalyzer,
)

from pipelines.tags.text import BoundedCache

VADER_VERSION = "vader-3.3.2"
_ANALYZER = SentimentIntensityAnalyzer()
LEXICON: dict[str, float] = _ANALYZER.lexicon
_EMOJIS: dict[str, str] = {char: name for char, name in _ANALYZER.emojis.items() if len(char) == 1}
_ANY_EMOJI = frozenset(_EMOJIS)
_SCORED_WORDS = frozenset(LEXICON) - frozenset(BOOSTER_DICT)  # boosters are modifiers before they are words
_NEGATIONS = frozenset(NEGATE)
# A valence is that of the lexicon unless one of these comes within three words before it, a phrase of several words
# is near (each has its longest), a word has "n't" in it, or the word is shouted.
_MODIFIERS = frozenset(BOOSTER_DICT) | _NEGATIONS | {"no", "never", "so", "this", "without", "least"}
_IDIOM_WORDS = frozenset(max(phrase.split(), key=len) for phrase in (*SPECIAL_CASES, *BOOSTER_DICT) if " " in phrase)
# Kinds of tokens: a letter each for those that have a valence, by what else they are (_PLAIN:
# nothing else), and for those that have none.
_PLAIN, _SHOUTED, _MODIFIER_SCORED, _IDIOM_SCORED, _MODIFIER, _IDIOM, _BUT, _OTHER = "sSMTmtb-"
_SCORED_PLACE = re.compile("(?<![mMtT])(?<![mMtT].)(?<![mMtT]..)(s)(?!.?[tT])|[sSMT]")  # 1: nothing near changes it
_CHANGED = re.compile("[SMTb]|[mt].?.?s|s.?t")  # without any of these a text's valences are those of its words
_DISTANCE = (1.0, 0.95, 0.9)  # a modifier fades with its distance
assert B_INCR == -B_DECR


class FastSentimentIntensityAnalyzer:
    """vaderSentiment's SentimentIntensityAnalyzer, for its compound score alone."""

    def polarity_scores(self, text: str) -> dict[str, float]:
        """`{"compound": score}` in -1..1, to the bit what vaderSentiment gives this text."""
        text = _name_emoji(text)
        pieces = text.split()
        kinds = "".join(map(_KIND_OF_PIECE.__getitem__, pieces))
        if _CHANGED.search(kinds):
            return {"compound": _evaluate(text, pieces, list(map(_BARE.__getitem__, pieces)), kinds)}
        if _PLAIN not in kinds:
            return {"compound": 0.0}
        valences = [LEXICON[_BARE[piece]] for piece in compress(pieces, map(_PLAIN.__eq__, kinds))]
        return {"compound": _compound(float(sum(valences)), text)}


def _evaluate(text: str, tokens: Sequence[str], lower: Sequence[str], kinds: str) -> float:
    places, valences = [], []
    for found in _SCORED_PLACE.finditer(kinds):
        i = found.start()
        if lower[i] != "kind" or not _is_kind_of(lower, i):
            places.append(i)
            valences.append(LEXICON[lower[i]] if found.lastindex else _valence(tokens, lower, i))
    if not places:
        return 0.0
    if _BUT in kinds:
        _weigh_but(places, valences, kinds.index(_BUT))
    return _compound(float(sum(valences)), text)


def _strip(piece: str) -> str:
    """A piece of text between two spaces without the punctuation around it, in lower case."""
    stripped = piece.strip(string.punctuation)
    return (stripped if len(stripped) > 2 else piece).lower()  # of emoticons too little would be left


def _kind(piece: str) -> str:
    """What a piece is by itself, as a letter."""
    bare = _strip(piece)
    if "'t" in piece or "'T" in piece:
        return _IDIOM_SCORED if bare in _SCORED_WORDS else _IDIOM
    known = _KINDS.get(bare, _OTHER)
    return _SHOUTED if known == _PLAIN and piece.isupper() else known


# Plain strings: thousands are cached, and the garbage collector need not look at those.
_BARE, _KIND_OF_PIECE = BoundedCache(_strip), BoundedCache(_kind)


def _kind_of_word(bare: str) -> str:
    if bare in _IDIOM_WORDS or bare == "kind":  # `kind of` has no valence
        return _IDIOM_SCORED if bare in _SCORED_WORDS else _IDIOM
    if bare in _MODIFIERS:
        return _MODIFIER_SCORED if bare in _SCORED_WORDS else _MODIFIER
    return _PLAIN if bare in _SCORED_WORDS else _BUT


_KINDS = {word: _kind_of_word(word) for word in (*_SCORED_WORDS, *_MODIFIERS, *_IDIOM_WORDS, "but")}


def _name_emoji(text: str) -> str:
    """The text with each emoji written as its name, as words."""
    if text.isascii() or _ANY_EMOJI.isdisjoint(text):
        return text
    pieces: list[str] = []
    after_space = True
    for char in text:
        name = _EMOJIS.get(char)
        pieces.append(char if name is None else name if after_space else " " + name)
        after_space = char == " " if name is None else False
    return "".join(pieces)


def _is_kind_of(lower: Sequence[str], i: int) -> bool:
    return i < len(lower) - 1 and lower[i + 1] == "of"


def _is_shouted(tokens: Sequence[str], i: int) -> bool:
    """Whether a token is in capitals, and not all of them are. Punctuation has no case: no need to strip it."""
    return tokens[i].isupper() and not all(map(str.isupper, tokens))


def _valence(tokens: Sequence[str], lower: Sequence[str], i: int) -> float:
    valence = LEXICON[lower[i]]
    if lower[i] == "no" and i != len(lower) - 1 and lower[i + 1] in LEXICON:
        valence = 0.0
    if _after_no(lower, i):
        valence = LEXICON[lower[i]] * N_SCALAR
    if _is_shouted(tokens, i):
        valence += C_INCR if valence > 0 else -C_INCR
    for back in range(min(3, i)):
        word = lower[i - back - 1]
        if word not in LEXICON and (back == 2 or word in _MODIFIERS or "n't" in word):
            valence = _modify(valence, tokens, lower, i, back)
    return _least(valence, lower, i)


def _after_no(lower: Sequence[str], i: int) -> bool:
    if "no" not in lower[max(0, i - 3) : i]:
        return False
    near = lower[i - 1] == "no" or (i > 1 and lower[i - 2] == "no")
    return near or (i > 2 and lower[i - 3] == "no" and lower[i - 1] in ("or", "nor"))


def _modify(valence: float, tokens: Sequence[str], lower: Sequence[str], i: int, back: int) -> float:
    boost = _boost(tokens, lower, i - back - 1, valence)
    if back and boost != 0:
        boost *= _DISTANCE[back]
    valence = _negate(valence + boost, lower, i, back)
    return _idiom(valence, lower, i) if back == 2 else valence


def _boost(tokens: Sequence[str], lower: Sequence[str], i: int, valence: float) -> float:
    boost: float = BOOSTER_DICT.get(lower[i], 0.0)
    if lower[i] not in BOOSTER_DICT:
        return 0.0
    if valence < 0:
        boost *= -1
    if _is_shouted(tokens, i):
        boost += C_INCR if valence > 0 else -C_INCR
    return boost


def _is_negation(word: str) -> bool:
    return word in _NEGATIONS or "n't" in word


def _negate(valence: float, lower: Sequence[str], i: int, back: int) -> float:
    if back and _is_never_so(lower, i, back):
        return valence * 1.25
    if back and lower[i - back - 1] == "without" and "doubt" in lower[i - back : i]:
        return valence
    return valence * N_SCALAR if _is_negation(lower[i - back - 1]) else valence


def _is_never_so(lower: Sequence[str], i: int, back: int) -> bool:
    if back == 1:
        return lower[i - 2] == "never" and lower[i - 1] in ("so", "this")
    return (lower[i - 3] == "never" and lower[i - 2] in ("so", "this")) or lower[i - 1] in ("so", "this")


def _idiom(valence: float, lower: Sequence[str], i: int) -> float:
    if _IDIOM_WORDS.isdisjoint(lower[i - 3 : i + 3]):
        return valence
    three, two, one, zero = lower[i - 3 : i + 1]
    before = (f"{three} {two} {one}", f"{three} {two}", f"{two} {one}")
    for idiom in (f"{one} {zero}", f"{two} {one} {zero}", before[2], before[0], before[1]):
        if idiom in SPECIAL_CASES:
            valence = SPECIAL_CASES[idiom]
            break
    for end in (i + 2, i + 3):
        if end <= len(lower):
            valence = SPECIAL_CASES.get(" ".join(lower[i:end]), valence)
    for idiom in before:
        valence += BOOSTER_DICT.get(idiom, 0.0)
    return valence


def _least(valence: float, lower: Sequence[str], i: int) -> float:
    if i == 0 or lower[i - 1] != "least":
        return valence
    spared = i > 1 and lower[i - 2] in ("at", "very")
    return valence if spared else valence * N_SCALAR


def _weigh_but(places: list[int], valences: list[float], but: int) -> None:
    """Weigh what follows the first `but` more than what precedes it, in place.

    The reference looks each value up by equality while it changes them; so do we, or repeated values would differ.
    """
    for turn in range(len(valences)):
        first = valences.index(valences[turn])
        if places[first] != but:
            valences[first] *= 0.5 if places[first] < but else 1.5


def _compound(total: float, text: str) -> float:
    emphasis = _emphasis(text.count("!"), text.count("?"))
    if total > 0:
        total += emphasis
    elif total < 0:
        total -= emphasis
    return round(max(-1.0, min(1.0, total / math.sqrt(total * total + 15))), 4)


@lru_cache(maxsize=256)
def _emphasis(exclamations: int, questions: int) -> float:
    asked = 0.0 if questions < 2 else questions * 0.18 if questions <= 3 else 0.96
    return min(exclamations, 4) * 0.292 + asked


@lru_cache(maxsize=4096)
def emoji_valence(char: str) -> float:
    """The compound score of what an emoji is called, -1..1; 0 where VADER has no name for it."""
    return FastSentimentIntensityAnalyzer().polarity_scores(_EMOJIS[char])["compound"] if char in _EMOJIS else 0.0
