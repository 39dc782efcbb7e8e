"""The one tokenisation that every tag shares: tokens of a text with their offsets, hashtags split into words."""

import re
from functools import lru_cache

LONGEST = 4_000  # code points that are read of a text; what a post says, it says before
MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff\u0e00-\u0eff"
WORD = rf"[^\W_](?:[\w{MARKS}]|['\-](?=\w))*"  # marks: Python's \w leaves out vowel signs of Hindi, Thai, Arabic
_TOKEN = re.compile(rf"https?:\S*|[#@]\w[\w{MARKS}]*|{WORD}|[{MARKS}]+|[^\w\s]|_+")
_HUMPS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^A-Za-z\d_]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_APOSTROPHES = str.maketrans("’‘ʼ＇", "''''")


class Words:
    """Tokens in order: lower-cased words, and, when asked for, where each stands in the text."""

    __slots__ = ("_at", "lower", "text")

    def __init__(self, text: str, lower: list[str]) -> None:
        self.text = text
        self.lower = lower
        self._at: list[tuple[int, int]] | None = None

    def start(self, token: int) -> int:
        """Where a token begins in the text."""
        return self._places()[token][0]

    def end(self, token: int) -> int:
        """Where a token ends in the text."""
        return self._places()[token][1]

    def _places(self) -> list[tuple[int, int]]:
        if self._at is None:  # few texts are asked for places
            self._at = [place for found in _TOKEN.finditer(self.text) for place in _within(found[0], found.start())]
        return self._at


def clean(text: str) -> str:
    """The text as it is read: no longer than LONGEST, straight apostrophes, no lone surrogates. Offsets stay."""
    if len(text) > LONGEST:
        text = text[:LONGEST]
    if text.isascii():
        return text
    return _SURROGATES.sub("\ufffd", text).translate(_APOSTROPHES)


def words(text: str) -> Words:
    """Tokens of a cleaned text: links and @names whole, `#ReliefFund` as `#`, `relief`, `fund`."""
    tokens = _TOKEN.findall(text)
    if "#" in text:
        tokens = [piece for token in tokens for piece in _pieces(token)]
    return Words(text, list(map(str.lower, tokens)))


def _pieces(token: str) -> list[str]:
    return [token[begin:end] for begin, end in humps(token)] if token[0] == "#" and len(token) > 1 else [token]


def _within(token: str, start: int) -> list[tuple[int, int]]:
    parts = humps(token) if token[0] == "#" and len(token) > 1 else ((0, len(token)),)
    return [(start + begin, start + end) for begin, end in parts]


@lru_cache(maxsize=4096)
def humps(hashtag: str) -> tuple[tuple[int, int], ...]:
    """Where the pieces of a hashtag stand in it, its `#` first: split at case, digits and `_`."""
    return ((0, 1), *(found.span() for found in _HUMPS.finditer(hashtag, 1)))
