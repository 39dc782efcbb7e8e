"""Records in memory: what a replay gave, and what tests add."""

import asyncio
from collections.abc import AsyncGenerator, Sequence

from listener.board.records.base import Said
from listener.board.views.board_state import BoardRecord


class RecordsInMemory:
    """A source in memory. `commands` are those that were sent, in their order."""

    def __init__(self, records: Sequence[BoardRecord] = ()) -> None:
        self._batches: asyncio.Queue[Sequence[BoardRecord]] = asyncio.Queue()
        self.commands: list[Said] = []
        if records:
            self._batches.put_nowait(records)
        self._batches.put_nowait(())

    def add(self, *records: BoardRecord) -> None:
        """Adds records, as if they had come just now."""
        self._batches.put_nowait(records)

    async def updates(self) -> AsyncGenerator[Sequence[BoardRecord], None]:
        """Batches, for ever."""
        while True:
            yield await self._batches.get()

    async def send_command(self, command: Said) -> None:
        """Notes the command, and gives it back."""
        self.commands.append(command)
        self._batches.put_nowait((command,))
