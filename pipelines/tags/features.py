"""Hashed n-grams of a batch of texts, in numpy: words, pairs of words, and runs of two to five characters.

A feature is a row number of a table of weights, 0..2**BITS. Which rows a text has depends on that text alone.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BITS = 17
READ = 1_500  # code points of a text that classifiers read

_LINK = re.compile(r"https?:\S*|\bhttp\b")
_NAME = re.compile(r"@\w+")
_PRIME, _PAIR, _SPREAD = np.uint64(0x100000001B3), np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)
_WORD_SALT, _PAIR_SALT = np.uint64(0x51ED270B), np.uint64(0x2545F491)

Rows = NDArray[np.int64]


class Features(NamedTuple):
    """Rows of all texts one after another, and where each text's begin (one more than there are texts); and the
    hashes of their own words, names, links, numbers and hashtags left out, in the same way."""

    rows: Rows
    starts: Rows
    words: NDArray[np.uint64]
    word_starts: Rows


def spell(text: str) -> str:
    """A text as classifiers read it: lower case, links and names made alike, spaces at both ends."""
    text = text[:READ].replace("\x00", " ")
    if "http" in text:
        text = _LINK.sub("\x01", text)
    if "@" in text:
        text = _NAME.sub("\x02", text)
    return f" {' '.join(text.lower().split())} "


def features(texts: Sequence[str]) -> Features:
    """The features of each text, repeated as often as they occur."""
    chars = _chars(texts)
    owner = np.cumsum(chars == 0) - (chars == 0)
    word, at, own = _words(chars, owner)
    grams, holders = zip(*_runs(chars, owner), *_pairs(word, at), strict=True)
    holder = np.concatenate(holders)
    order = np.argsort(holder, kind="stable")
    rows = _row(np.concatenate(grams))[order]
    texts_and_end = np.arange(len(texts) + 1)
    starts = np.searchsorted(holder[order], texts_and_end)
    return Features(rows, starts, word[own], np.searchsorted(at[own], texts_and_end))


def _chars(texts: Sequence[str]) -> NDArray[np.uint64]:
    """Code points of all texts, each text closed by 0; digits alike, no letter more than twice running."""
    joined = "\x00".join(map(spell, texts)) + "\x00"
    chars = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    chars[(chars >= 48) & (chars <= 57)] = 48
    again = np.zeros(len(chars), dtype=bool)
    again[2:] = (chars[2:] == chars[1:-1]) & (chars[2:] == chars[:-2]) & (chars[2:] != 0)
    return chars[~again]


def _runs(chars: NDArray[np.uint64], owner: Rows) -> list[tuple[NDArray[np.uint64], Rows]]:
    """Hashes of runs of 2 to 5 characters that do not cross into the next text."""
    hashed, found = chars.copy(), []
    inside = chars != 0
    for length in range(2, 6):
        hashed = hashed[:-1] * _PRIME + chars[length - 1 :]
        inside = inside[:-1] & (chars[length - 1 :] != 0)
        found.append((hashed[inside] + np.uint64(length), owner[: len(hashed)][inside]))
    return found


def _words(chars: NDArray[np.uint64], owner: Rows) -> tuple[NDArray[np.uint64], Rows, NDArray[np.bool_]]:
    """Hashes of words (an emoji is one), whose they are, and whether they are words of the author's own."""
    letter = _is_letter(chars)
    first = np.flatnonzero(letter & ~np.concatenate(([False], letter[:-1])))
    last = np.flatnonzero(letter & ~np.concatenate((letter[1:], [False])))
    begins = chars[first]  # links and names begin with 1 and 2, then come marks and digits, and last emoji
    own: NDArray[np.bool_] = (begins > 57) & (begins < 0x1F000) & ~((begins >= 0x2190) & (begins < 0x2C00))
    return _spans(chars, first, last + 1), owner[first], own


def _pairs(word: NDArray[np.uint64], at: Rows) -> list[tuple[NDArray[np.uint64], Rows]]:
    """Hashes of words and of pairs of neighbouring words."""
    pairs = at[1:] == at[:-1]
    both = (word[:-1] * _PAIR + word[1:] + _PAIR_SALT)[pairs]
    return [(word + _WORD_SALT, at), (both, at[1:][pairs])]


def _is_letter(chars: NDArray[np.uint64]) -> NDArray[np.bool_]:
    ascii_word = (
        ((chars >= 97) & (chars <= 122)) | (chars == 48) | (chars == 39) | (chars == 35) | (chars <= 2) & (chars > 0)
    )
    marks = ((chars >= 0x2000) & (chars < 0x2190)) | ((chars >= 0x3000) & (chars < 0x3040))
    letters: NDArray[np.bool_] = ascii_word | ((chars >= 0xAA) & ~marks)
    return letters


def _spans(chars: NDArray[np.uint64], first: Rows, end: Rows) -> NDArray[np.uint64]:
    """A hash of each span of characters: sums of mixed characters weighted by their place in it."""
    place = np.arange(len(chars), dtype=np.uint64)
    mixed = (chars + np.uint64(1)) * _SPREAD
    mixed ^= mixed >> np.uint64(29)
    mixed *= _PAIR
    sums = np.concatenate(([np.uint64(0)], np.cumsum(mixed, dtype=np.uint64)))
    placed = np.concatenate(([np.uint64(0)], np.cumsum(mixed * place, dtype=np.uint64)))
    plain = sums[end] - sums[first]
    return (placed[end] - placed[first] - plain * first.astype(np.uint64)) * _SPREAD + plain


def _row(hashed: NDArray[np.uint64]) -> Rows:
    mixed = (hashed ^ (hashed >> np.uint64(31))) * _SPREAD
    return (mixed >> np.uint64(64 - BITS)).astype(np.int64)
