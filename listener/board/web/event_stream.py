"""Event stream: what changed, numbered, for readers who come, go and come back. Server-sent events.

A reader is told `hello`, then each change as it comes, and a `beat` at first, after each and in quiet times. One who
comes back names the last event it had, and is told what it missed; where we do not know that event, to look `anew`.
"""

import asyncio
import secrets
from collections import Counter, deque
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from dataclasses import dataclass, field

import msgspec
from sse_starlette import ServerSentEvent

from models.decoding import parse_digits

BEAT_SECONDS = 10.0  # of quiet, after which we say that we live; live.js calls us silent after 25
MAX_READERS = 1_000  # at the same time
MAX_READERS_OF_ONE = 100  # of them, from one address: an office is behind one
CHANGES_KEPT = 500  # for readers who come back
_RETRY_MS = 1_000  # after which a browser that lost us tries again


class BoardChange(msgspec.Struct, frozen=True):
    """What changed since the change before: audiences by key, and new signals with their words, by id."""

    keys: tuple[str, ...]
    signals: tuple[tuple[str, str], ...] = ()


class BoardPulse(msgspec.Struct, frozen=True):
    """How fresh the board is: seconds since something came, and what is wrong, if anything is."""

    quiet: float
    problem: str = ""


@dataclass
class EventStream:
    """Every change of one server's life, and its readers. Used from one event loop alone.

    A reader costs a place in the deque, never a queue of its own: one that is slow reads the same changes later, and
    one that falls behind all that is kept goes on with the oldest of them.
    """

    _boot: str = field(default_factory=lambda: secrets.token_hex(4))  # event ids of another life are not ours
    _newest: int = 0
    _changes: deque[tuple[int, bytes]] = field(default_factory=lambda: deque(maxlen=CHANGES_KEPT))
    _published: asyncio.Condition = field(default_factory=asyncio.Condition)
    _is_stopped: bool = False
    _beats: int = 0  # that were asked for
    _readers: Counter[str] = field(default_factory=Counter)  # by address

    @property
    def readers(self) -> int:
        """How many are reading."""
        return self._readers.total()

    def is_full(self, address: str = "") -> bool:
        """Whether so many are reading, or from that address, that one more is too many."""
        return self.readers >= MAX_READERS or self._readers[address] >= MAX_READERS_OF_ONE

    async def publish(self, change: BoardChange) -> None:
        """Tells every reader. The bytes are made once, and shared."""
        self._newest += 1
        event = self._event(self._newest, "changed", msgspec.json.encode(change).decode())
        self._changes.append((self._newest, event.encode()))
        await self._notify()

    async def beat(self) -> None:
        """Tells every reader at once how fresh the board is: that has changed."""
        self._beats += 1
        await self._notify()

    async def stop(self) -> None:
        """Lets every reader go."""
        self._is_stopped = True
        await self._notify()

    async def _notify(self) -> None:
        async with self._published:
            self._published.notify_all()

    async def follow(
        self, last_id: str, pulse: Callable[[], BoardPulse], address: str = ""
    ) -> AsyncGenerator[bytes, None]:
        """The events of one reader, whose last one was `last_id` (empty: it is new), until `stop`."""
        self._readers[address] += 1
        try:
            known = self._known_number(last_id)
            number = self._newest if known is None else known
            yield self._event(number, "anew" if last_id and known is None else "hello", "{}", _RETRY_MS).encode()
            yield _make_beat(pulse())
            while not self._is_stopped:
                await self._wait_for_change(number)
                for at, event in [each for each in self._changes if each[0] > number]:
                    number = at
                    yield event
                yield _make_beat(pulse())
        finally:
            self._readers[address] -= 1
            self._readers += Counter()  # without those that are none any more

    async def _wait_for_change(self, number: int) -> None:
        """Waits until there is a change after `number` or a beat was asked for, at most a beat."""
        beats = self._beats
        await self.wait_until(lambda: self._is_stopped or self._newest > number or self._beats != beats, BEAT_SECONDS)

    async def wait_until(self, holds: Callable[[], bool], seconds: float) -> None:
        """Waits until something holds, which is looked at with each change, and not for longer than that."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds), self._published:
                await self._published.wait_for(holds)

    def _known_number(self, last_id: str) -> int | None:
        """The number of an event of ours from which all that followed is kept."""
        boot, _, written = last_id.partition("-")
        number = parse_digits(written)
        if boot != self._boot or number is None:
            return None
        oldest = self._changes[0][0] - 1 if self._changes else self._newest
        return number if oldest <= number <= self._newest else None

    def _event(self, number: int, name: str, data: str, retry: int | None = None) -> ServerSentEvent:
        return ServerSentEvent(data, event=name, id=f"{self._boot}-{number}", retry=retry)


def _make_beat(pulse: BoardPulse) -> bytes:
    return ServerSentEvent(msgspec.json.encode(pulse).decode(), event="beat").encode()
