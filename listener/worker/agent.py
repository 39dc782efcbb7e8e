"""Agent: one record of `tagged`, `commands` or `labels` at a time - decode, step, publish, save.

One agent reads all three, as they change the same state: several agents would overwrite each other's changes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from listener.kafka import wire
from listener.worker.publisher import Publisher
from listener.worker.state_store import StateStore
from models.errors import CorruptionError, UnreadableError
from models.rejections import Origin, Reason, Rejection
from pipelines.posts import rejection
from pipelines.windows import WatchedAudience, step
from pipelines.windows.step import AudienceMessage

# All records of a campaign that was taken out, or of a later release: they are counted.
_TOO_MANY_TO_LOG = frozenset({Reason.UNKNOWN_CAMPAIGN, Reason.UNKNOWN_KIND})

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ReadinessAgent:
    """Applies records to the state of their audience, and publishes what comes of it."""

    watched: Mapping[str, WatchedAudience]  # by `campaign|audience`, which is the key of every record
    store: StateStore
    publisher: Publisher
    commands: str  # the full names of the topics whose records people write
    labels: str

    async def process(self, origin: Origin, key: bytes | None, value: bytes | None) -> None:
        """Applies one record. Raises CorruptionError for a record or state of our own that does not decode.

        The brokers acknowledge signals before the state is saved: a crash in between publishes them again, under
        the same ids, and loses none.
        """
        name = (key or b"").decode(errors="replace")
        message = self._read(origin, name, value)
        if isinstance(message, Rejection):
            if message.reason not in _TOO_MANY_TO_LOG:
                log.warning("%s", message.detail)
            await self.publisher.publish_rejection(message)
            return
        result = step(self.store.load(name), message, self.watched[name])
        await self.publisher.publish(name, result)
        self.store.save(name, result.state)

    def _read(self, origin: Origin, name: str, value: bytes | None) -> AudienceMessage | Rejection:
        """The message of an audience of ours, or why there is none. Raises CorruptionError."""
        message = self._decode(origin, name, value)
        if name in self.watched or isinstance(message, Rejection):
            return message
        return _unknown_audience(name, value, origin)

    def _decode(self, origin: Origin, name: str, value: bytes | None) -> AudienceMessage | Rejection:
        """The message, or why there is none. Raises CorruptionError: `listener.kafka.wire` says for which records."""
        if origin.source == self.commands:
            return _decode_said(wire.decode_command, "command", origin, value)
        if origin.source == self.labels:
            return _decode_said(wire.decode_label, "label", origin, value)
        try:
            return wire.decode_tagged(value)
        except UnreadableError as error:
            if error.reason is Reason.UNKNOWN_KIND:
                return rejection(error.reason, str(error), value or b"", origin)
            if name not in self.watched:
                return _unknown_audience(name, value, origin)
            raise CorruptionError(f"a record of {origin.source} does not decode: {error}") from error


def _decode_said(
    decode: Callable[[bytes | None], AudienceMessage], name: str, origin: Origin, value: bytes | None
) -> AudienceMessage | Rejection:
    """What a person sent, by the decoder of its topic; or why it is none."""
    try:
        return decode(value)
    except UnreadableError as error:
        reason = error.reason if error.reason is Reason.UNKNOWN_KIND else Reason.BAD_FIELD
        return rejection(reason, f"not a {name}: {error}", value or b"", origin)


def _unknown_audience(name: str, value: bytes | None, origin: Origin) -> Rejection:
    return rejection(Reason.UNKNOWN_CAMPAIGN, f"no audience `{name[:200]}` here", value or b"", origin)
