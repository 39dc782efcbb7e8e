"""Instance: one timeline of one server: its stream, and before it the pages of what was posted while we were away.

The stream says nothing again. So each connection opens it first, then reads the pages after the last post that we
have, then goes on with the stream: what both have comes twice. What the pages do not give is a gap.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec
from aiohttp import ClientError, ClientResponse, ClientSession
from yarl import URL

from listener.sources.base import Heartbeat, Reconnect, heartbeat
from listener.sources.bodies import read_body
from listener.sources.hosts import HostRotation, Patience
from listener.sources.mastodon.mastodon_converter import MASTODON
from listener.sources.mastodon.statuses import Deleted, StatusPlace, decode_page, decode_status_place
from listener.sources.mastodon.streams import RefusedError, open_stream
from listener.sources.mastodon.timelines import PublicTimeline, TimelinePlace
from listener.sources.sse import parse_event
from models.errors import InputError, UnreadableError
from models.gaps import Gap, GapReason
from models.posts import Millis, instant, millis

_PAGE, _MOST_PAGES = 40, 200  # posts of a page, and pages of one absence: well below 300 requests in 5 minutes
_REMEMBERED = 100_000  # posts whose delete we could understand
_LONGEST_WAIT = 300.0  # seconds that a server may ask us to wait
_TOO_MANY, _PATIENT_TRIES = 429, 5
_LONGEST_URI = 512  # of a post that is remembered
_NEVER_BETTER = (401, 403, 404, 422)
_LARGEST_PAGE = 16 * 1024 * 1024

log = logging.getLogger(__name__)


@dataclass
class InstanceMemory:
    """What is known of one timeline from one connection to the next."""

    place: TimelinePlace | None
    known: dict[str, tuple[str, Millis]] = field(default_factory=dict)  # by number: uri, and when it was written
    has_worked: bool = False


class LocatedEvent(NamedTuple):
    """An event, and where its timeline goes on after it."""

    block: bytes
    host: str
    place: TimelinePlace | None


async def follow_timeline(
    session: ClientSession, timeline: PublicTimeline, memory: InstanceMemory, patience: Patience
) -> AsyncIterator[LocatedEvent | Gap | Heartbeat | Reconnect]:
    """Everything of one timeline, for ever. Raises InputError where it cannot be read at all."""
    hosts = HostRotation([timeline.host], patience)
    while True:
        why = Reconnect.CUT
        try:
            async for each in _connection(session, timeline, memory, patience):
                hosts.reset()
                yield each
        except RefusedError as error:
            why = Reconnect.REFUSED
            if error.status in _NEVER_BETTER and not memory.has_worked:
                raise InputError(f"{timeline.stream}: answers {error.status}: does it ask for a token?") from None
        except TimeoutError:
            why = Reconnect.FROZEN
        except (ClientError, OSError) as error:
            log.debug("%s: %r", timeline, error)
        yield why
        await asyncio.sleep(hosts.fail())


async def _connection(
    session: ClientSession, timeline: PublicTimeline, memory: InstanceMemory, patience: Patience
) -> AsyncIterator[LocatedEvent | Gap | Heartbeat | Reconnect]:
    async with open_stream(session, timeline, patience) as blocks:
        async for each in _missed(session, timeline, memory):
            yield each
        async for block in blocks:
            memory.has_worked = True
            yield LocatedEvent(_note(block, memory), timeline.host, memory.place) if block else heartbeat()


async def _missed(
    session: ClientSession, timeline: PublicTimeline, memory: InstanceMemory
) -> AsyncIterator[LocatedEvent | Gap | Heartbeat | Reconnect]:
    """The posts after our place; a gap from the last of them to now where the server does not give all."""
    if memory.place is None:
        return
    why = GapReason.BEYOND_ROOM
    try:
        for _ in range(_MOST_PAGES):
            blocks = await _next_page(session, timeline, memory.place.id)
            for block in blocks:
                yield LocatedEvent(_note(block, memory), timeline.host, memory.place)
            if not blocks:
                return
    except (RefusedError, UnreadableError) as error:
        log.warning("%r: its pages cannot be read: %s", timeline, error)
        why = GapReason.NO_REPLAY
    yield Gap(MASTODON, instant(memory.place.at), instant(round(time.time() * 1000)), why)


async def _next_page(session: ClientSession, timeline: PublicTimeline, after: str) -> list[bytes]:
    """The next posts after that number, in their order. Raises RefusedError, UnreadableError."""
    pages = timeline.pages.update_query(min_id=after, limit=str(_PAGE))
    found = [bytes(each) for each in decode_page(await _fetch(session, timeline, pages))]
    numbered = [(int(place.id), each) for each in found if (place := _place_of(each)) and place.id.isdigit()]
    return [b"event: update\ndata: " + each for number, each in sorted(numbered) if number > int(after)]


async def _fetch(session: ClientSession, timeline: PublicTimeline, page: URL) -> bytes:
    """A page, after as long as the server asks us to wait. Raises RefusedError where it asks again and again."""
    for _ in range(_PATIENT_TRIES):
        async with session.get(page, headers=timeline.headers) as answer:
            if answer.status == 200:
                return await read_body(answer, _LARGEST_PAGE)
            if answer.status != _TOO_MANY:
                raise RefusedError(answer.status)
            wait = _asked_to_wait(answer)
        await asyncio.sleep(wait)
    raise RefusedError(_TOO_MANY)


def _asked_to_wait(answer: ClientResponse) -> float:
    try:
        return min(max(float(answer.headers.get("Retry-After", "30")), 1.0), _LONGEST_WAIT)
    except ValueError:
        return 30.0


def _note(block: bytes, memory: InstanceMemory) -> bytes:
    """The event with what we know of it: our place moves, and a delete is given the post's name."""
    event = parse_event(block)
    if event.name == "delete":
        found = memory.known.pop(event.data.decode("utf-8", "replace"), None)
        return block if found is None else b"event: delete\ndata: " + _deleted(*found)
    if event.name in ("update", "status.update") and (place := _place_of(event.data)) and place.id.isdigit():
        at = millis(place.created_at)
        if len(place.uri) <= _LONGEST_URI:
            memory.known[place.id] = (place.uri, at)
        if len(memory.known) > _REMEMBERED:
            del memory.known[next(iter(memory.known))]
        if event.name == "update" and (memory.place is None or int(place.id) > int(memory.place.id)):
            memory.place = TimelinePlace(place.id, at)
    return block


def _place_of(status: bytes) -> StatusPlace | None:
    try:
        place = decode_status_place(status)
    except UnreadableError:
        return None
    return place if len(place.id) <= 32 else None


def _deleted(uri: str, at: Millis) -> bytes:
    return msgspec.json.encode(Deleted(uri, instant(at)))
