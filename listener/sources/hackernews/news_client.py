"""Client: walks the items of Hacker News by their numbers, a few at a time, and then waits for newer ones.

Every item can be asked for at any time, so there are no gaps: a cursor is the number of the last item. One that
cannot be read yet is asked for again some times, and then passed over.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientResponseError, ClientSession, ClientTimeout

from listener.sources.base import Cursor, Frame, Incoming, Reconnect, heartbeat
from listener.sources.bodies import read_body
from listener.sources.hosts import HostRotation, Patience
from listener.sources.outgoing import open_session
from models.decoding import parse_digits
from models.errors import InputError

_HOST = "https://hacker-news.firebaseio.com"
_INTERVAL = 15.0  # seconds between two questions for the newest item
_AT_ONCE = 8  # items that are asked for together
_LARGEST = 4 * 1024 * 1024
_TRIES = 5  # for an item that is not there yet: numbers are given before the items can be read

log = logging.getLogger(__name__)


class HackerNewsClient:
    """The items from now on, or after a cursor. `back`: without a cursor, so many of the newest come first."""

    def __init__(
        self,
        addresses: Sequence[str],
        patience: Patience | None = None,
        *,
        interval: float = _INTERVAL,
        back: int = 0,
    ) -> None:
        """Raises InputError for an address that is none."""
        self._hosts, self._patience = (
            tuple(each.rstrip("/") for each in addresses) or (_HOST,),
            patience or Patience(),
        )
        self._interval, self._back = interval, back
        for each in self._hosts:
            if urlsplit(each).scheme not in ("http", "https") or not urlsplit(each).hostname:
                raise InputError(f"{each}: expected an address of the API: https://...")

    async def frames(self, after: Cursor | None = None) -> AsyncIterator[Incoming]:
        last, hosts = _parse_number(after), HostRotation(self._hosts, self._patience)
        timeout = ClientTimeout(total=None, sock_connect=self._patience.connect, sock_read=2 * self._patience.quiet)
        async with open_session(timeout, raise_for_status=True) as session:
            while True:
                try:
                    newest = await _find_newest(session, hosts.current)
                    last = newest - self._back if last is None else last
                    while last < newest:
                        numbers = range(last + 1, min(last + _AT_ONCE, newest) + 1)
                        for number, item in zip(
                            numbers, await self._fetch(session, hosts.current, numbers), strict=True
                        ):
                            if item is not None:
                                yield Frame(item, str(number))
                            last = number
                    hosts.reset()
                    yield heartbeat()
                    await asyncio.sleep(self._interval)
                    continue
                except ClientResponseError:
                    why = Reconnect.REFUSED
                except TimeoutError:
                    why = Reconnect.FROZEN
                except (ClientError, OSError) as error:
                    log.debug("%s: %r", hosts.current, error)
                    why = Reconnect.CUT
                yield why
                await asyncio.sleep(hosts.fail())

    async def _fetch(self, session: ClientSession, host: str, numbers: range) -> list[bytes | None]:
        """Each item; None for one that never comes."""
        return await asyncio.gather(*(self._fetch_one(session, host, number) for number in numbers))

    async def _fetch_one(self, session: ClientSession, host: str, number: int) -> bytes | None:
        for _ in range(_TRIES):
            async with session.get(f"{host}/v0/item/{number}.json") as answer:
                item = await read_body(answer, _LARGEST)
            if item.strip() != b"null":
                return item
            await asyncio.sleep(min(self._interval, 1.0))
        return None


async def _find_newest(session: ClientSession, host: str) -> int:
    """The number of the newest item. Raises ClientError where the answer is none."""
    async with session.get(f"{host}/v0/maxitem.json") as answer:
        found = parse_digits((await read_body(answer, _LARGEST)).strip())
    if found is None:
        raise ClientError("no number of a newest item")
    return found


def _parse_number(cursor: Cursor | None) -> int | None:
    if cursor is None:
        return None
    if (number := parse_digits(cursor)) is None:
        raise InputError(f"`{cursor[:40]}` is no number of an item")
    return number
