"""The one reading of a text that every tag shares: its pieces between spaces, their tokens with offsets (hashtags
split into words), and what each piece says by itself. Pieces repeat as nothing else in a stream does: they are read
once and remembered.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, filterfalse, repeat
from typing import Any

from pipelines.tags.acts.notation import LETTERS, OTHER_LETTER
from pipelines.tags.fast import vader
from pipelines.tags.language.function_words import CODES, LANE, VOTES
from pipelines.tags.text import cache
from pipelines.tags.text.cache import BoundedCache
from pipelines.tags.text.emoticons import faces

MAX_TEXT_LENGTH = 4_000  # code points that are read of a text; what a post says, it says before
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


# What a piece of text between two spaces says by itself: its tokens in lower case (no token crosses a space), the
# same as patterns are written, the piece as VADER reads it, of what kind it is to VADER, and what is added up: its
# valence to VADER; votes for languages by its small words, and above them its faces.
Piece = tuple[tuple[str, ...], str, str, str, float, int]


class Tokens:
    """A text's pieces and tokens, in order; and, when asked for, where each token stands in the text."""

    __slots__ = (
        "_text",
        "_tokens",
        "bare",
        "faces",
        "kinds",
        "letters",
        "lower",
        "pieces",
        "said",
        "valence",
        "votes",
    )

    def __init__(self, text: str, pieces: list[str]) -> None:
        self._text, self.pieces = text, pieces
        parts: Any = tuple(zip(*map(_PIECES.__getitem__, pieces), strict=False)) if pieces else _EMPTY
        self._tokens: tuple[tuple[str, ...], ...] = parts[0]
        self.lower = list(chain.from_iterable(self._tokens))
        self.said = _said(pieces, self._tokens) if "#" in text else self.lower
        self.letters, self.kinds = "".join(parts[1]), "".join(parts[3])
        self.bare: tuple[str, ...] = parts[2]
        self.valence = float(sum(parts[4]))
        total: int = sum(parts[5])
        self.faces, self.votes = total >> _VOTES, total & _ALL_VOTES

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the first token begins in the text, and where the last ends."""
        begin, end = self._place(first)
        return begin, end if first == last else self._place(last)[1]

    def _place(self, token: int) -> tuple[int, int]:
        number = 0  # of the piece that the token is in
        while token >= (many := len(self._tokens[number])):
            token, number = token - many, number + 1
        begin, end = _PLACES[self.pieces[number]][token]
        start = len(self._text) - len(self._text.split(None, number)[number])  # of the piece
        return start + begin, start + end


_EMPTY: tuple[tuple[()], ...] = ((),) * 6
_VOTES = LANE * len(CODES)  # bits
_ALL_VOTES = (1 << _VOTES) - 1


def clean(text: str) -> str:
    """The text as it is read: no longer than LONGEST, straight apostrophes, no lone surrogates. Offsets stay."""
    if len(text) > MAX_TEXT_LENGTH:
        text = text[:MAX_TEXT_LENGTH]
    if text.isascii():
        return text
    return _SURROGATES.sub("\ufffd", text).translate(_APOSTROPHES)


def tokenize(text: str) -> Tokens:
    """The reading of a cleaned text: links and @names are whole tokens, `#ReliefFund` is `#`, `relief`, `fund`."""
    return Tokens(text, text.split())


def tokenize_all(texts: Sequence[str]) -> list[Tokens]:
    """The same of several texts, whose new words are learnt together: in C, and while the tables are at hand."""
    pieces = [text.split() for text in texts]
    new = filterfalse(_PIECES.__contains__, set().union(*pieces))
    _PIECES.learn(*_plain([piece for piece in new if piece.isalpha() and len(piece) <= cache.MAX_KEY_LENGTH]))
    return [Tokens(text, some) for text, some in zip(texts, pieces, strict=True)]


def _plain(pieces: list[str]) -> tuple[list[str], Iterable[Piece]]:
    """What pieces of nothing but letters say."""
    lower = "\n".join(pieces).lower().split("\n")
    letters = map(LETTERS.get, lower, repeat(OTHER_LETTER))
    drawn = [faces(piece) if "x" in word else 0 for word, piece in zip(lower, pieces, strict=False)]  # xD
    votes = map(VOTES.get, lower, repeat(0))
    sums = [vote | face << _VOTES for vote, face in zip(votes, drawn, strict=False)]
    kinds, valences = map(vader.kind, pieces, lower), map(vader.VALENCES.get, lower, repeat(0.0))
    return pieces, zip(zip(lower, strict=False), letters, lower, kinds, valences, sums, strict=False)


def _piece(piece: str) -> Piece:
    if piece.startswith(("http:", "https:")):
        return (piece.lower(),), OTHER_LETTER, *_to_vader(piece), faces(piece) << _VOTES
    tokens = said = tuple(map(str.lower, _TOKEN.findall(piece)))
    if "#" in piece:
        tokens, said = _with_hashtags(piece), _OUTSIDE[piece]
    letters = "".join(map(LETTERS.get, tokens, repeat(OTHER_LETTER)))
    votes = sum(map(VOTES.get, said, repeat(0)))
    return tokens, letters, *_to_vader(piece), votes | faces(piece) << _VOTES


def _to_vader(piece: str) -> tuple[str, str, float]:
    bare = vader.bare(piece)
    return bare, vader.kind(piece, bare), vader.VALENCES.get(bare, 0.0)


def _with_hashtags(piece: str) -> tuple[str, ...]:
    return tuple(map(str.lower, chain.from_iterable(map(_split, _TOKEN.findall(piece)))))


def _split(token: str) -> list[str]:
    """A hashtag's pieces, its `#` first: split at case, digits and `_`. Another token is one piece."""
    return ["#", *_HUMPS.findall(token, 1)] if token[0] == "#" else [token]


def _without_hashtags(piece: str) -> tuple[str, ...]:
    return tuple([token.lower() for token in _TOKEN.findall(piece) if token[0] != "#"])


def _said(pieces: Sequence[str], tokens: Sequence[tuple[str, ...]]) -> list[str]:
    """Tokens without hashtags: those may be in any language."""
    each = [_OUTSIDE[piece] if "#" in piece else some for piece, some in zip(pieces, tokens, strict=True)]
    return list(chain.from_iterable(each))


def _places(piece: str) -> tuple[tuple[int, int], ...]:
    """Where tokens stand in a piece."""
    return tuple([place for token in _TOKEN.finditer(piece) for place in _humps(token[0], token.start())])


_PLACES = BoundedCache(_places)
_PIECES, _OUTSIDE = BoundedCache(_piece), BoundedCache(_without_hashtags)


def _humps(token: str, start: int) -> list[tuple[int, int]]:
    """Where the pieces of a hashtag stand, or the one of another token."""
    if token[0] != "#":
        return [(start, start + len(token))]
    humps = ((0, 1), *(found.span() for found in _HUMPS.finditer(token, 1)))
    return [(start + begin, start + end) for begin, end in humps]
