"""Entries: a feed of any format taken apart into its entries, oldest first, each of them a frame of JSON."""

from __future__ import annotations

import calendar
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from time import struct_time
from typing import Any

import feedparser
import msgspec

from models.decoding import Decode, json_decoder

_MOST_ENTRIES = 1_000  # of one feed; the first of a longer one
_MARK_BYTES = 8


class FeedEntry(msgspec.Struct, frozen=True, gc=False):
    """One entry, as its feed has it. `published` is empty where it has no date that can be read."""

    feed: str  # its address
    id: str  # its GUID, else its link, else its title
    title: str = ""
    content: str = ""  # HTML, or text
    author: str = ""
    published: datetime | None = None
    lang: str = ""
    categories: tuple[str, ...] = ()

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.published,)


decode_entry: Decode[FeedEntry] = json_decoder(FeedEntry)


def split_feed(address: str, document: bytes) -> list[FeedEntry]:
    """The entries of a feed, oldest first, each once; none where it is no feed."""
    try:
        found = feedparser.parse(
            io.BytesIO(document),  # a stream: text would be taken for an address
            sanitize_html=False,  # the converter takes the words out of it, in less time
            resolve_relative_uris=False,
        )
    except Exception:  # noqa: BLE001  # whatever its parsers raise: it is no feed
        return []
    language = _text(found.get("feed", {}), "language")
    entries = {each.id: each for each in _entries(address, found.get("entries", ()), language)}
    return sorted(entries.values(), key=lambda each: each.published or datetime.min.replace(tzinfo=UTC))


def _entries(address: str, found: Any, language: str) -> Iterator[FeedEntry]:
    for each in map(dict, list(found)[:_MOST_ENTRIES]):  # feedparser's own mapping guesses, and warns that it does
        title, link = _text(each, "title"), _text(each, "link")
        if id := _text(each, "id") or link or title:
            yield FeedEntry(
                address,
                id,
                title,
                _content(each),
                _text(each, "author"),
                _moment(each.get("published_parsed") or each.get("updated_parsed")),
                language,
                tuple(term for tag in each.get("tags", ()) if (term := _text(tag, "term"))),
            )


def _content(entry: Any) -> str:
    contents = entry.get("content") or ()
    return _text(contents[0], "value") if contents else _text(entry, "summary")


def _text(holder: Any, name: str) -> str:
    value = holder.get(name)
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _moment(parsed: struct_time | None) -> datetime | None:
    try:
        return None if parsed is None else datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def mark_of(entry: FeedEntry) -> str:
    """By what an entry is remembered: 16 hexadecimal digits."""
    return blake2b(entry.id.encode(), digest_size=_MARK_BYTES).hexdigest()
