"""Canaries: what must be found nowhere, in every spelling in which programs write things down."""

from base64 import b64encode
from urllib.parse import quote


def spellings(word: str) -> tuple[bytes, ...]:
    """The word as it stands, in URLs and hex, and as it looks within something that is base64 (RFC 4648) as a whole.

    A character has six bits: those that are of the word's bits alone are the same wherever it begins.
    """
    raw = word.encode()
    within = [
        b64encode(b"\0" * before + raw)[-(-8 * before // 6) : 8 * (before + len(raw)) // 6] for before in range(3)
    ]
    return (raw, quote(word).encode(), raw.hex().encode(), *within)


def has_word(value: bytes, *words: str) -> bool:
    """Whether one of the words is in there, in any spelling."""
    return any(spelling in value for word in words for spelling in spellings(word))
