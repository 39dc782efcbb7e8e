"""Live board: keeps the board's state up to date from its source, and publishes what changed."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from listener.board.records.base import RecordSource, Said
from listener.board.views.board_state import BoardRecord, BoardState, apply_record
from listener.board.views.outcomes import OutcomeReports
from listener.board.web.event_stream import BoardChange, BoardPulse, EventStream
from listener.kafka.outages import OncePerMinute
from listener.wording.decisions import decision_title
from models.accountability import CommitmentSignal
from models.campaigns import audience_key
from models.commands import ChapterRelease, SignalVerdict
from models.errors import ListenerError
from models.ledger import LedgerEntry, TermsChange, Update
from models.outcomes import OutcomeReport
from models.redactions import Redaction
from models.signals import Signal

PUBLISH_SECONDS = 0.5  # between two changes that are published: records come in hundreds
RETRY_SECONDS = 5.0  # before a source that failed is tried again
_STALE_SECONDS = 2.25 * 3600  # without a record: windows close every hour, and one may be late
_SIGNALS_NAMED = 20  # new signals that one change names; more than that is history, and no news
_RECORDS_PER_TURN = 200  # applied before others have their turn on the event loop
_COMMAND_SECONDS = 2.0  # that a command has to come back, before the page is shown without it

_log = logging.getLogger(__name__)


@dataclass
class LiveBoard:
    """The state of one server's board, which only `run` changes. Used from its event loop alone."""

    source: RecordSource
    stale_after: float = _STALE_SECONDS
    state: BoardState = field(default_factory=BoardState)
    events: EventStream = field(default_factory=EventStream)
    is_ready: bool = False  # all that there was at the start has been read
    heard: Callable[[], str] = lambda: ""  # what was heard before anything is decided, in words, where that is known
    _heard_before: str = ""
    _changed_keys: set[str] = field(default_factory=set)  # since the change published last
    _new_signals: list[Signal] = field(default_factory=list)  # since then
    _last_record: float = field(default_factory=time.monotonic)
    _problem: str = ""
    _problem_told: str = ""

    async def run(self) -> None:
        """Reads the source until it is cancelled. A source that fails is tried again, and the board says so."""
        words, publishing = OncePerMinute(), asyncio.create_task(self._publish_changes())
        try:
            while True:
                try:
                    await self._read()
                except (ListenerError, OSError) as error:
                    self._problem = str(error)
                    words.say(logging.WARNING, f"the board's source failed, and is tried again: {error}")
                    await asyncio.sleep(RETRY_SECONDS)
        finally:
            publishing.cancel()
            self._problem = "the board has stopped reading"

    async def _read(self) -> None:
        async with aclosing(self.source.updates()) as updates:
            async for records in updates:
                self._problem = ""
                await self._apply_all(records)
                self.is_ready = self.is_ready or not records

    async def _apply_all(self, records: Sequence[BoardRecord]) -> None:
        self._last_record = time.monotonic() if records else self._last_record
        for number, record in enumerate(records, 1):
            self._apply(record)
            if number % _RECORDS_PER_TURN == 0:
                await asyncio.sleep(0)

    def _apply(self, record: BoardRecord) -> None:
        before, self.state = self.state, apply_record(self.state, record)
        if self.state is before:
            return
        self._changed_keys.update(self._keys_of(record))
        if isinstance(record, Signal) and self.is_ready and self.state.signals is not before.signals:
            self._new_signals.append(record)

    def _keys_of(self, record: BoardRecord) -> set[str]:
        """The audiences that a record is about: an outcome is about all of its campaign's."""
        if isinstance(record, OutcomeReport):
            return {name for name, each in self.state.audiences.items() if each.latest.campaign == record.campaign}
        if isinstance(record, CommitmentSignal | LedgerEntry | Update | TermsChange):
            return set()
        if isinstance(record, Signal | Redaction):
            return {record.subject}
        return {audience_key(record.campaign, record.audience)}

    async def _publish_changes(self) -> None:
        while True:
            await asyncio.sleep(PUBLISH_SECONDS)
            if self._changed_keys or self._has_heard_more():
                await self.events.publish(self._take_change())
            if self._problem_told != (problem := self.pulse().problem):
                self._problem_told = problem
                await self.events.beat()

    def _has_heard_more(self) -> bool:
        """Whether there is news for a page that has no decision to show yet."""
        heard, before = "" if self.state.audiences else self.heard(), self._heard_before
        self._heard_before = heard
        return heard != before

    def _take_change(self) -> BoardChange:
        """What changed since the last call."""
        signals = tuple((each.id, _announcement(each)) for each in self._new_signals[-_SIGNALS_NAMED:])
        change = BoardChange(tuple(sorted(self._changed_keys)), signals)
        self._changed_keys, self._new_signals = set(), []
        return change

    @property
    def has_source(self) -> bool:
        """Whether all that there was has been read, and what comes is read."""
        return self.is_ready and not self._problem

    def pulse(self) -> BoardPulse:
        """How fresh the board is."""
        quiet = time.monotonic() - self._last_record
        late = f"nothing new for {quiet / 3600:.0f} h" if quiet > self.stale_after else ""
        starting = "" if self.is_ready else "reading what there is"
        return BoardPulse(round(quiet, 1), self._problem or late or starting)

    async def send_command(self, command: Said) -> None:
        """Writes a command, and waits a while until it has come back. Raises InputError."""
        await self.source.send_command(command)
        await self.events.wait_until(lambda: self._has(command), _COMMAND_SECONDS)

    def _has(self, command: Said) -> bool:
        if isinstance(command, Update | TermsChange):
            return True  # it comes back as an entry of the ledger, once its hour has closed
        if isinstance(command, OutcomeReport):
            return command.id in self.state.reports.get((command.campaign, command.name), OutcomeReports()).known
        if isinstance(command, SignalVerdict):
            return self.state.verdicts.get(command.signal) == command
        told = self.state.releases if isinstance(command, ChapterRelease) else self.state.withdrawals
        return command in told.get(audience_key(command.campaign, command.audience), ())


def _announcement(signal: Signal) -> str:
    decision = signal.data
    return f"{decision.campaign}, {decision.audience}: {decision_title(decision)}"
