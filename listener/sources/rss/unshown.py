"""Unshown: what a browser shows of no page: comments, scripts and styles. In one pass, however often one is opened.

A parser that cleans HTML looks for the end of each comment anew: one feed of a few megabytes would keep us for hours.
"""

import re
from collections.abc import Iterator

_OPENED = re.compile(r"<(!--|script\b|style\b)", re.IGNORECASE)
_ENDS = {"!--": "-->", "script": "</script", "style": "</style"}
_CLOSED = {opened: re.compile(end, re.IGNORECASE) for opened, end in _ENDS.items()}


def without_unshown(text: str) -> str:
    """HTML without them; one that is never closed goes to the end. The closing tag of a script stays, as a tag."""
    return "".join(_shown(text))


def _shown(text: str) -> Iterator[str]:
    at = 0
    while opened := _OPENED.search(text, at):
        yield text[at : opened.start()]
        closed = _CLOSED[opened[1].lower()].search(text, opened.end())
        if closed is None:
            return
        at = closed.end() if opened[1] == "!--" else closed.start()
    yield text[at:]
