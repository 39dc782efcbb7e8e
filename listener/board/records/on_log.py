"""Records on a log: the board of `listener run` reads what the run appends, and appends what people say."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from typing import Final

from listener.board.records.base import Said, key_of_said, topic_of_said
from listener.board.views.board_state import BoardRecord
from listener.kafka import topics, wire
from listener.log.base import Log, LogRecord
from listener.sources.runner import SourceRecord
from models.decisions import Decision
from models.decoding import Decode, json_decoder
from models.errors import UnreadableError
from models.movement import AudienceMovement
from models.outcomes import OutcomeReport
from models.rejections import DETAIL_LIMIT

_POLL_SECONDS: Final = 0.25
_DECODERS: Final[Mapping[str, Decode[BoardRecord]]] = {
    topics.SIGNALS: wire.decode_any_signal,
    topics.UPDATES: wire.decode_ledger_entry,
    topics.DECISIONS: json_decoder(Decision),
    topics.COMMANDS: wire.decode_command,
    topics.OUTCOMES: json_decoder(OutcomeReport),
}

_decode_movement: Final[Decode[AudienceMovement]] = json_decoder(AudienceMovement)
_log = logging.getLogger(__name__)


class RecordsOnLog:
    """The board's source on a log of this machine."""

    def __init__(self, log: Log) -> None:
        self._log = log

    async def updates(self) -> AsyncGenerator[Sequence[BoardRecord], None]:
        """Batches, for ever; an empty one once all has been read that was there at the start. Raises InputError."""
        position, is_caught_up = None, False
        told: Mapping[bytes, bytes] = {}
        while True:
            async for batch in self._log.read(_DECODERS, position):
                position = batch.position
                if records := list(_decode_all(batch.records)):
                    yield records
            if (latest := await self._log.latest(topics.MOVEMENT)) != told:
                changed = [each for key, each in latest.items() if told.get(key) != each]
                told = latest
                if records := list(_decode_movements(changed)):
                    yield records
            if not is_caught_up:
                is_caught_up = True
                yield ()
            await asyncio.sleep(_POLL_SECONDS)

    async def send_command(self, command: Said) -> None:
        """Appends a command. It comes back by `updates`. Raises InputError where it cannot be written."""
        name = key_of_said(command).encode()
        await self._log.append([SourceRecord(topic_of_said(command), name, wire.encode(command))])


def _decode_movements(values: Sequence[bytes]) -> Iterator[AudienceMovement]:
    """What a log has of a compacted topic: the latest of each audience."""
    for each in values:
        try:
            yield _decode_movement(each)
        except UnreadableError as error:
            _log.error("a movement is not shown: %s: %s", error.reason, str(error)[:DETAIL_LIMIT])


def _decode_all(records: Sequence[LogRecord]) -> Iterator[BoardRecord]:
    """What can be read; the rest is passed over: a board that dies over it helps nobody."""
    for each in records:
        try:
            yield _DECODERS[each.topic](each.value)
        except UnreadableError as error:
            _log.error("%s %s is not shown: %s: %s", each.topic, each.number, error.reason, str(error)[:DETAIL_LIMIT])
