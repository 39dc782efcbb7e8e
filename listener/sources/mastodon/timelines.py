"""Timelines: which timeline of which instance is read, where its stream and its pages are, and where we are in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import unquote, urlsplit

import msgspec
from yarl import URL

from listener.settings import variables
from listener.sources.base import Cursor
from models.decoding import Decode, json_decoder
from models.errors import InputError, UnreadableError
from models.posts import Millis

TOKENS_VARIABLE = "LISTENER_MASTODON_TOKENS"


class TimelinePlace(msgspec.Struct, frozen=True):
    """The last post that was read: its number on the instance, and when it was written."""

    id: Annotated[str, msgspec.Meta(pattern=r"^\d{1,32}$")]
    at: Millis


_decode: Decode[dict[str, TimelinePlace]] = json_decoder(dict[str, TimelinePlace])


@dataclass(frozen=True)
class PublicTimeline:
    """The public timeline of an instance, or that of a hashtag there."""

    host: str
    stream: URL
    pages: URL
    token: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """What every request to it has."""
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def __repr__(self) -> str:
        """Without the token."""
        return f"PublicTimeline({self.stream})"


def find_timelines(addresses: Sequence[str]) -> tuple[PublicTimeline, ...]:
    """Those of addresses as a browser shows them: `https://HOST` or `https://HOST/tags/NAME`; `wss://` for both asks
    for a WebSocket in place of server-sent events. Raises InputError."""
    if not addresses:
        raise InputError("mastodon: expected the address of an instance: https://HOST, or https://HOST/tags/NAME")
    tokens = _tokens(variables())
    return tuple(_timeline(each, tokens) for each in addresses)


def _timeline(address: str, tokens: Mapping[str, str]) -> PublicTimeline:
    parts = urlsplit(address if "://" in address else f"https://{address}")
    tag, is_socket = parts.path.strip("/"), parts.scheme in ("wss", "ws")
    root = f"{parts.scheme.replace('ws', 'http')}://{parts.netloc}/api/v1"
    if (
        not (is_socket or parts.scheme in ("https", "http"))
        or not parts.hostname
        or (tag and not tag.startswith("tags/"))
    ):
        raise InputError(f"{address}: expected https://HOST, or https://HOST/tags/NAME")
    token = tokens.get(parts.netloc, "")
    name = unquote(tag.removeprefix("tags/"))
    wanted = {"stream": "hashtag", "tag": name} if tag else {"stream": "public"}
    stream = URL(f"{root}/streaming").with_query(wanted).with_scheme(parts.scheme)
    if not is_socket:
        stream = URL(f"{root}/streaming/{wanted.pop('stream')}").with_query(wanted)
    pages = URL(f"{root}/timelines/tag") / name if tag else URL(f"{root}/timelines/public")
    return PublicTimeline(f"{parts.netloc}/{tag}" if tag else parts.netloc, stream, pages, token)


def _tokens(environment: Mapping[str, str]) -> dict[str, str]:
    """The token of each host: `HOST=TOKEN,HOST=TOKEN`. One host's is never sent to another."""
    pairs = [each.partition("=") for each in environment.get(TOKENS_VARIABLE, "").split(",") if each.strip()]
    if any(not host.strip() or not token.strip() for host, _, token in pairs):
        raise InputError(f"{TOKENS_VARIABLE}: expected HOST=TOKEN, and more of them after commas")
    return {host.strip(): token.strip() for host, _, token in pairs}


def parse_places(cursor: Cursor | None) -> dict[str, TimelinePlace]:
    """Where we are in each timeline. Raises InputError."""
    try:
        return _decode(cursor.encode()) if cursor is not None else {}
    except UnreadableError:
        raise InputError(f"`{(cursor or '')[:60]}` is no place in timelines of Mastodon") from None


def write_places(places: Mapping[str, TimelinePlace]) -> Cursor:
    """The cursor of all of them."""
    return msgspec.json.encode(places, order="sorted").decode()
