"""Posts: from bytes to a Post, or to a rejection with a closed reason. No bytes make it raise.

Owns decoding, limits and the filter of repeated ids; it knows nothing of campaigns.
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import timedelta

from models.decoding import LATEST, json_decoder
from models.errors import UnreadableError
from models.posts import Millis, Post
from models.rejections import DETAIL_LIMIT, RECORD_LIMIT, Origin, Reason, Rejection


@dataclass(frozen=True)
class Limits:
    """What a record may be."""

    record_bytes: int = 262_144
    text_chars: int = 100_000
    ahead: timedelta = timedelta(minutes=10)  # a post may be dated after it was received: clocks differ
    ids: int = 500_000  # post ids that recognise repeats: at most so many, and at least the latest half


DEFAULT_LIMITS = Limits()

_decode = json_decoder(Post)

# Authors that are people's own: addresses and handles, numbers of telephones, accounts of networks by their names.
# So many digits as a pseudonym has (16 of the simulator's, 32 of ours) no telephone has.
_NAMES_SOMEBODY = re.compile(r"@|\s|\+\d{5}|\A00\d{5,13}\Z|(?:did|https?|mailto|tel|acct):", re.IGNORECASE).search
_USE_PSEUDONYMS = (
    "author names a person: expected a pseudonym, such as `listener import` and `listener ingest` make with "
    "LISTENER_AUTHOR_KEY"
)
_MAY_NAME_SOMEBODY = frozenset({Reason.NAMED_AUTHOR, Reason.UNKNOWN_FIELD})


class DedupFilter:
    """Recognises ids that were added before, in bounded memory.

    Two generations of hashes: when the younger is full (`ids` // 2), it becomes the older, and the older is dropped.
    So the latest `ids` // 2 ids are always known.
    """

    def __init__(self, ids: int) -> None:
        self._generation_size = max(1, ids // 2)
        self._young: set[int] = set()
        self._old: set[int] = set()

    def __contains__(self, id: Hashable) -> bool:
        """Whether the id was added before, as far as is remembered."""
        mark = hash(id)
        return mark in self._young or mark in self._old

    def add(self, id: Hashable) -> None:
        """Remembers the id."""
        self._young.add(hash(id))
        if len(self._young) >= self._generation_size:
            self._young, self._old = set(), self._young


class Admission:
    """Admits records one by one. One for each input partition; made anew when the partition is assigned again."""

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._ahead = limits.ahead // timedelta(milliseconds=1)
        self._taken_ids = DedupFilter(limits.ids)

    def admit(self, record: bytes | None, received: Millis, origin: Origin | None = None) -> Post | Rejection:
        """The post in a record, or why it is not taken; its id is a repeat from then on.

        `received` is when the record came in, by the broker's clock or the run's: a post may not be dated much later.
        """
        if record is None or len(record) > self._limits.record_bytes:
            return self._reject_unread(record, origin)
        try:
            post = _decode(record)
        except UnreadableError as error:
            return rejection(error.reason, str(error), _to_keep(record, error.reason), origin)
        if problem := self._problem(post, received):
            return rejection(*problem, _to_keep(record, problem[0]), origin)
        self._taken_ids.add(post.id)
        return post

    def is_ahead(self, at: Millis, received: Millis) -> bool:
        """Whether an event time lies further in the future than clocks differ."""
        return at > received + self._ahead

    def _reject_unread(self, record: bytes | None, origin: Origin | None) -> Rejection:
        if record is None:
            return rejection(Reason.TOMBSTONE, "a record without a value", b"", origin)
        detail = f"{len(record)} bytes; at most {self._limits.record_bytes}"
        return rejection(Reason.OVERSIZED, detail, record, origin)

    def _problem(self, post: Post, received: Millis) -> tuple[Reason, str] | None:
        if names_somebody(post.author):
            return Reason.NAMED_AUTHOR, _USE_PSEUDONYMS
        if not post.text and not post.kind.is_activity and post.tags is None:
            return Reason.NO_TEXT, f"a post of kind {post.kind} needs text"
        if post.text and len(post.text) > self._limits.text_chars:
            return Reason.OVERSIZED, f"text of {len(post.text)} characters; at most {self._limits.text_chars}"
        if self.is_ahead(at := post.at, received):
            return Reason.FUTURE, f"created_at {post.created_at.isoformat()} lies in the future"
        if at < 0:
            return Reason.BAD_FIELD, f"created_at {post.created_at.isoformat()} lies before 1970"
        if post.created_at > LATEST:
            return Reason.BAD_FIELD, f"created_at {post.created_at.isoformat()} lies after {LATEST:%Y}"
        if post.id in self._taken_ids:
            return Reason.DUPLICATE, f"id {post.id[:200]} was taken already"
        return None


def _to_keep(record: bytes, reason: Reason) -> bytes:
    """What is kept of a rejected record: nothing where it names a person, or may in a field that we do not know."""
    return b"" if reason in _MAY_NAME_SOMEBODY else record


def names_somebody(author: str) -> bool:
    """Whether an author is a person's own address, handle, number or account, and no pseudonym."""
    return _NAMES_SOMEBODY(author) is not None


def rejection(reason: Reason, detail: str, record: bytes, origin: Origin | None) -> Rejection:
    """A rejection that keeps the record's first bytes, and the beginning of a long detail."""
    return Rejection(reason, detail[:DETAIL_LIMIT], record[:RECORD_LIMIT], origin)
