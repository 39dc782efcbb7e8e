"""Tokenisation: a text in normal form as pieces between spaces, and the tokens of each, hashtags split into words.

No token crosses a space, and pieces repeat: the tokens of a piece are read once and cached. Where a token stands in
the text as it was written is computed only when asked for. This module knows nothing of languages, phrases or tone.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain

from pipelines.tags.text.cache import BoundedCache
from pipelines.tags.text.hashtags import hashtag_spans, hashtag_words
from pipelines.tags.text.normal_form import MAX_TEXT_LENGTH, NormalText, normalise
from pipelines.tags.text.scripts import MARKS

_WORD = rf"[^\W_][\w{MARKS}]*(?:['\-]\w[\w{MARKS}]*)*"
_TOKEN = re.compile(rf"https?:\S*|[#@]\w[\w{MARKS}]*|{_WORD}|[{MARKS}]+|[^\w\s]|_+")
_LINKS = ("http:", "https:")

Words = tuple[str, ...]


class Tokens:
    """A tokenised text.

    text: the text in normal form. pieces: what stands between its spaces. lower: its tokens in lower case, in order;
    links and @names are whole tokens, `#ReliefFund` is `#`, `relief`, `fund`. outside_hashtags: the same without
    hashtags, which may be in any language. written: what was read of the text as it was written, which may be
    longer than `text`, or shorter: `span` and `written_place` lead back to it.
    """

    __slots__ = ("_by_piece", "_shifts", "lower", "outside_hashtags", "pieces", "text", "written")

    def __init__(self, written: str, normal: NormalText, pieces: list[str]) -> None:
        text, self._shifts = normal
        self.written, self.text, self.pieces = written, text, pieces
        self._by_piece = list(map(_TOKENS_OF.__getitem__, pieces))
        self.lower = list(chain.from_iterable(self._by_piece))
        self.outside_hashtags = self._outside_hashtags() if "#" in text else self.lower

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the first of two tokens begins in what was written, and where the last ends, in code points."""
        ends = list(accumulate(map(len, self._by_piece[: last + 1])))  # in tokens, of each piece; none is without
        begin, end = self._offsets(first, ends)
        return self.written_place(begin, end if first == last else self._offsets(last, ends)[1])

    def written_place(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of `text` stood in what was written, in code points."""
        return self._shifts.place(start, end) if self._shifts else (start, end)

    def _offsets(self, token: int, ends: Sequence[int]) -> tuple[int, int]:
        piece = bisect_right(ends, token)
        begin, end = _OFFSETS_IN[self.pieces[piece]][token - ends[piece]]  # from the piece's end
        start = len(self.text) - len(self.text.split(None, piece)[piece])  # of the piece in the text
        return start + begin, start + end

    def _outside_hashtags(self) -> list[str]:
        by_piece = self._by_piece.copy()
        for place in [i for i, piece in enumerate(self.pieces) if "#" in piece]:
            by_piece[place] = _OUTSIDE_HASHTAGS[self.pieces[place]]
        return list(chain.from_iterable(by_piece))


def tokenize(written: str) -> Tokens:
    """The tokens of a text."""
    normal = normalise(written)
    return Tokens(written[:MAX_TEXT_LENGTH], normal, normal.text.split())


def tokenize_all(written: Sequence[str]) -> list[Tokens]:
    """The tokens of several texts."""
    return list(map(tokenize, written))


def _tokens_of(piece: str) -> Words:
    if piece.isalpha() or piece.startswith(_LINKS):
        return (piece.lower(),)
    tokens = _TOKEN.findall(piece)
    if "#" in piece:
        tokens = list(chain.from_iterable(map(_split_hashtag, tokens)))
    return tuple(map(str.lower, tokens))


def _split_hashtag(token: str) -> list[str]:
    """A hashtag's `#` and its words, split at case, digits and `_`; another token is left whole."""
    return ["#", *hashtag_words(token, 1)] if token[0] == "#" else [token]


def _without_hashtags(piece: str) -> Words:
    return tuple([token.lower() for token in _TOKEN.findall(piece) if token[0] != "#"])


def _offsets_in(piece: str) -> tuple[tuple[int, int], ...]:
    """Begin and end of each token in its piece."""
    return tuple([place for token in _TOKEN.finditer(piece) for place in _hashtag_offsets(token[0], token.start())])


def _hashtag_offsets(token: str, start: int) -> list[tuple[int, int]]:
    """Begin and end of the words of a hashtag, or of another token, that begins at `start`."""
    if token[0] != "#":
        return [(start, start + len(token))]
    words = ((0, 1), *hashtag_spans(token, 1))
    return [(start + begin, start + end) for begin, end in words]


_TOKENS_OF = BoundedCache(_tokens_of)
_OUTSIDE_HASHTAGS = BoundedCache(_without_hashtags)
_OFFSETS_IN = BoundedCache(_offsets_in)
