"""Client: asks for feeds now and then: one at a time, for what has changed alone, and no sooner than they say.

A feed has only its latest entries. Where none of those that we knew is among them, some may be missing: a gap.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import AsyncIterator, Sequence
from urllib.parse import urlsplit

import msgspec
from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

from listener.sources.base import Cursor, Frame, Incoming, Reconnect, heartbeat
from listener.sources.bodies import read_body
from listener.sources.hosts import Patience
from listener.sources.outgoing import open_session
from listener.sources.rss.entries import FeedEntry, mark_of, split_feed
from listener.sources.rss.rss_converter import RSS
from models.decoding import Decode, json_decoder
from models.errors import InputError, UnreadableError
from models.gaps import Gap, GapReason
from models.posts import Millis, instant, millis

_INTERVAL = 300.0  # seconds between two looks at a feed, where it does not ask for more
_LONGEST_INTERVAL = 6 * 3600.0
_LARGEST = 16 * 1024 * 1024
_GONE = 410
_AGENT = {"User-Agent": "listener/0.1 (reads feeds)"}

log = logging.getLogger(__name__)


class FeedPlace(msgspec.Struct, frozen=True):
    """What is known of one feed: the entries that it had, and how to ask whether it has changed since."""

    seen: tuple[str, ...] = ()  # marks of the entries of its latest document
    at: Millis = 0  # when it was read last
    etag: str = ""
    modified: str = ""


_decode: Decode[dict[str, FeedPlace]] = json_decoder(dict[str, FeedPlace])


class RssClient:
    """The entries of feeds: those that they have, and from then on the new ones."""

    def __init__(
        self, addresses: Sequence[str], patience: Patience | None = None, interval: float = _INTERVAL
    ) -> None:
        """Raises InputError for an address that is none."""
        self._addresses, self._patience, self._interval = tuple(addresses), patience or Patience(), interval
        if not addresses:
            raise InputError("rss: expected the address of a feed")
        for each in addresses:
            if urlsplit(each).scheme not in ("http", "https") or not urlsplit(each).hostname:
                raise InputError(f"{each}: expected the address of a feed: https://...")

    async def frames(self, after: Cursor | None = None) -> AsyncIterator[Incoming]:
        places, due = _parse_cursor(after), dict.fromkeys(self._addresses, 0.0)
        timeout = ClientTimeout(total=None, sock_connect=self._patience.connect, sock_read=2 * self._patience.quiet)
        async with open_session(timeout, _AGENT) as session:
            while due:
                address = min(due, key=due.__getitem__)
                await asyncio.sleep(max(0.0, due[address] - time.monotonic()))
                place = places.get(address, FeedPlace())
                looked = await self._look(session, address, place)
                if looked.wait is None:
                    del due[address]
                    continue
                due[address] = time.monotonic() + looked.wait
                if not looked.found and looked.place.at > place.at:
                    yield heartbeat()
                for each in looked.found:
                    places |= {address: each.place} if isinstance(each, _New) else {}
                    yield Frame(each.frame, _cursor(places)) if isinstance(each, _New) else each
                places |= {address: looked.place}

    async def _look(self, session: ClientSession, address: str, place: FeedPlace) -> _Looked:
        try:
            async with session.get(address, headers=_conditions(place)) as answer:
                if answer.status == _GONE:
                    log.warning("%s is gone: it is not asked for again", address)
                    return _Looked(place, None)
                if answer.status not in (200, 304):
                    return _Looked(place, _asked_to_wait(answer, self._interval), (Reconnect.REFUSED,))
                document = await read_body(answer, _LARGEST) if answer.status == 200 else b""
                wait = max(self._interval, min(_max_age(answer), _LONGEST_INTERVAL))
                return await asyncio.to_thread(_read, address, document, answer, place, wait)
        except TimeoutError:
            return _Looked(place, self._soon(), (Reconnect.FROZEN,))
        except (ClientError, OSError) as error:
            log.debug("%s: %r", address, error)
            return _Looked(place, self._soon(), (Reconnect.CUT,))

    def _soon(self) -> float:
        return min(self._interval, self._patience.longest_pause)


class _New(msgspec.Struct, frozen=True):
    """An entry that we did not know, and the place after it."""

    frame: bytes
    place: FeedPlace


class _Looked(msgspec.Struct, frozen=True):
    """What one look at a feed gave, and in how many seconds to look again; None: never."""

    place: FeedPlace
    wait: float | None
    found: tuple[_New | Gap | Reconnect, ...] = ()


def _read(address: str, document: bytes, answer: ClientResponse, place: FeedPlace, wait: float) -> _Looked:
    now = round(time.time() * 1000)
    if not document:
        return _Looked(msgspec.structs.replace(place, at=now), wait)
    entries = split_feed(address, document)
    known, marks = set(place.seen), [mark_of(each) for each in entries]
    after = FeedPlace(tuple(marks), now, answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", ""))
    found: list[_New | Gap | Reconnect] = []
    if known and entries and known.isdisjoint(marks):
        found.append(_gap(place.at, entries, now))
    new = [number for number, mark in enumerate(marks) if mark not in known]
    still = tuple(mark for mark in marks if mark in known)
    for count, number in enumerate(new, start=1):
        seen = (*still, *(marks[each] for each in new[:count]))
        here = after if count == len(new) else FeedPlace(seen, place.at)
        found.append(_New(msgspec.json.encode(entries[number]), here))
    return _Looked(after if entries else place, wait, tuple(found))


def _gap(since: Millis, entries: Sequence[FeedEntry], now: Millis) -> Gap:
    """From the look before to the oldest entry that the feed still has."""
    oldest = min((millis(each.published) for each in entries if each.published), default=now)
    return Gap(RSS, instant(min(since, oldest)), instant(max(since, oldest)), GapReason.BEYOND_ROOM)


def _conditions(place: FeedPlace) -> dict[str, str]:
    asked = {"If-None-Match": place.etag, "If-Modified-Since": place.modified}
    return {name: value for name, value in asked.items() if value}


def _max_age(answer: ClientResponse) -> float:
    found = re.search(r"max-age=(\d{1,9})", answer.headers.get("Cache-Control", ""))
    return float(found[1]) if found else 0.0


def _asked_to_wait(answer: ClientResponse, interval: float) -> float:
    asked = answer.headers.get("Retry-After", "")
    return min(max(float(asked), interval), _LONGEST_INTERVAL) if re.fullmatch(r"\d{1,9}", asked) else interval


def _parse_cursor(cursor: Cursor | None) -> dict[str, FeedPlace]:
    try:
        return _decode(cursor.encode()) if cursor is not None else {}
    except UnreadableError:
        raise InputError(f"`{(cursor or '')[:60]}` is no place in feeds") from None


def _cursor(places: dict[str, FeedPlace]) -> Cursor:
    return msgspec.json.encode(places, order="sorted").decode()
