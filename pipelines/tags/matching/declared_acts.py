"""Declared acts: phrases by which a campaign says that its people do something, found where they are meant.

A phrase under negation, in a question or behind a condition shows nothing: wordings decide there.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from models.tags import Act, Span
from pipelines.tags.acts.wording_signs import sign_names, signs_of
from pipelines.tags.matching.finding import TermFinder
from pipelines.tags.matching.search_text import Place, read_for_search
from pipelines.tags.text import Tokens, is_clear
from pipelines.tags.text.wordings import FIRST_SIGN, ends_sentence, fold_word

_BEFORE, _AFTER = 6, 4  # words over which a negation or a condition reaches, before the phrase and behind it
_READ = 120  # characters on either side in which they are looked for
_CLAUSE_ENDS = frozenset(",;:،")
_DENIALS = ("not", "if", "stop", "maybe", "wish", "would")
_QUESTIONS = frozenset("?؟")
_WORD = re.compile(r"\w+(?:['\-]\w+)*|[^\w\s]")


class DeclaredActs:
    """The phrases of one campaign, in any language, by act."""

    def __init__(self, acts: Mapping[Act, Sequence[str]]) -> None:
        self._finder = TermFinder((act, phrase) for act, phrases in acts.items() for phrase in phrases)

    def find(
        self, tokens: Tokens, hashtags: Sequence[str], code: str | None, boilerplate: tuple[Span, ...]
    ) -> tuple[Act, Span | str] | None:
        """The first phrase that is meant, and the act it shows; `declared` where only a hashtag beside the text has
        it."""
        for hit in self._finder.find(read_for_search(tokens.text, hashtags)):
            if hit.place is None:
                return hit.keys[0], "declared"
            span = Span(*tokens.written_place(*hit.place), f"declared:{hit.keys[0].value}")
            if is_clear(span, boilerplate) and not _is_denied(tokens.text, hit.place, code or "en"):
                return hit.keys[0], span
        return None


def _is_denied(text: str, place: Place, code: str) -> bool:
    """Whether a negation or a condition reaches a piece of a text, or its sentence asks."""
    start, end = place
    before, after = _WORD.findall(text[max(0, start - _READ) : start].lower()), _WORD.findall(text[end:].lower())
    denials = _denials(code)
    near = (*_clause(before[: -_BEFORE - 1 : -1]), *_clause(after[:_AFTER]))
    if any(fold_word(word) in denials for word in near):
        return True
    return next((word for word in after if ends_sentence(word)), "") in _QUESTIONS


def _clause(words: Sequence[str]) -> Sequence[str]:
    """The words up to the first mark at which a clause or a sentence ends."""
    stop = next((i for i, word in enumerate(words) if word in _CLAUSE_ENDS or ends_sentence(word)), len(words))
    return words[:stop]


@lru_cache(maxsize=32)
def _denials(code: str) -> frozenset[str]:
    numbers = {FIRST_SIGN + sign_names().index(name) for name in _DENIALS}
    return frozenset(word for word, number in signs_of(code).items() if number in numbers)
