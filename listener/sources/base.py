"""What every source is: a pure converter beside a client, under one name that `all_sources` lists.

The client owns the connection: it yields frames, the bytes as the other side sent them, each with the cursor after
which to go on. The converter owns the meaning: it makes of one frame what our topics carry, without I/O, clock or
memory, so that it can be tested with any bytes. `runner` puts the two together. A whole source:

    class TownClient:
        def __init__(self, addresses: Sequence[str]) -> None:
            (self._url,) = addresses

        async def frames(self, after: Cursor | None = None) -> AsyncIterator[Frame]:
            async with ClientSession() as session, session.get(self._url, params={"after": after or "0"}) as answer:
                async for line in answer.content:
                    yield Frame(line, cursor=msgspec.json.decode(line, type=Numbered).number)


    def convert_note(frame: bytes) -> tuple[Converted, ...]:
        try:
            note = decode_note(frame)
        except UnreadableError as error:
            return (rejection(error.reason, str(error), frame, None),)
        if note.visibility != "public":
            return (Drop(DropReason.NOT_PUBLIC),)
        if note.deleted:
            return (ErasureRequest(note.at, post=f"town:{note.id}"),)
        return (Post(f"town:{note.id}", "town", pseudonym(note.writer), note.at, text=note.text),)


    TOWN_SOURCE = SourceSpec("town", convert_note, TownClient)

Likes and reposts are posts of that `kind`. Names of people never enter: `author` is a pseudonym from here on.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from models.erasures import ErasureRequest
from models.marks import Mark
from models.posts import Post
from models.rejections import Rejection

Cursor = str  # a source's own word for a position; nobody else reads it


class DropReason(StrEnum):
    """Why something that was read well goes no further. The list is closed: each is counted from zero."""

    NOT_A_POST = "not_a_post"  # a keep-alive, a change of somebody's profile, a kind that we have no use for
    NOT_PUBLIC = "not_public"  # a direct message, or for some readers only
    NO_AUTHOR = "no_author"  # whose account is deleted: nobody could ever ask us to forget it


class Drop(NamedTuple):
    """Something that is left out on purpose. It is counted, and nothing of it is kept."""

    reason: DropReason


Converted = Post | ErasureRequest | Mark | Rejection | Drop


class Frame(NamedTuple):
    """One message of a source, as it came, and the cursor after which the next one comes."""

    value: bytes
    cursor: Cursor


class SourceClient(Protocol):
    """A connection to a source."""

    def frames(self, after: Cursor | None = None) -> AsyncIterator[Frame]:
        """The frames after a cursor, from the beginning without one. May end, or wait for more for ever.

        Raises InputError where nothing can be read. A frame may come again after a failure: repeats are harmless.
        """
        ...


@dataclass(frozen=True)
class SourceSpec:
    """One kind of source."""

    name: str
    convert: Callable[[bytes], Sequence[Converted]]  # never raises, and gives the same for the same bytes
    open: Callable[[Sequence[str]], SourceClient]  # of addresses: files, hosts, feeds. Raises InputError
