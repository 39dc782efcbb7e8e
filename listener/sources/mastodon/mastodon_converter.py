"""Converter: an event of a Mastodon stream to a post, to what it asks us to forget, or to why it is neither.

A post is known by its `uri`, which all instances share: seen through two of them it is one.
"""

import re
from collections.abc import Sequence
from datetime import UTC

from listener.importing.masking import read_html
from listener.sources.base import Converted, Drop, DropReason, refuse
from listener.sources.mastodon.statuses import Mentioned, Poster, Status, decode_deleted, decode_status
from listener.sources.people import People
from listener.sources.sse import parse_event
from models.erasures import ErasureRequest
from models.errors import UnreadableError
from models.posts import Kind, Post
from models.rejections import Reason
from pipelines.posts import DEFAULT_LIMITS

MASTODON = "mastodon"

_NO_BOTS = re.compile(r"#(?:<[^<>]*>)*(?:nobots?|noindex)\b", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\b[^<>]*>", re.IGNORECASE)
_HREF = re.compile(r'\bhref="(https?://[^"<>\s]+)"', re.IGNORECASE)
_OF_MARKUP = re.compile(r'\bclass="[^"<>]*(?:mention|hashtag)', re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")


def convert_status(frame: bytes, people: People) -> Sequence[Converted]:
    """What one event is on our topics. An edit is both: what stood there before is forgotten."""
    if len(frame) > DEFAULT_LIMITS.record_bytes:
        return (refuse(MASTODON, Reason.OVERSIZED, f"{len(frame)} bytes; at most {DEFAULT_LIMITS.record_bytes}"),)
    event = parse_event(frame)
    try:
        if event.name == "delete" and event.data.isdigit():
            return (Drop(DropReason.UNKNOWN_POST),)
        if event.name == "delete":
            gone = decode_deleted(event.data)
            return (ErasureRequest(gone.created_at.astimezone(UTC), post=people.post(MASTODON, gone.uri)),)
        if event.name not in ("update", "status.update"):
            return (Drop(DropReason.NOT_A_POST),)
        return _convert(decode_status(event.data), people, is_edit=event.name == "status.update")
    except UnreadableError as error:
        return (refuse(MASTODON, error.reason, str(error)),)


def _convert(status: Status, people: People, *, is_edit: bool) -> Sequence[Converted]:
    if status.visibility != "public":
        return (Drop(DropReason.NOT_PUBLIC),)
    author = status.account.uri or status.account.url
    if not author:
        return (Drop(DropReason.NO_AUTHOR),)
    id, seen = people.post(MASTODON, status.uri), (status.edited_at or status.created_at).astimezone(UTC)
    edited = (ErasureRequest(seen, post=id),) if is_edit else ()
    if not _wants_to_be_found(status.account):
        return (*edited, Drop(DropReason.OPTED_OUT))
    kind = _kind_of(status)
    text = None if kind.is_activity else _read_text(status, people)
    if not text and not kind.is_activity:
        return (*edited, Drop(DropReason.NO_TEXT))
    if text and len(text) > DEFAULT_LIMITS.text_chars:
        return (refuse(MASTODON, Reason.OVERSIZED, f"text of {len(text)} characters"),)
    post = Post(
        id,
        MASTODON,
        people.author(MASTODON, author),
        status.created_at.astimezone(UTC),
        kind,
        text,
        status.language if _LANGUAGE.fullmatch(status.language or "") else None,
        people.hashtags(each.name for each in status.tags),
        people.links(_links(status)),
        people.post(MASTODON, status.reblog.uri) if status.reblog and status.reblog.uri else None,
        (*people.flags(author, status.account.acct), *(("bot",) if status.account.bot else ())),
    )
    return (*edited, post)


def _wants_to_be_found(account: Poster) -> bool:
    return account.indexable is not False and not account.noindex and not _NO_BOTS.search(account.note)


def _kind_of(status: Status) -> Kind:
    if status.reblog is not None:
        return Kind.REPOST
    if status.in_reply_to_id:
        return Kind.REPLY
    return Kind.QUOTE if status.quote else Kind.ORIGINAL


def _read_text(status: Status, people: People) -> str:
    """The words without people; what warns of them comes first, as it is the author's, too."""
    content = status.content
    for each in status.mentions:
        if each.url and people.is_own(each.acct, each.url):
            content = _keep_mention(content, each)
    written = f"{status.spoiler_text}\n{read_html(content)}" if status.spoiler_text else read_html(content)
    account = status.account
    return people.mask(written, (account.display_name, account.username, account.acct))


def _keep_mention(content: str, own: Mentioned) -> str:
    """The text with an own account's handle instead of the link to it, which would be `@user`."""
    start = content.find(f'<a href="{own.url}"')
    end = content.find("</a>", start)
    return content if start < 0 or end < 0 else f"{content[:start]}@{own.acct}{content[end + 4 :]}"


def _links(status: Status) -> list[str]:
    anchors = [each for each in _ANCHOR.findall(status.content) if not _OF_MARKUP.search(each)]
    found = [link[1] for each in anchors if (link := _HREF.search(each))]
    return [*found, *([status.card.url] if status.card and status.card.url else [])]
