"""Gathering: a source that says that it is there is heard, though it has no posts, until its connection is lost."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from listener.local.gathering import Gathering, LogBuffer, NamedSource
from listener.log.disk_log import DiskLog
from listener.log.log_file import LogFile
from listener.sources import NOBODY, SOURCES, Cursor, Heartbeat, Incoming, Reconnect, SourceCounts, SourceSpec


class Quiet:
    """Says what it is told, and no post."""

    def __init__(self) -> None:
        self.said: asyncio.Queue[Incoming] = asyncio.Queue()

    async def frames(self, after: Cursor | None = None) -> AsyncIterator[Incoming]:
        while True:
            yield await self.said.get()


async def test_a_quiet_source_is_heard_from_its_first_heartbeat_until_it_is_lost(tmp_path: Path) -> None:
    client, heard = Quiet(), asyncio.Queue[bool]()
    spec = SourceSpec("town", SOURCES["ndjson"].convert, lambda addresses: client)

    def note(_: SourceCounts) -> None:
        heard.put_nowait(gathering.is_heard)

    log = DiskLog(LogFile(tmp_path / "town.log"))
    gathering = Gathering(NamedSource("town", spec, ()), NOBODY, LogBuffer(log), None, note)
    running = asyncio.create_task(gathering.run())
    found = [gathering.is_heard]
    async with asyncio.timeout(30):
        for each in (Heartbeat(1), Reconnect.CUT, Heartbeat(2)):
            client.said.put_nowait(each)
            await heard.get()
            found.append(gathering.is_heard)
    gathering.stop()
    await running
    await log.close()
    assert found == [False, True, False, True]
