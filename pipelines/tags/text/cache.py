"""Memo: what a function of a short string gave, remembered in a bounded dictionary.

Words repeat as nothing else in a stream does, and a lookup in C costs less than any function. Where a value came
from is never seen: the function must be pure.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Value = TypeVar("Value")

MAX_ENTRIES = 32_768  # strings that are remembered; then all are forgotten
MAX_KEY_LENGTH = 32  # code points: what is longer is seldom seen again


class BoundedCache(dict[str, Value]):
    """`memo[text]` is `function(text)`."""

    def __init__(self, function: Callable[[str], Value]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, text: str) -> Value:
        value = self._function(text)
        if len(text) <= MAX_KEY_LENGTH:
            if len(self) >= MAX_ENTRIES:
                self.clear()
            self[text] = value
        return value

    def learn(self, texts: Sequence[str], values: Iterable[Value]) -> None:
        """Remember what the function would give for some short strings."""
        if len(self) + len(texts) > MAX_ENTRIES:
            self.clear()
        self.update(zip(texts[:MAX_ENTRIES], values, strict=False))
