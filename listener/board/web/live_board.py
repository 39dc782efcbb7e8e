"""Live: the board as it is now, and everybody who watches it. Changes are told together, each telling numbered."""

import asyncio
import logging
import secrets
import time
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, field

import msgspec

from listener.board.records.base import RecordSource
from listener.board.views import words
from listener.board.views.board_state import BoardRecord, BoardState, apply_record
from models.campaigns import key
from models.commands import Command, Judged, Released
from models.decisions import Decision
from models.errors import ListenerError
from models.outcomes import OutcomeReport
from models.signals import Signal

CHANGE_SECONDS = 0.5  # seconds between two tellings
BEAT_SECONDS = 10.0  # seconds of quiet after which we say that we live
CHANGES_KEPT = 500  # changes that a reader who comes back can be told
MAX_READERS = 1_000  # at the same time
RETRY_SECONDS = 5.0  # seconds before a source that failed is tried again
SIGNALS_NAMED = 20  # new signals that one change names; more than that is history, and no news
_RECORDS_PER_TURN = 200  # records applied before others have their turn

_log = logging.getLogger(__name__)


class BoardChange(msgspec.Struct, frozen=True):
    """What changed since the last telling: audiences by key, and new signals with their words."""

    keys: tuple[str, ...]
    signals: tuple[tuple[str, str], ...] = ()


class BoardPulse(msgspec.Struct, frozen=True):
    """How fresh the board is: seconds since something came, and what is wrong, if anything is."""

    quiet: float
    problem: str = ""


@dataclass
class LiveBoard:
    """Keeps the board up to date from a source. One for each server; used from its event loop alone."""

    source: RecordSource
    stale_after: float = 2.25 * 3600  # seconds without a record: windows close every hour
    board: BoardState = field(default_factory=BoardState)
    is_ready: bool = False  # all that there was at the start has been read
    _boot: str = field(default_factory=lambda: secrets.token_hex(4))
    _number: int = 0
    _past: deque[tuple[int, bytes]] = field(default_factory=lambda: deque(maxlen=CHANGES_KEPT))
    _keys: set[str] = field(default_factory=set)
    _signals: list[tuple[str, str]] = field(default_factory=list)
    _heard: float = field(default_factory=time.monotonic)
    _problem: str = ""
    _told: asyncio.Condition = field(default_factory=asyncio.Condition)
    _stopped: bool = False
    _readers: int = 0

    async def run(self) -> None:
        """Reads the source until it is cancelled. A source that fails is tried again, and the board says so."""
        telling = asyncio.create_task(self._tell_all())
        try:
            while True:
                try:
                    await self._read()
                except (ListenerError, OSError) as error:
                    self._problem = str(error)
                    _log.warning("the board's source failed: %s", error)
                    await asyncio.sleep(RETRY_SECONDS)
        finally:
            telling.cancel()
            self._problem = "the board has stopped reading"

    async def _read(self) -> None:
        async with aclosing(self.source.updates()) as updates:
            async for records in updates:
                self._problem = ""
                await self._take(records)
                self.is_ready = self.is_ready or not records

    async def _take(self, records: Sequence[BoardRecord]) -> None:
        self._heard = time.monotonic() if records else self._heard
        for number, record in enumerate(records, 1):
            self._apply(record)
            if number % _RECORDS_PER_TURN == 0:
                await asyncio.sleep(0)

    def _apply(self, record: BoardRecord) -> None:
        board = apply_record(self.board, record)
        if board is self.board:
            return
        news = isinstance(record, Signal) and self.is_ready and board.signals is not self.board.signals
        self.board = board
        self._keys.update(self._touched(record))
        if isinstance(record, Signal) and news:
            self._signals.append((record.id, _announcement(record)))

    def _touched(self, record: BoardRecord) -> set[str]:
        """The audiences that a record is about: an outcome is about all of its campaign's."""
        if not isinstance(record, OutcomeReport):
            return {_key(record)}
        return {name for name, each in self.board.audiences.items() if each.latest.campaign == record.campaign}

    async def _tell_all(self) -> None:
        while True:
            await asyncio.sleep(CHANGE_SECONDS)
            if self._keys:
                await self._tell()

    async def _tell(self) -> None:
        changed = BoardChange(tuple(sorted(self._keys)), tuple(self._signals[-SIGNALS_NAMED:]))
        self._keys, self._signals = set(), []
        self._number += 1
        self._past.append((self._number, msgspec.json.encode(changed)))
        async with self._told:
            self._told.notify_all()

    @property
    def pulse(self) -> BoardPulse:
        """How fresh the board is."""
        quiet = time.monotonic() - self._heard
        late = f"nothing new for {quiet / 3600:.0f} h" if quiet > self.stale_after else ""
        return BoardPulse(
            round(quiet, 1), self._problem or late or ("" if self.is_ready else "reading what there is")
        )

    @property
    def is_full(self) -> bool:
        """Whether so many are watching that one more is too many."""
        return self._readers >= MAX_READERS

    async def events(self, last: str) -> AsyncIterator[bytes]:
        """Server-sent events for one reader who has seen `last`: what was missed, then what comes.

        A reader whose last event we do not know (we were restarted, or it was away for long) is told to look anew.
        """
        self._readers += 1
        try:
            number = self._known(last)
            yield self._opening(number, last)
            number = self._number if number is None else number
            while not self._stopped:
                await self._news(number)
                for at, data in [each for each in self._past if each[0] > number]:
                    number = at
                    yield self._event(at, "changed", data)
                yield b"event: beat\ndata: " + msgspec.json.encode(self.pulse) + b"\n\n"
        finally:
            self._readers -= 1

    async def _news(self, number: int) -> None:
        """Waits until there is something after `number`, at most a beat."""
        with suppress(TimeoutError):
            async with asyncio.timeout(BEAT_SECONDS), self._told:
                await self._told.wait_for(lambda: self._stopped or self._number > number)

    def _known(self, last: str) -> int | None:
        boot, _, number = last.partition("-")
        if boot != self._boot or not number.isdigit():
            return None
        oldest = self._past[0][0] - 1 if self._past else self._number
        return int(number) if oldest <= int(number) <= self._number else None

    def _opening(self, number: int | None, last: str) -> bytes:
        retry = b"retry: 1000\n"
        if number is not None or not last:
            return retry + self._event(self._number if number is None else number, "hello", b"{}")
        return retry + self._event(self._number, "anew", b"{}")

    def _event(self, number: int, name: str, data: bytes) -> bytes:
        return f"id: {self._boot}-{number}\nevent: {name}\ndata: ".encode() + data + b"\n\n"

    async def stop(self) -> None:
        """Lets every reader go."""
        self._stopped = True
        async with self._told:
            self._told.notify_all()

    async def say(self, command: Command, patience: float = 2.0) -> None:
        """Writes a command, and waits a while until it has come back. Raises InputError."""
        await self.source.say(command)
        with suppress(TimeoutError):
            async with asyncio.timeout(patience), self._told:
                await self._told.wait_for(lambda: self._has(command))

    def _has(self, command: Command) -> bool:
        if isinstance(command, Judged):
            return self.board.verdicts.get(command.signal) == command
        return command in self.board.releases.get(key(command.campaign, command.audience), ())


def _key(record: Decision | Signal | Judged | Released) -> str:
    if isinstance(record, Signal):
        return record.subject
    return key(record.campaign, record.audience)


def _announcement(signal: Signal) -> str:
    decision = signal.data
    return f"{decision.campaign}, {decision.audience}: {words.title(decision)}"
