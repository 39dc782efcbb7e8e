"""Frames: those of Jetstream, and of them the fields that we need: what is not named here is never looked at.

Version 1 (`/subscribe`) sends an event as it is. Version 2 (`/xrpc/network.bsky.jetstream.subscribeEvents`) sends
`{"$type": "message", "payload": event}`. Sources: the README of bluesky-social/jetstream, its lexicon
`subscribeEvents`, and the lexicon `app.bsky.feed.post`.
"""

from datetime import datetime
from typing import Any

import msgspec

from models.decoding import Decode, json_decoder

POST, LIKE, REPOST = "app.bsky.feed.post", "app.bsky.feed.like", "app.bsky.feed.repost"
SUBSCRIBE_EVENTS = "network.bsky.jetstream.subscribeEvents"


class ByteSlice(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """Offsets in the UTF-8 bytes of the text."""

    byte_start: int
    byte_end: int


class Feature(msgspec.Struct, frozen=True, gc=False):
    """What a facet is: a hashtag, a link, or a mention."""

    tag: str = ""
    uri: str = ""
    did: str = ""


class Facet(msgspec.Struct, frozen=True, gc=False):
    """A stretch of the text that means something."""

    index: ByteSlice
    features: tuple[Feature, ...] = ()


class StrongRef(msgspec.Struct, frozen=True, gc=False):
    """Which record is meant. In an embed with media, the reference is one level deeper."""

    uri: str = ""
    record: Any = None


class ReplyRef(msgspec.Struct, frozen=True, gc=False):
    """What a post answers."""

    parent: StrongRef = StrongRef()


class External(msgspec.Struct, frozen=True, gc=False):
    """A page that is shown under a post."""

    uri: str = ""


class Embed(msgspec.Struct, frozen=True, gc=False):
    """What is shown under a post."""

    record: StrongRef | None = None
    external: External | None = None


class SelfLabel(msgspec.Struct, frozen=True, gc=False):
    """What an author says of a record."""

    val: str = ""


class SelfLabels(msgspec.Struct, frozen=True, gc=False):
    """All of them."""

    values: tuple[SelfLabel, ...] = ()


class RecordFields(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """A post, a like or a repost."""

    text: str = ""
    created_at: str = ""
    langs: tuple[str, ...] | None = None
    facets: tuple[Facet, ...] | None = None
    tags: tuple[str, ...] | None = None
    reply: ReplyRef | None = None
    embed: Embed | None = None
    labels: SelfLabels | None = None


class Commit(msgspec.Struct, frozen=True, gc=False):
    """A change of one record."""

    operation: str = ""
    collection: str = ""
    rkey: str = ""
    record: RecordFields | None = None


class AccountStatus(msgspec.Struct, frozen=True, gc=False):
    """What became of an account."""

    active: bool = True
    status: str = ""


class EventPayload(msgspec.Struct, frozen=True, gc=False):
    """An event of version 2; its commit is spread over it."""

    type: str = msgspec.field(name="$type", default="")
    did: str = ""
    seq: int = 0
    time: datetime | None = None
    operation: str = ""
    collection: str = ""
    rkey: str = ""
    record: RecordFields | None = None
    account: AccountStatus | None = None


class EventFrame(msgspec.Struct, frozen=True, gc=False):
    """A frame of either version."""

    did: str = ""
    time_us: int = 0
    kind: str = ""
    commit: Commit | None = None
    account: AccountStatus | None = None
    type: str = msgspec.field(name="$type", default="")
    payload: EventPayload | None = None


class PayloadPlace(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """Where an event of version 2 stands in its stream; what a notice says."""

    seq: int = 0
    time: datetime | None = None
    witnessed_at: datetime | None = None
    name: str = ""


class FramePlace(msgspec.Struct, frozen=True, gc=False):
    """Where a frame stands in its stream, and what a client needs to know of it."""

    time_us: int = 0
    payload: PayloadPlace | None = None
    error: str = ""


decode_event: Decode[EventFrame] = json_decoder(EventFrame)
decode_place: Decode[FramePlace] = json_decoder(FramePlace)
