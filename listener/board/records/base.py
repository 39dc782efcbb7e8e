"""What a source of the board's records must do. Kafka is one; records in memory are another."""

from collections.abc import AsyncGenerator, Sequence
from typing import Protocol

from listener.board.views.board_state import BoardRecord
from listener.kafka import topics
from models.campaigns import audience_key
from models.commands import Command
from models.ledger import LedgerRecord
from models.outcomes import OutcomeReport

Said = Command | LedgerRecord | OutcomeReport  # what a person says on the board


def key_of_said(said: Said) -> str:
    """Its Kafka key, as the worker expects it: what is said of a commitment or an outcome goes to its campaign."""
    if isinstance(said, LedgerRecord | OutcomeReport):
        return said.campaign
    return audience_key(said.campaign, said.audience)


def topic_of_said(said: Said) -> str:
    """The topic that it goes to."""
    return topics.OUTCOMES if isinstance(said, OutcomeReport) else topics.COMMANDS


class RecordSource(Protocol):
    """Gives every record there is, then those that come, and takes commands."""

    def updates(self) -> AsyncGenerator[Sequence[BoardRecord], None]:
        """Batches of records. An empty batch says: all that was there at the start has been read."""
        ...

    async def send_command(self, command: Said) -> None:
        """Writes a command. It comes back by `updates`. Raises InputError where it cannot be written."""
        ...
