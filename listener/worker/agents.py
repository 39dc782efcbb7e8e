"""Agents: thin loops over the pure steps. Receive a message, step, tell, store; one event at a time.

One agent reads `tagged` and `commands` together: two would change one state behind each other's back.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import faust
import msgspec
from faust.types import StreamT, TopicT

from listener.kafka import wire
from listener.kafka.recovery import stop_commits
from listener.worker.publisher import Publisher
from listener.worker.state_store import StateStore
from models.errors import CorruptionError
from models.rejections import Origin, Reason, Rejection
from pipelines.posts import rejection
from pipelines.windows import WatchedAudience, step
from pipelines.windows.step import AudienceMessage

Fail = Callable[[BaseException], None]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ReadinessAgent:
    """What the agent needs: the audiences, their states, the way out, and whom to tell of a failure."""

    watched: Mapping[str, WatchedAudience]
    states: StateStore
    outbox: Publisher
    commands: str  # the topic's name: what comes from there was written by people
    fail: Fail

    async def take(self, origin: Origin, key: bytes | None, value: bytes | None) -> None:
        """One record. Signals are acknowledged before the state is stored: a crash in between tells them twice."""
        message = self._decoded(origin, value)
        if isinstance(message, Rejection):
            log.warning("not a command: %s", message.detail)
            await self.outbox.refuse(message)
            return
        name = (key or b"").decode(errors="replace")
        if name not in self.watched:
            return  # a campaign that this worker no longer has
        outcome = step(self.states.load(name), message, self.watched[name])
        await self.outbox.tell(name, outcome)
        self.states.save(name, outcome.state)

    def _decoded(self, origin: Origin, value: bytes | None) -> AudienceMessage | Rejection:
        """The message. Raises CorruptionError for our own; a person's mistake is a rejection, and we go on."""
        try:
            message: AudienceMessage = (
                wire.decode_command if origin.source == self.commands else wire.decode_tagged
            )(value or b"")
            return message
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            if origin.source != self.commands:
                raise CorruptionError(f"a record of {origin.source} does not decode: {error}") from error
            return rejection(Reason.BAD_FIELD, f"not a command: {error}", value or b"", origin)


def attach_agent(app: faust.App, source: TopicT, readiness: ReadinessAgent) -> None:
    """Lets the app's agent work on `source`."""

    @app.agent(source, name="readiness")
    async def listen(stream: StreamT[bytes]) -> None:
        async for event in stream.events():
            message = event.message
            origin = Origin(message.topic, message.partition, message.offset)
            try:
                await readiness.take(origin, message.key, message.value)
            except Exception as error:  # noqa: BLE001  # Faust would skip the record and commit over it
                stop_commits(app)
                readiness.fail(error)
                await asyncio.Event().wait()  # never acknowledged: it is taken again after the restart
