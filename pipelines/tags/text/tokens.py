"""Tokenisation: a cleaned text as pieces between spaces, and the tokens of each piece, hashtags split into words.

No token crosses a space, and pieces repeat: the tokens of a piece are read once and cached. Where a token stands in
the text is computed only when asked for. This module knows nothing of languages, phrases or tone.
"""

import re
from collections.abc import Sequence
from itertools import chain, filterfalse

from pipelines.tags.text.cache import MAX_KEY_LENGTH, BoundedCache

MAX_TEXT_LENGTH = 4_000  # code points of a text that are read: it bounds the cost, and few posts are longer
# Python's \w leaves out combining marks, which are vowel signs in Hindi, Thai and Arabic.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff\u0e00-\u0eff"
_WORD = rf"[^\W_][\w{_MARKS}]*(?:['\-]\w[\w{_MARKS}]*)*"
_TOKEN = re.compile(rf"https?:\S*|[#@]\w[\w{_MARKS}]*|{_WORD}|[{_MARKS}]+|[^\w\s]|_+")
_CAPITAL = "A-ZÀ-ÖØ-Þ"
_SMALL = rf"(?:[^\W\d_{_CAPITAL}]|[{_MARKS}])"
_HASHTAG_WORD = re.compile(rf"[{_CAPITAL}]?{_SMALL}+|[{_CAPITAL}]+(?!{_SMALL})|\d+|[^\w{_MARKS}]+")
_LINKS = ("http:", "https:")
_SURROGATES = re.compile("[\ud800-\udfff]")
_APOSTROPHES = str.maketrans("’‘ʼ＇", "''''")

Words = tuple[str, ...]


class Tokens:
    """A tokenised text.

    text: the cleaned text. pieces: what stands between its spaces. lower: its tokens in lower case, in order; links
    and @names are whole tokens, `#ReliefFund` is `#`, `relief`, `fund`. outside_hashtags: the same without hashtags,
    which may be in any language.
    """

    __slots__ = ("_by_piece", "lower", "outside_hashtags", "pieces", "text")

    def __init__(self, text: str, pieces: list[str]) -> None:
        self.text, self.pieces = text, pieces
        self._by_piece = list(map(_TOKENS_OF.__getitem__, pieces))
        self.lower = list(chain.from_iterable(self._by_piece))
        self.outside_hashtags = self._outside_hashtags() if "#" in text else self.lower

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the first of two tokens begins in the text, and where the last ends, in code points."""
        begin, end = self._offsets(first)
        return begin, end if first == last else self._offsets(last)[1]

    def _offsets(self, token: int) -> tuple[int, int]:
        piece = 0
        while token >= (count := len(self._by_piece[piece])):
            token, piece = token - count, piece + 1
        begin, end = _OFFSETS_IN[self.pieces[piece]][token]
        start = len(self.text) - len(self.text.split(None, piece)[piece])  # of the piece in the text
        return start + begin, start + end

    def _outside_hashtags(self) -> list[str]:
        each = zip(self.pieces, self._by_piece, strict=True)
        return list(chain.from_iterable(_OUTSIDE_HASHTAGS[piece] if "#" in piece else some for piece, some in each))


def clean(text: str) -> str:
    """The text as it is read: cut at MAX_TEXT_LENGTH, apostrophes straight, no lone surrogates. Offsets stay."""
    if len(text) > MAX_TEXT_LENGTH:
        text = text[:MAX_TEXT_LENGTH]
    if text.isascii():
        return text
    return _SURROGATES.sub("\ufffd", text).translate(_APOSTROPHES)


def tokenize(text: str) -> Tokens:
    """The tokens of a cleaned text."""
    return Tokens(text, text.split())


def tokenize_all(texts: Sequence[str]) -> list[Tokens]:
    """The tokens of several cleaned texts; their new words are lowered together, which is quicker than one by one."""
    pieces = [text.split() for text in texts]
    new = filterfalse(_TOKENS_OF.__contains__, set().union(*pieces))
    words = [piece for piece in new if piece.isalpha() and len(piece) <= MAX_KEY_LENGTH]
    _TOKENS_OF.add_all(words, zip("\n".join(words).lower().split("\n"), strict=False))  # each its only token
    return [Tokens(text, some) for text, some in zip(texts, pieces, strict=True)]


def _tokens_of(piece: str) -> Words:
    if piece.startswith(_LINKS):
        return (piece.lower(),)
    tokens = _TOKEN.findall(piece)
    if "#" in piece:
        tokens = list(chain.from_iterable(map(_split_hashtag, tokens)))
    return tuple(map(str.lower, tokens))


def _split_hashtag(token: str) -> list[str]:
    """A hashtag's `#` and its words, split at case, digits and `_`; another token is left whole."""
    return ["#", *_HASHTAG_WORD.findall(token, 1)] if token[0] == "#" else [token]


def _without_hashtags(piece: str) -> Words:
    return tuple([token.lower() for token in _TOKEN.findall(piece) if token[0] != "#"])


def _offsets_in(piece: str) -> tuple[tuple[int, int], ...]:
    """Begin and end of each token in its piece."""
    return tuple([place for token in _TOKEN.finditer(piece) for place in _hashtag_offsets(token[0], token.start())])


def _hashtag_offsets(token: str, start: int) -> list[tuple[int, int]]:
    """Begin and end of the words of a hashtag, or of another token, that begins at `start`."""
    if token[0] != "#":
        return [(start, start + len(token))]
    words = ((0, 1), *(found.span() for found in _HASHTAG_WORD.finditer(token, 1)))
    return [(start + begin, start + end) for begin, end in words]


_TOKENS_OF = BoundedCache(_tokens_of)
_OUTSIDE_HASHTAGS = BoundedCache(_without_hashtags)
_OFFSETS_IN = BoundedCache(_offsets_in)
