"""Sifting: what of the sources goes into the log. Of a whole network's posts, those that no campaign matches do not.

What decides reads the log alone, so what is left out has no part in it but one: a live post says how far event time
has come, and a mark says that for those that are left out. Erasures of posts that the log does not have are left out,
too; those of authors stay.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from listener.kafka import topics
from listener.sources import SourceRecord
from listener.sources.runner import to_record
from models.author_keys import PUBLIC_AUTHOR_KEY, AuthorKey
from models.campaigns import Campaign
from models.commitments import Speaker
from models.decoding import json_decoder
from models.erasures import ErasureRequest
from models.errors import UnreadableError
from models.marks import Mark
from models.posts import DAY_MS, MINUTE_MS, Millis, Post, instant, millis
from models.sketches import hash64
from pipelines.tags import Matcher

_SIFT_SOURCE: Final = "unmatched"  # what the marks say that they come from
_ERASED: Final = 100_000  # requests that are remembered: an hour or more of a network's deletes
_SPEAKERS: Final = frozenset(each.value for each in Speaker)
_EVERY_MS: Final = MINUTE_MS  # of event time between two of them

_decode_post = json_decoder(Post)
_decode_erasure = json_decoder(ErasureRequest)


class Sifter:
    """Sifts records in the order in which they come. Mutable: it knows the posts that went on."""

    def __init__(
        self,
        campaigns: Sequence[Campaign],
        author_key: AuthorKey = PUBLIC_AUTHOR_KEY,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._clock, self._author_key = clock, author_key
        self.change(campaigns)
        self._known: set[int] = set()  # hashed ids of posts that are in the log
        self._erased: dict[int, Millis] = {}  # hashed authors and ids of posts that were erased, and when
        self._reached: Millis = -1  # event time of the live posts that were left out
        self._marked: Millis = -1
        self.left_out = 0  # posts, so far

    def change(self, campaigns: Sequence[Campaign]) -> None:
        """From now on it sifts for these versions of the campaigns."""
        self._matcher = Matcher(campaigns)
        self._own = frozenset(_own_pseudonyms(campaigns, self._author_key))

    def know(self, values: Iterable[bytes], followed: Iterable[int] = ()) -> None:
        """These posts are in the log already; of those that are `followed` (hashed ids), what they show."""
        self._known.update(followed)
        for value in values:
            if isinstance(post := _read(value), Post):
                self._known.add(hash64(post.id))

    def sift(self, records: Sequence[SourceRecord]) -> list[SourceRecord]:
        """The records that go into the log, and a mark for the posts among the others."""
        posts = [_read(each.value) if _is_post(each) else None for each in records]
        matched = iter(self._matcher.match_all([each for each in posts if each and each.tags is None]))
        kept = [
            record
            for record, post in zip(records, posts, strict=True)
            if (self._keep(post, bool(post.tags or next(matched))) if post else self._is_needed(record))
        ]
        return [*kept, *self._marks()]

    def _keep(self, post: Post, has_audience: bool) -> bool:
        if (has_audience or self._is_own(post)) and not self._is_erased(post):
            self._known.add(hash64(post.id))
            return True
        self.left_out += 1
        now = round(self._clock() * 1000)
        if now - post.at < DAY_MS:
            self._reached = max(self._reached, min(post.at, now))
        return False

    def _is_own(self, post: Post) -> bool:
        """Whether a brand speaks: what it says of its commitments need not have the story's words."""
        return post.author in self._own or any(flag in _SPEAKERS for flag in post.author_flags)

    def _is_erased(self, post: Post) -> bool:
        """Whether a request has overtaken the post."""
        asked = (self._erased.get(hash64(each), -1) for each in (post.author, post.id))
        return bool(self._erased) and post.at < max(asked)

    def _is_needed(self, record: SourceRecord) -> bool:
        """Whether a record that is no post goes on: all do, but for erasures of posts that the log does not have."""
        if record.topic != topics.ERASURES:
            return True
        try:
            request = _decode_erasure(record.value)
        except UnreadableError:
            return True
        for each in (request.author, request.post):
            if each:
                self._erased[hash64(each)] = millis(request.at)
        for oldest in list(islice(self._erased, max(0, len(self._erased) - _ERASED))):
            del self._erased[oldest]
        return request.author is not None or hash64(request.post or "") in self._known

    def _marks(self) -> list[SourceRecord]:
        if self._reached < self._marked + _EVERY_MS:
            return []
        self._marked = self._reached
        return [to_record(Mark(_SIFT_SOURCE, instant(self._reached)))]


def _own_pseudonyms(campaigns: Sequence[Campaign], key: AuthorKey) -> Iterator[str]:
    """The own accounts as sources name their authors."""
    for campaign in campaigns:
        for accounts in campaign.own_accounts.by_speaker().values():
            for channel, _, native in (each.partition(":") for each in accounts):
                yield key.author_pseudonym(channel, native)


def _is_post(record: SourceRecord) -> bool:
    return record.topic == topics.POSTS and not record.headers


def _read(value: bytes) -> Post | None:
    """The post; None for what cannot be read: intake rejects it with its reason."""
    try:
        return _decode_post(value)
    except UnreadableError:
        return None
