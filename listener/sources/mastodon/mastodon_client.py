"""Client: the timelines of several instances at once. Its cursor says where we are in each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from functools import partial

from aiohttp import ClientTimeout

from listener.sources.base import Cursor, Frame, Incoming
from listener.sources.hosts import Patience
from listener.sources.mastodon.instance import InstanceMemory, LocatedEvent, follow_timeline
from listener.sources.mastodon.timelines import find_timelines, parse_places, write_places
from listener.sources.merging import merge
from listener.sources.outgoing import open_session

_AGENT = {"User-Agent": "listener/0.1 (reads public posts)"}


class MastodonClient:
    """The public posts of instances, from now on, or after a cursor."""

    def __init__(self, addresses: Sequence[str], patience: Patience | None = None) -> None:
        """Raises InputError for an address that is none."""
        self._timelines = find_timelines(addresses)
        self._patience = patience or Patience()

    async def frames(self, after: Cursor | None = None) -> AsyncIterator[Incoming]:
        places = parse_places(after)
        timeout = ClientTimeout(total=None, sock_connect=self._patience.connect)
        async with open_session(timeout, _AGENT) as session:
            streams = [
                partial(follow_timeline, session, each, InstanceMemory(places.get(each.host)), self._patience)
                for each in self._timelines
            ]
            async for item in merge(streams):
                if not isinstance(item, LocatedEvent):
                    yield item
                    continue
                places |= {} if item.place is None else {item.host: item.place}
                yield Frame(item.block, write_places(places))
