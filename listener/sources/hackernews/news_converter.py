"""Converter: an item of Hacker News to a post, to what it asks us to forget, or to why it is neither.

Source: the README of HackerNews/API. What is not named here is never looked at.
"""

from collections.abc import Sequence

import msgspec

from listener.importing.masking import read_html
from listener.sources.base import Converted, Drop, DropReason, refuse
from listener.sources.people import People
from models.decoding import Decode, json_decoder
from models.erasures import ErasureRequest
from models.errors import UnreadableError
from models.posts import Kind, Post, instant
from models.rejections import Reason
from pipelines.posts import DEFAULT_LIMITS

HACKERNEWS = "hackernews"

_LATEST = 2**37  # seconds: more than a time of ours may have
_POSTS = ("story", "comment", "poll")


class NewsItem(msgspec.Struct, frozen=True, gc=False):
    """A story, a comment, a job, a poll or one of its options."""

    id: int
    type: str = ""
    by: str = ""
    time: int = 0  # seconds since 1970
    title: str = ""
    text: str = ""  # HTML
    url: str = ""
    parent: int | None = None
    deleted: bool = False
    dead: bool = False  # taken away by moderators or by votes


_decode: Decode[NewsItem] = json_decoder(NewsItem)


def convert_item(frame: bytes, people: People) -> Sequence[Converted]:
    """What one item is on our topics."""
    if len(frame) > DEFAULT_LIMITS.record_bytes:
        return (refuse(HACKERNEWS, Reason.OVERSIZED, f"{len(frame)} bytes; at most {DEFAULT_LIMITS.record_bytes}"),)
    try:
        item = _decode(frame)
    except UnreadableError as error:
        return (refuse(HACKERNEWS, error.reason, str(error)),)
    if not 0 < item.time < _LATEST:
        return (refuse(HACKERNEWS, Reason.MISSING_FIELD, "an item without a time"),)
    return (_convert(item, people),)


def _convert(item: NewsItem, people: People) -> Converted:
    id, written = people.post(HACKERNEWS, str(item.id)), instant(item.time * 1_000)
    if item.deleted:
        return ErasureRequest(written, post=id)
    if item.type not in _POSTS:
        return Drop(DropReason.NOT_A_POST)
    if item.dead:
        return Drop(DropReason.NOT_PUBLIC)
    if not item.by:
        return Drop(DropReason.NO_AUTHOR)
    text = people.mask(f"{read_html(item.title)}\n{read_html(item.text)}".strip(), (item.by,))
    if not text:
        return Drop(DropReason.NO_TEXT)
    return Post(
        id,
        HACKERNEWS,
        people.author(HACKERNEWS, item.by),
        written,
        Kind.ORIGINAL if item.parent is None else Kind.REPLY,
        text,
        "en",
        links=people.links([item.url]),
        in_reply_to=None if item.parent is None else people.post(HACKERNEWS, str(item.parent)),
        author_flags=people.flags(item.by),
    )
