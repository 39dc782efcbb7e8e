"""First words: tells of most ASCII texts, without reading them, that no term can stand in them.

Whatever way a post writes a term, the first word of it stands there but for its case: alone, in a hashtag, joined to
the next. So a text with none of these words has no term; and what holds the text, as a frame of a network does, may
be looked through in its place.
"""

import re
from collections.abc import Iterable

import ahocorasick

from pipelines.tags.matching.terms import write_forms

_WORD = re.compile(r"[^\W_]+")


class FirstWords:
    """Built once from terms."""

    def __init__(self, terms: Iterable[str]) -> None:
        found = {_first_word(form.text) for term in terms for form in write_forms(term)}
        self._may_be_any = "" in found  # a term without letters: an emoji, a sign
        self._automaton = ahocorasick.Automaton()
        for word in sorted(found - {""}):
            self._automaton.add_word(word, word)
        if found - {""}:
            self._automaton.make_automaton()
        self._has_words = bool(found - {""})

    def may_stand_in(self, lower: str) -> bool:
        """Whether a term may stand in this ASCII text, all in lower case."""
        return self._may_be_any or (self._has_words and next(self._automaton.iter(lower), None) is not None)


def _first_word(form: str) -> str:
    found = _WORD.search(form)
    return found[0] if found else ""
