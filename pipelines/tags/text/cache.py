"""A bounded cache of what a pure function gives for short strings.

The words of a stream repeat, and a lookup in a dictionary runs in C. Callers cannot tell a cached value from a fresh
one: the function must be pure.
"""

from collections.abc import Callable
from typing import TypeVar

_Value = TypeVar("_Value")

MAX_ENTRIES = 32_768  # more distinct words than a day of one campaign has; beyond it the cache starts afresh
MAX_KEY_LENGTH = 32  # code points: longer strings are links and noise, seldom seen again


class BoundedCache(dict[str, _Value]):
    """`cache[text]` is `function(text)`, kept for at most MAX_ENTRIES texts, none longer than MAX_KEY_LENGTH."""

    def __init__(self, function: Callable[[str], _Value]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, text: str) -> _Value:
        value = self._function(text)
        if len(text) <= MAX_KEY_LENGTH:
            if len(self) >= MAX_ENTRIES:
                self.clear()
            self[text] = value
        return value
