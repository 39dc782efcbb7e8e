"""The notation of patterns/ as the patterns of spaCy's Matcher."""

from collections.abc import Mapping
from typing import Any


def parse_pattern(line: str, lists: Mapping[str, str]) -> list[dict[str, Any]]:
    """A pattern in the notation of patterns/ as spaCy's Matcher takes it, over lower-case words."""
    return [_token(each, lists) for each in line.split()]


def _token(written: str, lists: Mapping[str, str]) -> dict[str, Any]:
    optional = len(written) > 1 and written.endswith("?")
    words = _words(written[:-1] if optional else written, lists)
    token = {"ORTH": {"IN": sorted(words)}} if words else {}
    return {**token, "OP": "?"} if optional else token


def _words(body: str, lists: Mapping[str, str]) -> set[str]:
    """The words that may stand at a place; none where any may."""
    if body == "*":
        return set()
    parts = (lists[part[1:-1]].split("|") if part[0] == "{" else [part] for part in body.split("|"))
    return {word for part in parts for word in part}
