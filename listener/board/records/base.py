"""Source: where records come from, and where people's words go. Kafka is one; a replay's results are another."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from typing import Protocol

from listener.board.views.board_state import BoardRecord
from models.commands import Command


class RecordSource(Protocol):
    """Gives every record there is, then those that come, and takes commands."""

    def updates(self) -> AsyncGenerator[Sequence[BoardRecord], None]:
        """Batches of records. An empty batch says: all that was there at the start has been read."""
        ...

    async def say(self, command: Command) -> None:
        """Writes a command. It comes back by `updates`. Raises InputError where it cannot be written."""
        ...


class RecordsInMemory:
    """A source in memory: what a replay gave, and what tests add."""

    def __init__(self, records: Sequence[BoardRecord] = ()) -> None:
        self._queue: asyncio.Queue[Sequence[BoardRecord]] = asyncio.Queue()
        self.said: list[Command] = []
        if records:
            self._queue.put_nowait(records)
        self._queue.put_nowait(())

    def add(self, *records: BoardRecord) -> None:
        """Adds records, as if they had come just now."""
        self._queue.put_nowait(records)

    async def updates(self) -> AsyncGenerator[Sequence[BoardRecord], None]:
        """Batches, for ever."""
        while True:
            yield await self._queue.get()

    async def say(self, command: Command) -> None:
        """Notes the command, and gives it back."""
        self.said.append(command)
        self._queue.put_nowait((command,))
