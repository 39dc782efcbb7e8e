"""Bundling: messages to audiences as few records of bounded size, each with what one audience takes in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from listener.kafka import wire
from models.bundles import TaggedMessage

MOST_MESSAGES: Final = 500  # of a bundle: a worker that dies in one reads so many again
MOST_BYTES: Final = 250_000  # of a bundle, unless one message alone has more: a quarter of what a broker takes

_HEAD: Final = b'{"type":"bundle","messages":['  # as `wire.encode` writes a `Bundle`
_TAIL: Final = b"]}"


def encode_bundles(outgoing: Iterable[tuple[str, TaggedMessage]]) -> Iterator[tuple[str, bytes]]:
    """Key and value of each record. Messages of a key keep their order; they say nothing of those of another key."""
    by_key: dict[str, list[bytes]] = {}
    for key, message in outgoing:
        by_key.setdefault(key, []).append(wire.encode(message))
    for key, messages in by_key.items():
        for some in _split(messages):
            yield key, _HEAD + b",".join(some) + _TAIL


def _split(messages: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """The messages in as many bundles as their bounds ask for."""
    begin, size = 0, 0
    for at, message in enumerate(messages):
        size += len(message)
        if at > begin and (size > MOST_BYTES or at - begin == MOST_MESSAGES):
            yield messages[begin:at]
            begin, size = at, len(message)
    yield messages[begin:]
