"""What every source is: a pure converter beside a client, under one name that `all_sources` lists.

The client owns the connection: it yields frames, the bytes as the other side sent them, each with the cursor after
which to go on. The converter owns the meaning: it makes of one frame what our topics carry, without I/O, clock or
memory, so that it can be tested with any bytes. `runner` puts the two together. A whole source:

    class TownClient:
        def __init__(self, addresses: Sequence[str]) -> None:
            (self._url,) = addresses

        async def frames(self, after: Cursor | None = None) -> AsyncIterator[Frame]:
            asked = {"after": after or "0"}
            async with open_session(ClientTimeout()) as session, session.get(self._url, params=asked) as answer:
                async for line in answer.content:
                    yield Frame(line, cursor=decode_number(line))


    def convert_note(frame: bytes, people: People) -> tuple[Converted, ...]:
        try:
            note = decode_note(frame)
        except UnreadableError as error:
            return (refuse("town", error.reason, str(error)),)
        if note.visibility != "public":
            return (Drop(DropReason.NOT_PUBLIC),)
        post, author = people.post("town", note.id), people.author("town", note.writer)
        if note.deleted:
            return (ErasureRequest(note.at, post=post),)
        return (Post(post, "town", author, note.at, text=people.mask(note.text)),)


    TOWN_SOURCE = SourceSpec("town", convert_note, TownClient)

Likes and reposts are posts of that `kind`. Names of people never enter: `author` is a pseudonym from here on, what is
refused keeps none of its bytes, and a client yields a Gap where something was missed or may have been.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from listener.sources.interest import Interest
from listener.sources.people import People
from models.erasures import ErasureRequest
from models.gaps import Gap
from models.marks import Mark
from models.posts import Millis, Post
from models.rejections import Origin, Reason, Rejection
from pipelines.posts import rejection

Cursor = str  # a source's own word for a position; nobody else reads it


class DropReason(StrEnum):
    """Why something that was read well goes no further. The list is closed: each is counted from zero."""

    NOT_A_POST = "not_a_post"  # a keep-alive, a change of somebody's profile, a kind that we have no use for
    NOT_PUBLIC = "not_public"  # a direct message, or for some readers only
    NO_AUTHOR = "no_author"  # whose account is deleted: nobody could ever ask us to forget it
    NO_TEXT = "no_text"  # a picture alone
    UNKNOWN_POST = "unknown_post"  # a delete of what came before we listened
    OPTED_OUT = "opted_out"  # its author asks not to be found
    UNWANTED = "unwanted"  # no campaign can match it


class Drop(NamedTuple):
    """Something that is left out on purpose. It is counted, and nothing of it is kept."""

    reason: DropReason


Converted = Post | ErasureRequest | Mark | Gap | Rejection | Drop


class Frame(NamedTuple):
    """One message of a source, as it came, and the cursor after which the next one comes."""

    value: bytes
    cursor: Cursor
    at: Millis | None = None  # when it was sent, where the source says so, by its own clock


class Reconnect(StrEnum):
    """Why a client connects anew. The list is closed: each is counted from zero."""

    CUT = "cut"  # the other side ended, or the network did
    FROZEN = "frozen"  # nothing came, not even an answer to a ping
    REFUSED = "refused"  # it answers with an error
    TOO_SLOW = "too_slow"  # it says that we read too slowly


class Heartbeat(NamedTuple):
    """The other side is there and has nothing to say: all that it had until then has come."""

    at: Millis  # by our clock


Incoming = Frame | Gap | Mark | Heartbeat | Reconnect


class SourceClient(Protocol):
    """A connection to a source."""

    def frames(self, after: Cursor | None = None) -> AsyncIterator[Incoming]:
        """The frames after a cursor, from where the source begins without one. May end, or wait for more for ever.

        Raises InputError where nothing can be read. A frame may come again after a failure: repeats are harmless.
        Between them, in their order: gaps, marks of how far everything has come, heartbeats of what is quiet, and why
        it connects anew.
        """
        ...


Convert = Callable[[bytes, People], Sequence[Converted]]


@dataclass(frozen=True)
class SourceSpec:
    """One kind of source."""

    name: str
    convert: Convert  # never raises, and gives the same for the same bytes and people
    open: Callable[[Sequence[str]], SourceClient]  # of addresses: files, hosts, feeds. Raises InputError
    narrow: Callable[[Interest], SourceSpec] | None = None  # the same, where most of it is passed over unread


def heartbeat() -> Heartbeat:
    """One that comes now."""
    return Heartbeat(round(time.time() * 1000))


def refuse(source: str, reason: Reason, detail: str) -> Rejection:
    """A rejection of a frame from elsewhere: without its bytes, in which people may be named."""
    return rejection(reason, detail, b"", Origin(source))
