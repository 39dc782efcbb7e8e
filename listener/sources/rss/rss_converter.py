"""Converter: an entry of a feed to a post. Its author is whom it names, within its feed; else the feed itself."""

import re
from collections.abc import Sequence
from datetime import UTC

from listener.importing.masking import is_html, read_html
from listener.sources.base import Converted, Drop, DropReason, refuse
from listener.sources.people import People
from listener.sources.rss.entries import FeedEntry, decode_entry
from listener.sources.rss.unshown import without_unshown
from models.errors import UnreadableError
from models.posts import Post
from models.rejections import Reason
from pipelines.posts import DEFAULT_LIMITS

RSS = "rss"

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")


def convert_entry(frame: bytes, people: People) -> Sequence[Converted]:
    """The post of an entry, as `entries` made a frame of it, or why it is none."""
    if len(frame) > DEFAULT_LIMITS.record_bytes:
        return (refuse(RSS, Reason.OVERSIZED, f"{len(frame)} bytes; at most {DEFAULT_LIMITS.record_bytes}"),)
    try:
        entry = decode_entry(frame)
    except UnreadableError as error:
        return (refuse(RSS, error.reason, str(error)),)
    if entry.published is None or entry.published.tzinfo is None:
        return (refuse(RSS, Reason.MISSING_FIELD, "an entry without a date"),)
    text = people.mask(_written(entry), (entry.author,) if entry.author else ())
    if not text:
        return (Drop(DropReason.NO_TEXT),)
    if len(text) > DEFAULT_LIMITS.text_chars:
        return (refuse(RSS, Reason.OVERSIZED, f"text of {len(text)} characters"),)
    author = f"{entry.feed}\x1f{entry.author}" if entry.author else entry.feed
    return (
        Post(
            people.post(RSS, entry.id if ":" in entry.id else f"{entry.feed}\x1f{entry.id}"),  # `12` is many a feed's
            RSS,
            people.author(RSS, author),
            entry.published.astimezone(UTC),
            text=text,
            lang=entry.lang if _LANGUAGE.fullmatch(entry.lang) else None,
            hashtags=people.hashtags(each for each in entry.categories if not re.search(r"\s", each)),
            author_flags=people.flags(entry.feed, entry.author),
        ),
    )


def _written(entry: FeedEntry) -> str:
    """Title and content, once where the one begins with the other."""
    title, content = _plain(entry.title), _plain(entry.content)
    return content if content.startswith(title) else f"{title}\n{content}".strip()


def _plain(written: str) -> str:
    return read_html(without_unshown(written)) if is_html(written) or "&" in written else written.strip()
