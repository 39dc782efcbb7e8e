"""Agent: one record of `tagged`, `commands` or `labels` at a time - decode, step, publish, update the state.

One agent reads all three, as they change the same state: several agents would overwrite each other's changes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from listener.kafka import wire
from listener.kafka.partitions import partition_of
from listener.worker.publisher import Publisher
from listener.worker.state_store import StateStore
from models.bundles import Bundle
from models.erasures import ErasureRequest
from models.errors import CorruptionError, UnreadableError
from models.ledger import TermsChange, Update
from models.rejections import Origin, Reason, Rejection
from pipelines.posts import rejection
from pipelines.windows import WatchedAudience, WatchedCampaign, step_account, step_all
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
    partitions: int  # of each of the topics
    commands: str  # the full names of the topics whose records people write
    labels: str
    accountable: Mapping[str, WatchedCampaign] = field(default_factory=dict)  # by campaign, which is their key

    async def process(self, origin: Origin, key: bytes | None, value: bytes | None) -> None:
        """Applies one record. Raises CorruptionError for a record or state of our own that does not decode.

        What is told and the state that told it are one step: nothing else runs in between, so that no commit has one
        without the other.
        """
        name = (key or b"").decode(errors="replace")
        messages = self._read(origin, name, value)
        if isinstance(messages, Rejection):
            if messages.reason not in _TOO_MANY_TO_LOG:
                log.warning("%s", messages.detail)
            await self.publisher.publish_rejection(messages)
            return
        if name in self.accountable:
            self._account(origin, name, messages)
            return
        for result in step_all(self.store.load(name), messages, self.watched[name]):
            self.publisher.publish(name, result)
            self.store.update(name, result.state)
        if any(isinstance(each, ErasureRequest) for each in messages):
            self.store.forget_past(name)

    def _account(self, origin: Origin, name: str, messages: Sequence[AudienceMessage]) -> None:
        """Applies records to a campaign's commitments. What a person says of them goes to its audiences, too."""
        watched = self.accountable[name]
        for message in messages:
            result = step_account(self.store.load(name), message, watched)
            if origin.source == self.commands and isinstance(message, Update | TermsChange):
                self.publisher.pass_on(name, [each.name for each in watched.campaign.audiences], message)
            self.publisher.publish_account(name, result)
            self.store.update(name, result.state)

    def _read(self, origin: Origin, name: str, value: bytes | None) -> Sequence[AudienceMessage] | Rejection:
        """The messages to an audience of ours, or why there are none. Raises CorruptionError."""
        message = self._decode(origin, name, value)
        if isinstance(message, Rejection):
            return message
        if name not in self.watched and name not in self.accountable:
            return _unknown_audience(name, value, origin)
        if (due := partition_of(name.encode(), self.partitions)) != origin.partition:
            return _misplaced(name, value, origin, due)
        return message.messages if isinstance(message, Bundle) else (message,)

    def _decode(self, origin: Origin, name: str, value: bytes | None) -> AudienceMessage | Bundle | Rejection:
        """The message or messages, or why there are none. Raises CorruptionError: `listener.kafka.wire` says for
        which records."""
        if origin.source == self.commands:
            return _decode_said(wire.decode_command, "command", origin, value)
        if origin.source == self.labels:
            return _decode_said(wire.decode_label, "label", origin, value)
        try:
            return wire.decode_tagged(value)
        except UnreadableError as error:
            if error.reason is Reason.UNKNOWN_KIND:
                return rejection(error.reason, str(error), value or b"", origin)
            if name not in self.watched and name not in self.accountable:
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


def _misplaced(name: str, value: bytes | None, origin: Origin, due: int) -> Rejection:
    """Its audience's state is another worker's: to take the record here would part the state in two."""
    detail = (
        f"a record of {name} on partition {origin.partition} of {origin.source}; those of its key belong on {due}: "
        "write it with Kafka's default partitioner (murmur2 of the key)"
    )
    return rejection(Reason.WRONG_PARTITION, detail, value or b"", origin)


def _unknown_audience(name: str, value: bytes | None, origin: Origin) -> Rejection:
    return rejection(Reason.UNKNOWN_CAMPAIGN, f"no audience `{name[:200]}` here", value or b"", origin)
