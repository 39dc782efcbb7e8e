"""Statuses: what an instance sends, and of it the fields that we need: what is not named here is never looked at.

Source: the entities `Status` and `Account` of docs.joinmastodon.org.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec

from models.decoding import Decode, json_decoder

Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Poster(msgspec.Struct, frozen=True, gc=False):
    """Who posts."""

    uri: str = ""
    url: str = ""
    acct: str = ""
    username: str = ""
    display_name: str = ""
    note: str = ""
    bot: bool | None = None
    indexable: bool | None = None  # false: asks not to be found by what is posted
    noindex: bool | None = None  # true: asks not to be found at all


class Mentioned(msgspec.Struct, frozen=True, gc=False):
    """Who is addressed."""

    url: str = ""
    acct: str = ""


class Hashtag(msgspec.Struct, frozen=True, gc=False):
    """A hashtag of a post."""

    name: str = ""


class Card(msgspec.Struct, frozen=True, gc=False):
    """A page that is shown under a post."""

    url: str = ""


class Original(msgspec.Struct, frozen=True, gc=False):
    """A post that another one passes on."""

    uri: str = ""


class Status(msgspec.Struct, frozen=True, gc=False):
    """A post."""

    id: str
    uri: str
    created_at: Moment
    account: Poster
    content: str = ""
    spoiler_text: str = ""
    visibility: str = ""
    language: str | None = None
    in_reply_to_id: str | None = None
    edited_at: Moment | None = None
    reblog: Original | None = None
    quote: dict[str, object] | None = None
    mentions: tuple[Mentioned, ...] = ()
    tags: tuple[Hashtag, ...] = ()
    card: Card | None = None

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.created_at, self.edited_at)


class StatusPlace(msgspec.Struct, frozen=True, gc=False):
    """Of a post, what a client remembers: a delete names it by its instance's own number alone."""

    id: str
    uri: str
    created_at: Moment

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.created_at,)


class Deleted(msgspec.Struct, frozen=True, gc=False):
    """A post that was deleted, as the client says it: with the name by which all instances know it."""

    uri: str
    created_at: Moment

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.created_at,)


decode_status: Decode[Status] = json_decoder(Status)
decode_status_place: Decode[StatusPlace] = json_decoder(StatusPlace)
decode_deleted: Decode[Deleted] = json_decoder(Deleted)
decode_page: Decode[list[msgspec.Raw]] = json_decoder(list[msgspec.Raw])
