"""Connection: one WebSocket to one host: its frames, unpacked, each with its place; gaps where the host tells of one.

A host that has forgotten what followed our place tells it in one of these ways. Version 2 refuses the number, or says
`FutureCursor` of one that is another archive's: then it is asked by the time; a time it clamps, and says
`OutdatedCursor`. Version 1 clamps in silence: then the first event is later than the one asked for or, where our time
is in the future there, earlier.
"""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import zstandard
from aiohttp import ClientError, ClientSession, WSMessage, WSMsgType
from yarl import URL

from listener.sources.base import Frame, Incoming, Reconnect, heartbeat
from listener.sources.bluesky.bluesky_converter import BLUESKY
from listener.sources.bluesky.frames import FramePlace, decode_place
from listener.sources.bluesky.places import REWIND, SECOND, StreamPlace, is_second_version, subscription
from listener.sources.bodies import read_body
from listener.sources.hosts import Patience
from listener.sources.sockets import read_messages
from models.errors import UnreadableError
from models.gaps import Gap, GapReason
from models.posts import instant

_LARGEST = 4 * 1024 * 1024  # bytes of a frame, unpacked
_DICTIONARY = "/xrpc/network.bsky.jetstream.getZstdDictionary"
_TOO_SLOW = "ConsumerTooSlow"

log = logging.getLogger(__name__)


@dataclass
class Connection:
    """What one client remembers from one connection to the next."""

    patience: Patience
    has_worked: bool = False
    ended_by: Reconnect = Reconnect.CUT
    lost_at: float | None = None  # by our clock; None while all is well
    by_time: set[str] = field(default_factory=set)  # hosts that do not have the number any more
    plain: set[str] = field(default_factory=set)  # hosts that are asked for frames as they are

    def note_refusal(self, host: str, status: int, place: StreamPlace | None) -> None:
        """What to ask otherwise the next time: for frames as they are, then by the time."""
        if status != 400:
            return
        if is_second_version(host) and host not in self.plain:
            self.plain.add(host)
        elif place is not None:
            self.by_time.add(host)


async def open_connection(
    session: ClientSession, host: str, place: StreamPlace | None, memory: Connection, collections: Sequence[str]
) -> AsyncIterator[Incoming]:
    """Everything from one host, until it ends. Raises TimeoutError where it is frozen, and errors of aiohttp's."""
    unpack = await _find_dictionary(session, host, memory)
    by_time, packed = host in memory.by_time, unpack.id if unpack else None
    url = subscription(host, place, by_time=by_time, dictionary=packed, collections=collections)
    limit, deflate = 2 * _LARGEST, 0 if is_second_version(host) else 15
    async with session.ws_connect(url, autoping=False, max_msg_size=limit, compress=deflate) as socket:
        memory.ended_by = Reconnect.CUT
        resumed = _Resumed(host, place, memory)
        async for message in read_messages(socket, memory.patience.quiet):
            for each in resumed.take(_data_of(message, unpack)) if message else (heartbeat(),):
                yield each
            if resumed.is_over:
                return


class _Resumed:
    """Frames of one connection, each with its place; what was missed before the first of them is a gap."""

    def __init__(self, host: str, place: StreamPlace | None, memory: Connection) -> None:
        self._host, self._place, self._memory = host, place, memory
        self._asked = place if place is not None else None
        self._is_first, self._is_outdated, self.is_over = True, False, False

    def take(self, value: bytes) -> list[Incoming]:
        """The frame, and before it a gap where there is one. A notice of the host's is no frame of a place."""
        try:
            found = decode_place(value)
        except UnreadableError:
            return self._frame(value, self._place)  # whatever it is: the converter says what is wrong with it
        if found.error or (found.payload and found.payload.name):
            self._note(found)
            return []
        time_us, seq = _time_of(found), found.payload.seq if found.payload else 0
        if time_us <= 0:
            return self._frame(value, self._place)
        gap = self._find_gap(time_us) if self._is_first else []
        self._is_first, self._memory.lost_at, self._memory.has_worked = False, None, True
        self._memory.by_time.discard(self._host)
        self._place = StreamPlace(self._host, seq, time_us)
        return [*gap, *self._frame(value, self._place)]

    def _frame(self, value: bytes, place: StreamPlace | None) -> list[Incoming]:
        at = place.at if place else None
        return [Frame(value, str(place or StreamPlace(self._host, 0, int(time.time() * SECOND))), at)]

    def _note(self, found: FramePlace) -> None:
        name = found.payload.name if found.payload else ""
        self._is_outdated = self._is_outdated or name == "OutdatedCursor"
        if name == "FutureCursor":
            self._memory.by_time.add(self._host)
        self.is_over = name == "FutureCursor" or bool(found.error)
        self._memory.ended_by = Reconnect.TOO_SLOW if found.error == _TOO_SLOW else Reconnect.REFUSED

    def _find_gap(self, first: int) -> list[Incoming]:
        """What lies between our place and the first event, where the host could not go on from our place."""
        if self._asked is None:
            return []
        slack = SECOND if self._asked.host == self._host else REWIND
        by_number = is_second_version(self._host) and self._host not in self._memory.by_time
        is_late = self._is_outdated or (first > self._asked.time_us + slack and not by_number)
        if first < self._asked.time_us - REWIND - SECOND:  # its clock is behind our place: it began with now
            return [_gap(first - self._away(), first)]
        return [_gap(self._asked.time_us, first)] if is_late else []

    def _away(self) -> int:
        """Microseconds for which nothing was read: an hour where we have just started and cannot know."""
        lost_at = self._memory.lost_at
        return 3_600 * SECOND if lost_at is None else round((time.time() - lost_at + 1.0) * SECOND)


def _gap(start: int, end: int) -> Gap:
    return Gap(BLUESKY, instant(max(start, 0) // 1_000), instant(end // 1_000), GapReason.CURSOR_TOO_OLD)


def _time_of(found: FramePlace) -> int:
    """When the host saw an event, in microseconds; 0 where it does not say."""
    if found.payload is None:
        return found.time_us
    seen = found.payload.witnessed_at or found.payload.time
    return _micros(seen) if seen is not None else 0


def _micros(seen: datetime) -> int:
    return int(seen.timestamp() * SECOND) if seen.tzinfo is not None else 0


class _Dictionary:
    """What frames are packed with."""

    def __init__(self, data: bytes) -> None:
        dictionary = zstandard.ZstdCompressionDict(data)
        self.id = dictionary.dict_id()
        self._unpacker = zstandard.ZstdDecompressor(dict_data=dictionary)

    def unpack(self, frame: bytes) -> bytes:
        """Raises ZstdError."""
        return self._unpacker.decompress(frame, max_output_size=_LARGEST)


async def _find_dictionary(session: ClientSession, host: str, memory: Connection) -> _Dictionary | None:
    """That of a host of version 2; None where it offers none: then frames come as they are."""
    if not is_second_version(host) or host in memory.plain:
        return None
    url = URL(host).with_scheme("https" if host.startswith("wss") else "http").with_path(_DICTIONARY).with_query(None)
    try:
        async with session.get(url) as answer:
            data = await read_body(answer, _LARGEST) if answer.status == 200 else b""
        return _Dictionary(data) if data else None
    except (ClientError, TimeoutError, zstandard.ZstdError) as error:
        log.debug("%s: no dictionary: %r", host, error)
        return None


def _data_of(message: WSMessage, packed: _Dictionary | None) -> bytes:
    """The bytes of a message. Packed ones that do not unpack stay as they are: the converter rejects them."""
    if message.type is WSMsgType.TEXT:
        return str(message.data).encode()
    data: bytes = message.data
    try:
        return packed.unpack(data) if packed is not None else data
    except zstandard.ZstdError:
        return data
