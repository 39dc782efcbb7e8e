"""The one tokenisation that every tag shares: tokens of a text with their offsets, hashtags split into words."""

import re
from bisect import bisect_right
from itertools import accumulate, chain

from pipelines.tags.memo import Memo

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

    __slots__ = ("_chunks", "_ends", "_text", "lower", "said")

    def __init__(self, text: str, chunks: list[tuple[str, ...]], said: list[str] | None = None) -> None:
        self.lower = list(chain.from_iterable(chunks))
        self.said = self.lower if said is None else said  # without hashtags: those may be in any language
        self._text, self._chunks = text, chunks
        self._ends: list[int] = []  # tokens up to the end of each chunk

    def start(self, token: int) -> int:
        """Where a token begins in the text."""
        return self._place(token)[0]

    def end(self, token: int) -> int:
        """Where a token ends in the text."""
        return self._place(token)[1]

    def _place(self, token: int) -> tuple[int, int]:
        if not self._ends:
            self._ends = list(accumulate(map(len, self._chunks)))
        ends = self._ends
        number = bisect_right(ends, token)  # of the chunk that the token is in
        rest = self._text.split(None, number)[number]
        begin, end = _PLACES[rest.split(None, 1)[0]][token - ends[number]]  # counted from the chunk's end
        start = len(self._text) - len(rest)
        return start + begin, start + end


def clean(text: str) -> str:
    """The text as it is read: no longer than LONGEST, straight apostrophes, no lone surrogates. Offsets stay."""
    if len(text) > LONGEST:
        text = text[:LONGEST]
    if text.isascii():
        return text
    return _SURROGATES.sub("\ufffd", text).translate(_APOSTROPHES)


def words(text: str) -> Words:
    """Tokens of a cleaned text: links and @names whole, `#ReliefFund` as `#`, `relief`, `fund`."""
    chunks = text.split()  # no token crosses a space
    tokens = list(map(_TOKENS.__getitem__, chunks))
    if "#" not in text:
        return Words(text, tokens)
    said = [_said(chunk) if "#" in chunk else some for chunk, some in zip(chunks, tokens, strict=True)]
    return Words(text, tokens, list(chain.from_iterable(said)))


def _tokens(chunk: str) -> tuple[str, ...]:
    if "#" in chunk:
        return tuple([chunk[begin:end].lower() for begin, end in _PLACES[chunk]])
    return tuple(map(str.lower, _TOKEN.findall(chunk)))


def _said(chunk: str) -> tuple[str, ...]:
    return tuple([token.lower() for token in _TOKEN.findall(chunk) if token[0] != "#"])


def _places(chunk: str) -> tuple[tuple[int, int], ...]:
    """Where tokens stand in a piece of text without spaces."""
    return tuple([place for token in _TOKEN.finditer(chunk) for place in _humps(token[0], token.start())])


_PLACES = Memo(_places)
_TOKENS = Memo(_tokens)


def _humps(token: str, start: int) -> list[tuple[int, int]]:
    """A hashtag's pieces, its `#` first: split at case, digits and `_`. Another token is one piece."""
    if token[0] != "#":
        return [(start, start + len(token))]
    humps = ((0, 1), *(found.span() for found in _HUMPS.finditer(token, 1)))
    return [(start + begin, start + end) for begin, end in humps]
