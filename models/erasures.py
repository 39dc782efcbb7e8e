"""Erasure: a source says that an author, or one post, is to be forgotten."""

from datetime import datetime

import msgspec


class ErasureRequest(msgspec.Struct, frozen=True, tag="erased", forbid_unknown_fields=True):
    """An author's pseudonym, or a post's id, or both; each is forgotten wherever we have it."""

    at: datetime
    author: str | None = None
    post: str | None = None
