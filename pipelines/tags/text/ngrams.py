"""Hashed n-grams of a batch of texts, in numpy: words, pairs of words, and runs of two to five characters.

A feature is a row number of a table of weights, 0..2**BITS. Which rows a text has depends on that text alone.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ROW_BITS = 17
_MAX_CHARS = 1_500  # code points of a text that classifiers read

_LINK = re.compile(r"https?:\S*|\bhttp\b")
_NAME = re.compile(r"@\w+")
_PRIME, _PAIR, _SPREAD = np.uint64(0x100000001B3), np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)
_WORD_SALT, _PAIR_SALT = np.uint64(0x51ED270B), np.uint64(0x2545F491)

_RUNS = range(2, 6)  # lengths, in characters
_KINDS = len(_RUNS) + 2  # of features: those runs, words, pairs of words

Rows = NDArray[np.int64]
Hashes = NDArray[np.uint64]


class HashedNgrams(NamedTuple):
    """Rows of all texts one after another, and where each text's begin (one more than there are texts); and the
    hashes of their own words, names, links, numbers and hashtags left out, in the same way."""

    rows: Rows
    starts: Rows
    words: Hashes
    word_starts: Rows


def _normalise(text: str) -> str:
    """A text as classifiers read it: lower case, links and names made alike, spaces at both ends."""
    pieces = text[:_MAX_CHARS].replace("\x00", " ").split()
    if "http" in text:
        pieces = [_LINK.sub("\x01", piece) if "http" in piece else piece for piece in pieces]
    if "@" in text:
        pieces = [_NAME.sub("\x02", piece) if "@" in piece else piece for piece in pieces]
    return f" {' '.join(pieces).lower()} "


def hash_ngrams(texts: Sequence[str]) -> HashedNgrams:
    """The features of each text, repeated as often as they occur."""
    chars = _chars(texts)
    first, end = _word_places(chars)
    words = hash_spans(chars, first, end)
    begins = np.concatenate(([0], np.flatnonzero(chars == 0) + 1))  # of texts, and the end
    whose = np.searchsorted(begins, first, side="right")
    grams = np.zeros((len(chars), _KINDS), dtype=np.uint64)  # by place, so that those of a text stay together
    inside = np.zeros(grams.shape, dtype=bool)
    _runs(chars, grams, inside)
    _pairs(words, whose, first, grams, inside)
    places = np.flatnonzero(inside)
    own = _is_own(chars[first])
    rows = _row(grams.ravel()[places])
    starts = np.searchsorted(places, begins * _KINDS)
    return HashedNgrams(rows, starts, words[own], np.searchsorted(first[own], begins))


def _chars(texts: Sequence[str]) -> Hashes:
    """Code points of all texts, each text closed by 0; digits alike, no letter more than twice running."""
    joined = "\x00".join(map(_normalise, texts)) + "\x00"
    chars = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    chars[(chars >= 48) & (chars <= 57)] = 48
    again = np.zeros(len(chars), dtype=bool)
    again[2:] = (chars[2:] == chars[1:-1]) & (chars[2:] == chars[:-2]) & (chars[2:] != 0)
    return chars[~again]


def _runs(chars: Hashes, grams: Hashes, inside: NDArray[np.bool_]) -> None:
    """Hashes of runs of 2 to 5 characters that do not cross into the next text, where they begin."""
    hashed, text = chars, chars != 0
    whole = text
    for kind, length in enumerate(_RUNS):
        hashed = hashed[:-1] * _PRIME + chars[length - 1 :]
        whole = whole[:-1] & text[length - 1 :]
        grams[: len(hashed), kind] = hashed + np.uint64(length)
        inside[: len(hashed), kind] = whole


def _pairs(words: Hashes, whose: Rows, first: Rows, grams: Hashes, inside: NDArray[np.bool_]) -> None:
    """Hashes of words, and of pairs of neighbouring words, where the word, or the second of them, begins."""
    grams[first, -2] = words + _WORD_SALT
    inside[first, -2] = True
    grams[first[1:], -1] = words[:-1] * _PAIR + words[1:] + _PAIR_SALT
    inside[first[1:], -1] = whose[1:] == whose[:-1]


def _word_places(chars: Hashes) -> tuple[Rows, Rows]:
    """Where words begin and end (an emoji is one); a space or an end stands before and after each."""
    letter = _is_letter(chars)
    edges = np.flatnonzero(letter[1:] != letter[:-1]) + 1
    return edges[::2], edges[1::2]


def _is_own(begins: Hashes) -> NDArray[np.bool_]:
    """Whether words that begin so are the author's own: links and names begin with 1 and 2, then come marks and
    digits, and last emoji."""
    own: NDArray[np.bool_] = (begins > 57) & (begins < 0x1F000) & ~((begins >= 0x2190) & (begins < 0x2C00))
    return own


def _is_letter(chars: Hashes) -> NDArray[np.bool_]:
    ascii_word = (
        ((chars >= 97) & (chars <= 122)) | (chars == 48) | (chars == 39) | (chars == 35) | (chars <= 2) & (chars > 0)
    )
    marks = ((chars >= 0x2000) & (chars < 0x2190)) | ((chars >= 0x3000) & (chars < 0x3040))
    letters: NDArray[np.bool_] = ascii_word | ((chars >= 0xAA) & ~marks)
    return letters


def hash_spans(chars: Hashes, first: Rows, end: Rows) -> Hashes:
    """A hash of each span of characters: sums of mixed characters weighted by their place in it."""
    place = np.arange(len(chars), dtype=np.uint64)
    mixed = (chars + np.uint64(1)) * _SPREAD
    mixed ^= mixed >> np.uint64(29)
    mixed *= _PAIR
    sums = np.concatenate(([np.uint64(0)], np.cumsum(mixed, dtype=np.uint64)))
    placed = np.concatenate(([np.uint64(0)], np.cumsum(mixed * place, dtype=np.uint64)))
    plain = sums[end] - sums[first]
    return (placed[end] - placed[first] - plain * first.astype(np.uint64)) * _SPREAD + plain


def _row(hashed: Hashes) -> Rows:
    mixed = (hashed ^ (hashed >> np.uint64(31))) * _SPREAD
    return (mixed >> np.uint64(64 - ROW_BITS)).astype(np.int64)
