"""Sentences: where the sentence around a piece of a text begins and ends."""

import re
from collections.abc import Iterator

# Marks that end a sentence where a space or the text's end follows, and line ends. Not a full stop behind a short
# word where what follows begins small or with a digit: that is an abbreviation (`kr. 500`, `St. john`).
_END = re.compile(r"(?P<marks>[.!?…؟।]+)[\"')\]”»]*(?=\s|$)\n*|\n+")
_SHORT_WORD = re.compile(r"(?<!\w)\w{1,3}\.$")
_LEADING = re.compile(r"(?:\s|@\w+[:,]?|[-–—•*>]+(?=\s))*")  # who is answered, or a dash
_TOKEN, _LINK, _NAME = re.compile(r"\S+"), re.compile(r"https?:"), re.compile(r"\w+")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence that holds text[start:end] begins and ends: the first and the last, where it spans several.

    Names of who is answered before it, and links and hashtags behind it, are left out.
    """
    first, last = 0, len(text)
    for stop in _stops(text):
        if stop <= start:
            first = stop
        elif stop >= end:
            last = stop
            break
    return _trim(text, first, last)


def split_sentences(text: str) -> Iterator[str]:
    """Every sentence of a text, in order, without what `sentence_around` leaves out."""
    first = 0
    for stop in (*_stops(text), len(text)):
        start, end = _trim(text, first, stop)
        if text[start:end].strip():
            yield text[start:end].strip()
        first = stop


def count_sentences(text: str) -> int:
    """How many sentences a text has, if only emoji."""
    ends = [stop for stop in _stops(text) if text[stop:].strip()]
    return len(ends) + 1


def _stops(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        if not _is_abbreviation(text, found):
            yield found.end()


def _is_abbreviation(text: str, found: re.Match[str]) -> bool:
    following = text[found.end() :].lstrip()[:1]
    continues = following.islower() or following.isdigit()
    return (
        found["marks"] == "." and continues and bool(_SHORT_WORD.search(text, max(0, found.end() - 5), found.end()))
    )


def _trim(text: str, first: int, last: int) -> tuple[int, int]:
    leading = _LEADING.match(text, first, last)
    first = leading.end() if leading else first
    return first, _end_of_words(text, first, last)


def _end_of_words(text: str, first: int, last: int) -> int:
    """Where the words of text[first:last] end: links and hashtags behind the last of them are left out.

    Token by token from behind: one pattern for all of it would try each way to cut `http:http:http:` up, of which
    there are twice as many with each.
    """
    for token in reversed(list(_TOKEN.finditer(text, first, last))):
        link = _LINK.search(text, token.start(), token.end())
        end = _before_hashtags(text, token.start(), link.start() if link else token.end())
        if end > token.start():
            return end
    return first


def _before_hashtags(text: str, start: int, end: int) -> int:
    while (mark := text.rfind("#", start, end)) >= 0 and _NAME.fullmatch(text, mark + 1, end):
        end = mark
    return end
