"""The one tokenisation that every tag shares: tokens of a text with their offsets, hashtags split into words."""

import re
from functools import lru_cache
from typing import NamedTuple

LONGEST = 4_000  # code points that are read of a text; what a post says, it says before
MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff\u0e00-\u0eff"
WORD = rf"[^\W_](?:[\w{MARKS}]|['\-](?=\w))*"  # marks: Python's \w leaves out vowel signs of Hindi, Thai, Arabic
_TOKEN = re.compile(rf"https?:\S*|[#@]\w[\w{MARKS}]*|{WORD}|[{MARKS}]+|[^\w\s]|_+")
_HUMPS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^A-Za-z\d_]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_APOSTROPHES = str.maketrans("’‘ʼ＇", "''''")


class Words(NamedTuple):
    """Tokens in order: lower-cased words, where each starts in the text, and where it ends."""

    lower: list[str]
    starts: list[int]
    ends: list[int]


def clean(text: str) -> str:
    """The text as it is read: no longer than LONGEST, straight apostrophes, no lone surrogates. Offsets stay."""
    if len(text) > LONGEST:
        text = text[:LONGEST]
    if text.isascii():
        return text
    return _SURROGATES.sub("\ufffd", text).translate(_APOSTROPHES)


def words(text: str) -> Words:
    """Tokens of a cleaned text: links and @names whole, `#ReliefFund` as `#`, `relief`, `fund`."""
    lower: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _TOKEN.finditer(text):
        token, start = found[0], found.start()
        if token[0] == "#" and len(token) > 1:
            parts = humps(token)
            lower += [part for part, _, _ in parts]
            starts += [start + begin for _, begin, _ in parts]
            ends += [start + end for _, _, end in parts]
        else:
            lower.append(token.lower())
            starts.append(start)
            ends.append(start + len(token))
    return Words(lower, starts, ends)


@lru_cache(maxsize=4096)
def humps(hashtag: str) -> list[tuple[str, int, int]]:
    """Pieces of a hashtag, its `#` first, as (lower-cased, start, end) within it: split at case, digits and `_`."""
    pieces = [(found[0].lower(), found.start(), found.end()) for found in _HUMPS.finditer(hashtag, 1)]
    return [("#", 0, 1), *pieces]
