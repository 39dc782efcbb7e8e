"""The one reading of a text that every tag shares: its pieces between spaces, their tokens with offsets (hashtags
split into words), and what each piece says by itself. Pieces repeat as nothing else in a stream does: they are read
once and remembered.
"""

import re
from bisect import bisect_right
from itertools import accumulate, chain, repeat

from pipelines.tags import vader
from pipelines.tags.faces import faces
from pipelines.tags.function_words import VOTES
from pipelines.tags.letters import LETTERS, OTHER
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


# What a piece of text between two spaces says by itself: its tokens in lower case (no token crosses a space); those
# outside hashtags (which may be in any language); its tokens as patterns are written; the piece as VADER reads it; of
# what kind it is to VADER; votes for languages by its small words; and faces.
Piece = tuple[tuple[str, ...], tuple[str, ...], str, str, str, int, int]


class Words:
    """A text's pieces and tokens, in order; and, when asked for, where each token stands in the text."""

    __slots__ = ("_ends", "_text", "_tokens", "bare", "faces", "kinds", "letters", "lower", "pieces", "said", "votes")

    def __init__(self, text: str) -> None:
        self._text, self._ends = text, _NO_ENDS
        self.pieces = text.split()
        parts = tuple(zip(*map(_PIECES.__getitem__, self.pieces), strict=False)) if self.pieces else _EMPTY
        self._tokens: tuple[tuple[str, ...], ...] = parts[0]
        self.lower = list(chain.from_iterable(self._tokens))
        self.said = list(chain.from_iterable(parts[1])) if "#" in text else self.lower
        self.letters = "".join(parts[2])
        self.bare: tuple[str, ...] = parts[3]
        self.kinds = "".join(parts[4])
        self.votes, self.faces = sum(parts[5]), sum(parts[6])

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the first token begins in the text, and where the last ends."""
        begin, end = self._place(first)
        return begin, end if first == last else self._place(last)[1]

    def _place(self, token: int) -> tuple[int, int]:
        if not self._ends:
            self._ends = list(accumulate(map(len, self._tokens)))
        number = bisect_right(self._ends, token)  # of the piece that the token is in
        rest = self._text.split(None, number)[number]
        begin, end = _PLACES[self.pieces[number]][token - self._ends[number]]  # counted from the piece's end
        start = len(self._text) - len(rest)
        return start + begin, start + end


_NO_ENDS: list[int] = []  # tokens up to the end of each piece, not yet counted
_EMPTY: tuple[tuple[()], ...] = ((),) * 7


def clean(text: str) -> str:
    """The text as it is read: no longer than LONGEST, straight apostrophes, no lone surrogates. Offsets stay."""
    if len(text) > LONGEST:
        text = text[:LONGEST]
    if text.isascii():
        return text
    return _SURROGATES.sub("\ufffd", text).translate(_APOSTROPHES)


def words(text: str) -> Words:
    """The reading of a cleaned text: links and @names are whole tokens, `#ReliefFund` is `#`, `relief`, `fund`."""
    return Words(text)


def _piece(piece: str) -> Piece:
    if piece.isalpha():  # most are
        word = piece.lower()
        only = (word,)
        drawn = faces(piece) if "x" in word else 0  # xD
        return only, only, LETTERS.get(word, OTHER), word, vader.kind(piece, word), VOTES.get(word, 0), drawn
    said = lower = tuple(map(str.lower, _TOKEN.findall(piece)))
    if "#" in piece:
        lower = tuple([piece[begin:end].lower() for begin, end in _PLACES[piece]])
        said = tuple([token for token in said if token[0] != "#"])
    letters = "".join([LETTERS.get(token, OTHER) for token in lower])
    bare = vader.bare(piece)
    votes = sum(map(VOTES.get, said, repeat(0)))
    return lower, said, letters, bare, vader.kind(piece, bare), votes, faces(piece)


def _places(piece: str) -> tuple[tuple[int, int], ...]:
    """Where tokens stand in a piece."""
    return tuple([place for token in _TOKEN.finditer(piece) for place in _humps(token[0], token.start())])


_PLACES = Memo(_places)
_PIECES = Memo(_piece)


def _humps(token: str, start: int) -> list[tuple[int, int]]:
    """A hashtag's pieces, its `#` first: split at case, digits and `_`. Another token is one piece."""
    if token[0] != "#":
        return [(start, start + len(token))]
    humps = ((0, 1), *(found.span() for found in _HUMPS.finditer(token, 1)))
    return [(start + begin, start + end) for begin, end in humps]
