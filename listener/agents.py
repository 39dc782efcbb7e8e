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

from listener import wire
from listener.metrics import Metrics
from listener.outbox import Outbox
from listener.recovery import freeze
from listener.stores import States
from models.errors import CorruptionError
from models.rejections import Reason
from pipelines.posts import rejection
from pipelines.windows import Watched, step
from pipelines.windows.step import Message

Fail = Callable[[BaseException], None]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Readiness:
    """What the agent needs: the audiences, their states, the way out, and whom to tell of a failure."""

    watched: Mapping[str, Watched]
    states: States
    outbox: Outbox
    metrics: Metrics
    commands: str  # the topic's name: what comes from there was written by people
    fail: Fail

    async def take(self, topic: str, key: bytes | None, value: bytes | None) -> None:
        """One record. Signals are acknowledged before the state is stored: a crash in between tells them twice."""
        message = self._decoded(topic, value)
        name = (key or b"").decode(errors="replace")
        if message is None or name not in self.watched:
            return  # a campaign that this worker no longer has
        outcome = step(self.states.load(name), message, self.watched[name])
        await self.outbox.tell(name, outcome)
        self.states.save(name, outcome.state)

    def _decoded(self, topic: str, value: bytes | None) -> Message | None:
        """The message. Raises CorruptionError for our own; a person's mistake is a rejection, and we go on."""
        try:
            message: Message = (wire.decode_command if topic == self.commands else wire.decode_tagged)(value or b"")
            return message
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            if topic != self.commands:
                raise CorruptionError(f"a record of {topic} does not decode: {error}") from error
            log.warning("not a command: %s", error)
            self.metrics.rejected([rejection(Reason.BAD_FIELD, str(error), value or b"", None)])
            return None


def attach(app: faust.App, source: TopicT, readiness: Readiness) -> None:
    """Lets the app's agent work on `source`."""

    @app.agent(source, name="readiness")
    async def listen(stream: StreamT[bytes]) -> None:
        async for event in stream.events():
            message = event.message
            try:
                await readiness.take(message.topic, message.key, message.value)
            except Exception as error:  # noqa: BLE001  # Faust would skip the record and commit over it
                freeze(app)
                readiness.fail(error)
                await asyncio.Event().wait()  # never acknowledged: it is taken again after the restart
