"""Places: where a stream of Jetstream stands, and the address at which it goes on from there.

On version 1 a place is a time. On version 2 it is a number that each host gives by itself, so another host is asked
by the time. By a time one goes back a few seconds: clocks differ from host to host, and what comes twice is harmless.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from yarl import URL

from listener.sources.base import Cursor
from listener.sources.bluesky.frames import LIKE, POST, REPOST, SUBSCRIBE_EVENTS
from models.decoding import parse_digits
from models.errors import InputError
from models.posts import Millis
from pipelines.posts import DEFAULT_LIMITS

SECOND = 1_000_000  # microseconds
REWIND = 5 * SECOND
COLLECTIONS = (POST, LIKE, REPOST)
_LATEST = 2**53


class StreamPlace(NamedTuple):
    """The last event that was read: its host, its number there (0 on version 1), and when it was seen there."""

    host: str
    seq: int
    time_us: int

    def __str__(self) -> str:
        return f"{self.time_us} {self.seq} {self.host}"

    @property
    def at(self) -> Millis:
        """When it was seen, in milliseconds."""
        return self.time_us // 1_000


def parse_place(cursor: Cursor | None) -> StreamPlace | None:
    """The place of a cursor. Raises InputError where it is none."""
    if cursor is None:
        return None
    time_us, _, rest = cursor.partition(" ")
    seq, _, host = rest.partition(" ")
    numbers = [parse_digits(each[:-3]) if len(each) > 3 else parse_digits(each) for each in (time_us, seq)]
    if None in numbers or not (time_us.isdigit() and seq.isdigit()) or int(time_us) > _LATEST:
        raise InputError(f"`{cursor[:60]}` is no place in a stream of Jetstream")
    return StreamPlace(host, int(seq), int(time_us))


def check_address(address: str) -> str:
    """The WebSocket's address: that given, or version 1 of a host. Raises InputError."""
    address = address if "://" in address else f"wss://{address}/subscribe"
    parts = urlsplit(address)
    if parts.scheme not in ("ws", "wss") or not parts.hostname:
        raise InputError(f"{address}: expected a host, or an address that begins with wss://")
    return address


def is_second_version(address: str) -> bool:
    """Whether the address is one of version 2."""
    return URL(address).path.endswith(SUBSCRIBE_EVENTS)


def subscription(
    address: str,
    place: StreamPlace | None,
    *,
    by_time: bool = False,
    dictionary: int | None = None,
    collections: Sequence[str] = COLLECTIONS,
) -> URL:
    """Where to connect. What the address itself asks for stays as it is.

    `by_time`: the host no longer has the number. `dictionary`: the id of that by which frames are to be compressed.
    """
    url, second = URL(address), is_second_version(address)
    wanted = "collections" if second else "wantedCollections"
    added: list[tuple[str, str]] = [] if wanted in url.query else [(wanted, each) for each in collections]
    if second and "kinds" not in url.query:
        added += [("kinds", "commit"), ("kinds", "account")]
    if "maxMessageSizeBytes" not in url.query:
        added.append(("maxMessageSizeBytes", str(DEFAULT_LIMITS.record_bytes)))
    if place is not None:
        is_known = second and place.host == address and place.seq > 0 and not by_time
        added.append(("cursor", str(place.seq if is_known else max(place.time_us - REWIND, 1))))
    if dictionary is not None:
        added.append(("zstdDictionary", str(dictionary)))
    return url.extend_query(added)
