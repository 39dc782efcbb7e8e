"""First words: tells of most texts, at a small part of what matching costs, that no term can stand in them.

In every reading in which terms are looked for, what a text is written with stands in its order: hashtags are parted,
and apostrophes and `_` within a word left out. So the first word of a term that is found stands in the normal form of
the text, without these signs, but for its case; a text that has none of the first words has no term.
"""

import re
from collections.abc import Iterable, Sequence
from unicodedata import normalize

import ahocorasick

from pipelines.tags.matching.folding import fold
from pipelines.tags.matching.terms import write_forms
from pipelines.tags.text import MAX_TEXT_LENGTH, clean

_WORD = re.compile(r"[^\W_]+")


class FirstWords:
    """Built once from terms. Picklable."""

    def __init__(self, terms: Iterable[str]) -> None:
        self.words = frozenset(_first_word(form.text) for term in terms for form in write_forms(term))
        self._automaton = ahocorasick.Automaton()
        for word in sorted(self.words - {""}):
            self._automaton.add_word(word, word)
        self._automaton.make_automaton()

    def may_stand_in(self, text: str, hashtags: Sequence[str] = ()) -> bool:
        """Whether a term may stand in a text, or in the hashtags beside it, as they were written.

        True of a text longer than is read: what is taken out of it may move what stands behind into what is read.
        """
        if hashtags:
            text = "\n".join((text, *hashtags))
        if "" in self.words or len(text) > MAX_TEXT_LENGTH:  # a term without letters: an emoji, a sign
            return True
        return bool(self.words) and next(self._automaton.iter(_squeeze(text)), None) is not None


def _first_word(form: str) -> str:
    found = _WORD.search(form)
    return found[0] if found else ""


def _squeeze(written: str) -> str:
    """What all readings of a text are made of."""
    is_plain = written.isascii() and "`" not in written
    text = written.lower() if is_plain else fold(clean(normalize("NFC", written)))
    return text.replace("'", "").replace("_", "") if "'" in text or "_" in text else text
