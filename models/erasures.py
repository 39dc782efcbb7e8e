"""Erasure: a source says that an author, or one post, is to be forgotten."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

import msgspec

from models.names import SourceId


class ErasureRequest(msgspec.Struct, frozen=True, tag="erased", forbid_unknown_fields=True):
    """An author's pseudonym, or a post's id, or both; each is forgotten wherever we have it."""

    at: Annotated[datetime, msgspec.Meta(tz=True)]
    author: SourceId | None = None
    post: SourceId | None = None

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.at,)


def names_of(requests: Iterable[ErasureRequest]) -> frozenset[str]:
    """All authors and posts that are named: no id of the one is an id of the other."""
    return frozenset(name for each in requests for name in (each.author, each.post) if name is not None)
