"""Which language a text is in: the source's claim first, checked; then function words; then py3langid; then, where
that was unsure, a second look among the languages that we read.

Chosen by measure (MODEL_CARD.md): py3langid over cleaned text is as accurate on tweets as detectors of a hundred
megabytes, and cannot tell Bokmål from Danish; a table of n-grams learned from posts in both can.
"""

import re
from collections.abc import Sequence
from functools import cache

from pipelines.tags.fast.langid import shared_identifier
from pipelines.tags.language import nordic
from pipelines.tags.language.codes import ALIASES, language_code
from pipelines.tags.language.function_words import VOTE, Votes, count_votes
from pipelines.tags.language.second_look import LanguageGuess, look_again
from pipelines.tags.text import Tokens, tokenize_all

CHECKED_LENGTH = 20  # letters: no method is surer of a shorter text than its source is
_LONG = 2 * CHECKED_LENGTH  # letters: only on more than these may a sure detector overrule a claim
_SURE = 0.9  # confidence with which it may
_READ = 300  # characters that the detector reads: more made it no better
_LEAST_CONFIDENCE = 0.2  # below it the language is undetermined
_FEW_LETTERS, _LEAST_ON_FEW = 8, 0.6  # below so many letters the confidence must be higher
_DECISIVE = 3 * VOTE // 2  # votes that settle it: a word and a half that the language has alone,
_MARGIN = 2  # and so many times the votes of the next language
_MAX_GUESSES = 8_192  # remembered: more than posts between matching and tagging a batch

# Each way begins with a sign or letter of its own, by which the search passes over the rest of a text.
_NOT_LANGUAGE = re.compile(r"https?:?\S*|[@#]\w+|RT(?<!\wRT)(?!\w)")
_LETTERS = re.compile(r"(?:[^\W\d_]+|['’]+)+")


_Key = tuple[str, str | None]  # cleaned text, claimed code
_guesses: dict[_Key, LanguageGuess] = {}  # matching asks first and tagging again: identified once


def identify(text: str, claim: str | None = None) -> LanguageGuess:
    """The language of a text of which the source claims `claim` (BCP 47, or None)."""
    return identify_all(tokenize_all([text]), [claim])[0]


def identify_all(texts: Sequence[Tokens], claims: Sequence[str | None]) -> list[LanguageGuess]:
    """The languages of cleaned texts, each with what its source claims; those not seen lately are done together.

    A text's guess does not depend on the texts beside it.
    """
    keys = [(each.text, language_code(claim)) for each, claim in zip(texts, claims, strict=True)]
    guesses = {key: _guesses[key] for key in keys if key in _guesses}
    new = {key: each for key, each in zip(keys, texts, strict=True) if key not in guesses}
    guesses.update(zip(new, _identify(list(new.values()), [claimed for _, claimed in new]), strict=True))
    _remember(guesses)
    return [guesses[key] for key in keys]


def _remember(guesses: dict[_Key, LanguageGuess]) -> None:
    if len(_guesses) + len(guesses) > _MAX_GUESSES:
        _guesses.clear()
    _guesses.update(guesses)


def _identify(texts: Sequence[Tokens], claimed: Sequence[str | None]) -> list[LanguageGuess]:
    votes = count_votes([each.outside_hashtags for each in texts])
    quick = list(map(_guess_quickly, texts, claimed, votes))
    undecided = [i for i, guess in enumerate(quick) if guess is None]
    letters = [_letters(texts[i].text) for i in undecided]
    detected = _detect(letters, [claimed[i] for i in undecided])
    known = iter(look_again(letters, detected, [votes[i] for i in undecided]))
    return _tell_nordic_apart([guess or next(known) for guess in quick], texts, claimed)


def _guess_quickly(text: Tokens, claimed: str | None, votes: Votes) -> LanguageGuess | None:
    """What needs no detector: a claim on few letters, or function words that settle it."""
    if claimed and _is_short(text.outside_hashtags):
        return LanguageGuess(claimed, 0.9, "claim")
    if votes.most and votes.code == claimed:
        return _guess_by_words(votes.code, 0.99)
    if votes.most >= _DECISIVE and votes.most >= _MARGIN * votes.runner_up:
        return _guess_by_words(votes.code, 0.97)
    return None


@cache
def _guess_by_words(code: str, confidence: float) -> LanguageGuess:
    """The guess by function words: the same value for most posts."""
    return LanguageGuess(code, confidence, "small-words")


def _is_short(words: Sequence[str]) -> bool:
    """Whether the words, links and marks left out, have few letters."""
    length = 0
    for word in words:
        if word[0].isalpha() and not word.startswith("http"):
            length += len(word) + 1
            if length > CHECKED_LENGTH:
                return False
    return True


def _detect(letters: Sequence[str], claimed: Sequence[str | None]) -> list[LanguageGuess]:
    """The detector's guesses, weighed against the claims."""
    found = shared_identifier().classify_all(letters) if letters else []
    return [_weigh_claim(*each) for each in zip(letters, claimed, found, strict=True)]


def _letters(text: str) -> str:
    """What of a text may tell its language: without links, names, hashtags, numbers and marks."""
    return " ".join(_LETTERS.findall(_NOT_LANGUAGE.sub(" ", text[: 2 * _READ])))[:_READ]


def _weigh_claim(letters: str, claimed: str | None, found: tuple[str, float]) -> LanguageGuess:
    if not letters:
        return LanguageGuess(claimed, 0.5 if claimed else 0.0, "no-letters")
    code, confidence = ALIASES.get(found[0], found[0]), found[1]
    kin = claimed in nordic.NORDIC and code in nordic.NORDIC
    if claimed and code != claimed and (kin or confidence < _SURE or len(letters) < _LONG):
        return LanguageGuess(claimed, 0.7, "claim-unconfirmed")
    unsure = confidence < _LEAST_CONFIDENCE or (len(letters) < _FEW_LETTERS and confidence < _LEAST_ON_FEW)
    if code != claimed and unsure:
        return LanguageGuess(None, confidence, "undetermined")
    return LanguageGuess(code, confidence, "detected")


def _tell_nordic_apart(
    guesses: list[LanguageGuess], texts: Sequence[Tokens], claimed: Sequence[str | None]
) -> list[LanguageGuess]:
    chosen = [i for i, guess in enumerate(guesses) if guess.code in nordic.NORDIC and guess.rule != "claim"]
    codes = nordic.tell_apart([texts[i].text for i in chosen], [claimed[i] for i in chosen])
    for i, code in zip(chosen, codes, strict=True):
        if code != guesses[i].code:
            guesses[i] = LanguageGuess(code, min(guesses[i].confidence, 0.9), "scandinavian")
    return guesses
