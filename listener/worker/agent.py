"""Agent: one record of `tagged` or `commands` at a time - decode, step, publish, save.

One agent reads both topics, as both change the same state: two agents would overwrite each other's changes.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from listener.kafka import wire
from listener.worker.publisher import Publisher
from listener.worker.state_store import StateStore
from models.errors import CorruptionError
from models.rejections import Origin, Reason, Rejection
from pipelines.posts import rejection
from pipelines.windows import WatchedAudience, step
from pipelines.windows.step import AudienceMessage

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ReadinessAgent:
    """Applies records to the state of their audience, and publishes what comes of it."""

    watched: Mapping[str, WatchedAudience]  # by `campaign|audience`, which is the key of every record
    store: StateStore
    publisher: Publisher
    commands: str  # the full name of the topic whose records people write

    async def process(self, origin: Origin, key: bytes | None, value: bytes | None) -> None:
        """Applies one record. Raises CorruptionError for a record or state of our own that does not decode.

        The brokers acknowledge signals before the state is saved: a crash in between publishes them again, under
        the same ids, and loses none.
        """
        message, name = self._decode(origin, value), (key or b"").decode(errors="replace")
        if isinstance(message, Rejection):
            log.warning("%s", message.detail)
            await self.publisher.publish_rejection(message)
            return
        if name not in self.watched:  # all records of a campaign that was taken out: counted, but too many to log
            unknown = rejection(Reason.UNKNOWN_CAMPAIGN, f"no audience `{name}` here", value or b"", origin)
            await self.publisher.publish_rejection(unknown)
            return
        result = step(self.store.load(name), message, self.watched[name])
        await self.publisher.publish(name, result)
        self.store.save(name, result.state)

    def _decode(self, origin: Origin, value: bytes | None) -> AudienceMessage | Rejection:
        """The message, or a rejection of what a person wrote. Raises CorruptionError for what we wrote."""
        decode = wire.decode_command if origin.source == self.commands else wire.decode_tagged
        try:
            message: AudienceMessage = decode(value or b"")
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            if origin.source != self.commands:
                raise CorruptionError(f"a record of {origin.source} does not decode: {error}") from error
            return rejection(Reason.BAD_FIELD, f"not a command: {error}", value or b"", origin)
        return message
