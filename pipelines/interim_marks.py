"""Interim marks: what an audience is told amid the posts of one batch, so that hours close as their posts come.

A batch may span months of event time. Were its audiences told at its end alone how far they are, all its posts would
wait at once, and what waits has bounds. So an audience of so many posts is told in between, with each new hour.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from models.posts import HOUR_MS, Millis
from pipelines.tags import Belonging

_POSTS = 32  # of an audience between two marks, at least: half of what may wait of one author

_Message = TypeVar("_Message")


class InterimMarks(Generic[_Message]):
    """The messages between the posts of one batch, and when there is to be another."""

    def __init__(self) -> None:
        self._posts: Counter[Belonging] = Counter()  # since the audience was last told
        self._hours: dict[Belonging, int] = {}  # to which it was
        self._messages: list[tuple[int, Sequence[_Message]]] = []

    def is_due(self, belonging: Belonging, reached: Millis) -> bool:
        """Whether an audience is to be told that event time has come to `reached`, after one more post of its own."""
        self._posts[belonging] += 1
        hour = reached // HOUR_MS
        if self._posts[belonging] < _POSTS or self._hours.get(belonging, -1) >= hour:
            return False
        self._posts[belonging], self._hours[belonging] = 0, hour
        return True

    def add(self, place: int, messages: Sequence[_Message]) -> None:
        """These messages go out after so many posts of the batch."""
        self._messages.append((place, messages))

    def join(self, posts: Sequence[_Message]) -> Iterator[_Message]:
        """The posts of the batch with the messages between them."""
        start = 0
        for place, messages in self._messages:
            yield from posts[start:place]
            yield from messages
            start = place
        yield from posts[start:]
