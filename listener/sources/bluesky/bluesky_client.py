"""Client: a connection to Jetstream that lasts: cut, frozen or refused, it goes on elsewhere from where it was."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Sequence

from aiohttp import ClientError, ClientTimeout, WSServerHandshakeError

from listener.sources.base import Cursor, Frame, Incoming, Reconnect
from listener.sources.bluesky.connection import Connection, open_connection
from listener.sources.bluesky.places import COLLECTIONS, StreamPlace, check_address, parse_place
from listener.sources.hosts import HostRotation, Patience
from listener.sources.outgoing import open_session
from models.errors import InputError

_HOSTS = (
    "jetstream2.us-east.bsky.network",
    "jetstream1.us-east.bsky.network",
    "jetstream2.us-west.bsky.network",
    "jetstream1.us-west.bsky.network",
)
_NEVER_BETTER = (401, 403, 404)  # answers that no second try will change

log = logging.getLogger(__name__)


class JetstreamClient:
    """The events of Jetstream, from now on, or after a cursor. Without an address, from Bluesky's own hosts."""

    def __init__(
        self,
        addresses: Sequence[str],
        patience: Patience | None = None,
        *,
        collections: Sequence[str] = COLLECTIONS,
    ) -> None:
        """Raises InputError for an address that is none."""
        self._collections = collections
        self._addresses = tuple(map(check_address, addresses or _HOSTS))
        self._patience = patience or Patience()

    async def frames(self, after: Cursor | None = None) -> AsyncIterator[Incoming]:
        place, hosts = parse_place(after), HostRotation(self._addresses, self._patience)
        memory = Connection(self._patience)
        timeout = ClientTimeout(total=None, sock_connect=self._patience.connect)
        async with open_session(timeout) as session:
            while True:
                try:
                    async for each in open_connection(session, hosts.current, place, memory, self._collections):
                        if isinstance(each, Frame):
                            place = parse_place(each.cursor)
                            hosts.reset()
                        yield each
                    why = memory.ended_by
                except (ClientError, OSError, TimeoutError) as error:
                    why = self._reason(error, hosts.current, place, memory)
                memory.lost_at = memory.lost_at or time.time()
                yield why
                await asyncio.sleep(hosts.fail())

    def _reason(self, error: Exception, host: str, place: StreamPlace | None, memory: Connection) -> Reconnect:
        """Why to connect anew. Raises InputError where that cannot help."""
        if not isinstance(error, WSServerHandshakeError):
            log.debug("%s: %r", host, error)
            return Reconnect.FROZEN if isinstance(error, TimeoutError) else Reconnect.CUT
        if error.status in _NEVER_BETTER and not memory.has_worked:
            raise InputError(f"{host}: answers {error.status}: is it a Jetstream?") from None
        memory.note_refusal(host, error.status, place)
        return Reconnect.REFUSED
