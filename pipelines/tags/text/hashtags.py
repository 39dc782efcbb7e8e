"""Hashtags: where they stand in a text, and the words that one is made of, in any script.

Capitals, digits and `_` part the words: `#GoFundMe`, `#COP28`, `#ПомощьУкраине`, `#relief_fund`.
"""

import re
from collections.abc import Iterator

from pipelines.tags.text.scripts import MARKS, UNSPACED

_CAPITALS = "".join(
    char
    for first, end in (
        (0x41, 0x590),
        (0x10A0, 0x1100),
        (0x13A0, 0x13F6),
        (0x1C90, 0x2000),
        (0x2C00, 0x2D00),
        (0xA640, 0xA800),
    )
    for char in map(chr, range(first, end))
    if char.isupper() or char.istitle()
)
_SMALL = rf"(?:[^\W\d_{_CAPITALS}]|[{MARKS}])"
_WORD = re.compile(rf"[{_CAPITALS}]?{_SMALL}+|[{_CAPITALS}]+(?!{_SMALL})|\d+|[^\w{MARKS}]+")
# A `#` within a word, an entity (`&#39;`) or a path begins no hashtag; scripts without spaces write on. The pattern
# begins with the sign, since a search for one character is the quickest.
_HASHTAG = re.compile(rf"#(?<![^\W{UNSPACED}]#)(?<![&/#]#)(\w[\w{MARKS}]*)")


def find_hashtags(text: str) -> Iterator[re.Match[str]]:
    """The hashtags of a text in normal form, in order; group 1 is what stands behind the sign."""
    return _HASHTAG.finditer(text)


def hashtag_words(hashtag: str, start: int = 0) -> list[str]:
    """The words of a hashtag from `start` on, as they are written."""
    return _WORD.findall(hashtag, start)


def hashtag_spans(hashtag: str, start: int = 0) -> list[tuple[int, int]]:
    """Where each of these words begins and ends."""
    return [found.span() for found in _WORD.finditer(hashtag, start)]
