"""Which language a text is in: the source's claim first, checked; then small words; then py3langid.

Chosen by measure (MODEL_CARD.md): py3langid over cleaned text is as accurate on tweets as detectors of a hundred
megabytes, and cannot tell Bokmål from Danish; a table of n-grams learned from posts in both can.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

import numpy as np

from pipelines.tags.fast.langid import detector
from pipelines.tags.language import nordic
from pipelines.tags.language.function_words import CODES, LANE, VOTE, VOTES
from pipelines.tags.text.tokens import Tokens, clean, tokenize

CHECKED_LENGTH = 20  # letters: a claim is believed unchecked below it
TOO_SHORT = 8  # letters: below it the detector must be surer
READ = 300  # characters that the detector reads
MANY = 60  # words that are looked up
SURE = 0.2  # below this the language is undetermined
DECISIVE, MARGIN = 3 * VOTE // 2, 2  # votes by small words for one language, and how many times those for the next

_ALIASES = {"no": "nb", "iw": "he", "in": "id", "ji": "yi", "cmn": "zh", "zh-yue": "zh", "fil": "tl", "eng": "en"}
_MACRO = {"nb": "no", "nn": "no"}
_NORDIC = frozenset(nordic.NORDIC)
_NOT_LANGUAGE = re.compile(r"https?:?\S*|\bhttp\b|[@#]\w+|\bRT\b|[^\w\s'’]|[\d_]+")
_CODE = re.compile(r"[a-z]{2,3}")


Votes = tuple[int, int, int]  # the language with most, their number, that of the next


class LanguageGuess(NamedTuple):
    """ISO 639-1 code (nb and nn told apart), or None; how sure, 0..1; and the rule that said so."""

    code: str | None
    confidence: float
    rule: str


_LANES = len(CODES) * LANE // 8  # bytes
_CLAIMED = {code: LanguageGuess(code, 0.99, "small-words") for code in CODES}
_BY_SMALL_WORDS = {code: LanguageGuess(code, 0.97, "small-words") for code in CODES}


def identify(text: str, claim: str | None = None) -> LanguageGuess:
    """The language of a text of which the source claims `claim` (BCP 47, or None)."""
    cleaned = clean(text[: 2 * READ])
    return identify_all([tokenize(cleaned)], [cleaned], [claim])[0]


def identify_all(tokens: Sequence[Tokens], texts: Sequence[str], claims: Sequence[str | None]) -> list[LanguageGuess]:
    """The languages of cleaned texts, whose tokens are known."""
    claimed = [language_code(claim) for claim in claims]
    votes = _counted([_votes(each) for each in tokens])
    guesses = [_at_once(*each) for each in zip(tokens, claimed, votes, strict=True)]
    open_ = [i for i, guess in enumerate(guesses) if guess is None]
    letters = [_letters(texts[i]) for i in open_]
    for i, read, found in zip(open_, letters, detector().detect(letters) if letters else (), strict=True):
        guesses[i] = _detected(read, claimed[i], *found) if read else _silent(claimed[i])
    told = [guess for guess in guesses if guess]
    northern = [i for i, guess in enumerate(told) if guess.code in _NORDIC and guess.rule != "claim"]
    codes = nordic.tell_apart([texts[i] for i in northern], [claimed[i] for i in northern])
    for i, code in zip(northern, codes, strict=True):
        told[i] = (
            told[i] if told[i].code == code else LanguageGuess(code, min(told[i].confidence, 0.9), "scandinavian")
        )
    return told


def _at_once(tokens: Tokens, claimed: str | None, votes: Votes) -> LanguageGuess | None:
    """What needs no detector: a claim on few words, or small words that settle it."""
    if claimed and _is_short(tokens.said):
        return LanguageGuess(claimed, 0.9, "claim")
    best, most, runner_up = votes
    if most and (CODES[best] == claimed or (most >= DECISIVE and most >= MARGIN * runner_up)):
        return (_CLAIMED if CODES[best] == claimed else _BY_SMALL_WORDS)[CODES[best]]
    return None


def _votes(tokens: Tokens) -> int:
    """The votes of a text's first words, in lanes."""
    return tokens.votes if len(tokens.said) <= MANY else sum(map(VOTES.get, tokens.said[:MANY], repeat(0)))


def _counted(votes: Sequence[int]) -> list[Votes]:
    """Of each text the language with most votes, by its place in CODES, their number, and that of the next."""
    lanes = b"".join([each.to_bytes(_LANES, "little") for each in votes])
    counts = np.frombuffer(lanes, dtype="<u2").reshape(len(votes), len(CODES))
    ordered = np.sort(counts, axis=1)[:, -2:]
    return list(zip(counts.argmax(axis=1).tolist(), *ordered.T[::-1].tolist(), strict=True))


def _is_short(said: Sequence[str]) -> bool:
    """Whether the words, links and marks left out, have few letters."""
    length = 0
    for word in said:
        if word[0].isalpha() and not word.startswith("http"):
            length += len(word) + 1
            if length > CHECKED_LENGTH:
                return False
    return True


def _silent(claimed: str | None) -> LanguageGuess:
    return LanguageGuess(claimed, 0.5 if claimed else 0.0, "no-letters")


def _letters(text: str) -> str:
    start = text[: 2 * READ]
    if not start.isascii():
        start = unicodedata.normalize("NFKC", start)
    return " ".join(_NOT_LANGUAGE.sub(" ", start).split())[:READ]


@lru_cache(maxsize=1024)
def language_code(claim: str | None) -> str | None:
    """The code of a claim such as `pt-BR`, `no` or `EN_us`; None where it is none."""
    primary = (claim or "").lower().replace("_", "-").split("-")[0]
    primary = _ALIASES.get(primary, primary)
    return primary if _CODE.fullmatch(primary) and primary not in ("und", "mul", "zxx", "qaa") else None


def is_among(code: str | None, wanted: Iterable[str]) -> bool:
    """Whether a language is one of those wanted; `no` stands for both its written forms."""
    return code is not None and any(
        each in (code, _MACRO.get(code)) or language_code(each) == code for each in wanted
    )


def _detected(letters: str, claimed: str | None, found: str, confidence: float) -> LanguageGuess:
    code = _ALIASES.get(found, found)
    kin = claimed in _NORDIC and code in _NORDIC
    if claimed and code != claimed and (kin or confidence < 0.9 or len(letters) < 2 * CHECKED_LENGTH):
        return LanguageGuess(claimed, 0.7, "claim-unconfirmed")
    if code != claimed and (confidence < SURE or (len(letters) < TOO_SHORT and confidence < 0.6)):
        return LanguageGuess(None, confidence, "undetermined")
    return LanguageGuess(code, confidence, "detected")
