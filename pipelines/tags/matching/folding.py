"""Folding: what makes the terms of a campaign and the words of a post comparable, beyond normal form.

Case (ß is ss), Turkish dotless ı, the Arabic letters that are written for one another, digits, runs of white space.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

# Hamza on alef, alef maqsura, teh marbuta, Persian letters and digits: as Arabic search engines fold them.
_ALIKE = str.maketrans("ıأإآٱىیےکةە٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "iاااايييكهه01234567890123456789")
_IS_ALIKE = re.compile("[ıآ-ۿ]")
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """A text in normal form, folded. Each run of white space becomes one space."""
    if text.isascii():
        text = text.lower()
    else:
        text = text.casefold()
        if _IS_ALIKE.search(text):
            text = text.translate(_ALIKE)
    return text if text.isprintable() and "  " not in text else _SPACES.sub(" ", text)


@lru_cache(maxsize=256)  # asked for term by term of one text
def folded_places(text: str) -> Sequence[int]:
    """Of each character of fold(text), the character of the text that it comes from."""
    if len(text) == len(text.casefold()) == len(_SPACES.sub(" ", text)):  # the one lengthens, the other shortens
        return range(len(text))
    kept = (i for i, char in enumerate(text) if not (char.isspace() and i > 0 and text[i - 1].isspace()))
    return [i for i in kept for _ in fold(text[i])]
