"""What a source of the board's records must do. Kafka is one; records in memory are another."""

from collections.abc import AsyncGenerator, Sequence
from typing import Protocol

from listener.board.views.board_state import BoardRecord
from models.commands import Command


class RecordSource(Protocol):
    """Gives every record there is, then those that come, and takes commands."""

    def updates(self) -> AsyncGenerator[Sequence[BoardRecord], None]:
        """Batches of records. An empty batch says: all that was there at the start has been read."""
        ...

    async def send_command(self, command: Command) -> None:
        """Writes a command. It comes back by `updates`. Raises InputError where it cannot be written."""
        ...
