"""A second look among the languages that we read, at posts whose language the detector was unsure of.

Without it they would go without a scorer, while most posts of a campaign are in its languages.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.tags.fast.langid import shared_identifier
from pipelines.tags.language.function_words import VOTE, Votes
from pipelines.tags.languages import LANGUAGES

_UNSURE = 0.4  # confidence in a language that we do not read: below it, posts of those we read are the more
_DOUBTFUL = 0.9  # the same where a function word speaks for one of ours
_MOST_CONFIDENCE = 0.5  # of a second look

_BY_SCRIPT = (
    (re.compile("[\u0900-\u097f]"), ("hi",)),
    (re.compile("[\u0600-\u06ff]"), ("ar",)),
    (re.compile("[A-Za-z]"), ("da", "de", "en", "es", "fr", "it", "nn", "no", "pt", "sv")),
)


class LanguageGuess(NamedTuple):
    """ISO 639-1 code (nb and nn told apart), or None; how sure, 0..1; and the rule that decided."""

    code: str | None
    confidence: float
    rule: str


def look_again(
    letters: Sequence[str], guesses: Sequence[LanguageGuess], votes: Sequence[Votes]
) -> list[LanguageGuess]:
    """The guesses, and for those that were unsure and in no language that we read, the likeliest that we do: by the
    votes of function words, if any, then by the detector, in the script that the text is in."""
    looked = list(guesses)
    unsure = [i for i, guess in enumerate(guesses) if letters[i] and _is_unsure(guess, votes[i])]
    for among in dict.fromkeys(_candidates(letters[i]) for i in unsure):
        some = [i for i in unsure if _candidates(letters[i]) == among]
        found = shared_identifier().classify_all([letters[i] for i in some], among) if among else ()
        for i, (code, confidence) in zip(some, found, strict=False):
            looked[i] = _choose(code, confidence, votes[i])
    return looked


def _is_unsure(guess: LanguageGuess, votes: Votes) -> bool:
    if guess.rule == "undetermined":
        return True
    least = _DOUBTFUL if votes.code in LANGUAGES and votes.most >= VOTE else _UNSURE
    return guess.rule == "detected" and guess.confidence < least and guess.code not in LANGUAGES


def _candidates(letters: str) -> tuple[str, ...]:
    return next((among for script, among in _BY_SCRIPT if script.search(letters)), ())


def _choose(code: str, confidence: float, votes: Votes) -> LanguageGuess:
    by_words = votes.most and votes.code in LANGUAGES
    code = votes.code if by_words else "nb" if code == "no" else code
    return LanguageGuess(code, min(confidence, _MOST_CONFIDENCE), "second-look")
