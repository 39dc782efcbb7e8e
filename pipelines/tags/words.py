"""The one tokenisation that every tag shares: tokens of a text with their offsets, hashtags split into words."""

import re
from functools import lru_cache

LONGEST = 4_000  # code points that are read of a text; what a post says, it says before
MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff\u0e00-\u0eff"
WORD = (
    rf"[^\W_][\w{MARKS}]*(?:['\-]\w[\w{MARKS}]*)*"  # marks: Python's \w leaves out vowel signs of Hindi, Thai, Arabic
)
_TOKEN = re.compile(rf"https?:\S*|[#@]\w[\w{MARKS}]*|{WORD}|[{MARKS}]+|[^\w\s]|_+")
_CAPITAL = "A-ZÀ-ÖØ-Þ"
_SMALL = rf"(?:[^\W\d_{_CAPITAL}]|[{MARKS}])"
_HUMPS = re.compile(rf"[{_CAPITAL}]?{_SMALL}+|[{_CAPITAL}]+(?!{_SMALL})|\d+|[^\w{MARKS}]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_APOSTROPHES = str.maketrans("’‘ʼ＇", "''''")


class Words:
    """Tokens in order: lower-cased words, and, when asked for, where each stands in the text."""

    __slots__ = ("_ahead", "_at", "lower", "said")

    def __init__(self, text: str, lower: list[str], said: list[str]) -> None:
        self.lower = lower
        self.said = said  # the same without hashtags: what is in them may be in any language
        self._at: list[tuple[int, int]] = []
        self._ahead = _TOKEN.finditer(text)

    def start(self, token: int) -> int:
        """Where a token begins in the text."""
        return self._place(token)[0]

    def end(self, token: int) -> int:
        """Where a token ends in the text."""
        return self._place(token)[1]

    def _place(self, token: int) -> tuple[int, int]:
        while len(self._at) <= token:  # few tokens are asked for their place, and most of them are early
            found = next(self._ahead)
            self._at += _within(found[0], found.start())
        return self._at[token]


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
    lower = list(map(str.lower, tokens))
    if "#" not in text:
        return Words(text, lower, lower)
    split: list[str] = []
    for token, small in zip(tokens, lower, strict=True):
        if token[0] == "#":
            split += [token[begin:end].lower() for begin, end in humps(token)]
        else:
            split.append(small)
    return Words(text, split, [token for token in lower if token[0] != "#"])


def _within(token: str, start: int) -> list[tuple[int, int]]:
    parts = humps(token) if token[0] == "#" else ((0, len(token)),)
    return [(start + begin, start + end) for begin, end in parts]


@lru_cache(maxsize=4096)
def humps(hashtag: str) -> tuple[tuple[int, int], ...]:
    """Where the pieces of a hashtag stand in it, its `#` first: split at case, digits and `_`."""
    return ((0, 1), *(found.span() for found in _HUMPS.finditer(hashtag, 1)))
