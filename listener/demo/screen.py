"""What the demo shows: the story's events and the signals as they come, a bar that follows event time, a summary."""

from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from types import TracebackType
from typing import Final, Self

from rich.console import Console, RenderableType
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from listener.demo.script import Script
from listener.wording.brief import describe_line
from listener.wording.figures import percent
from listener.wording.label_words import told_share
from listener.wording.summary import Summary
from listener.wording.terminal import entry_of_ledger, notice_entry, signal_entry, timed_entry
from models.accountability import CommitmentSignal
from models.decisions import Decision
from models.ledger import LedgerEntry, LedgerRecord
from models.posts import millis
from models.redactions import Redaction
from models.signals import Signal
from pipelines.accountability.overview import overview

_HELD: Final = timedelta(days=3)  # of event time, until an entry is printed: audience and promises go their own pace


class Screen:
    """A context manager. Decisions move the bar and the story on; signals are printed, in order of their time."""

    def __init__(self, script: Script, console: Console) -> None:
        columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
        self._bar = Progress(*columns, TimeElapsedColumn(), console=console, transient=True)
        self._task = self._bar.add_task("starting broker and worker", total=script.days * 24.0)
        self._script, self._console = script, console
        self._reached = script.start - timedelta(hours=1)
        self._latest: Decision | None = None
        self._held: list[tuple[datetime, int, RenderableType]] = []  # a heap: time, and when it came
        self._came = count()
        self.summary = Summary()
        self.signals: list[Signal] = []
        self._told: list[CommitmentSignal] = []
        self._records: list[LedgerRecord] = []

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def say(self, words: str) -> None:
        """Prints a line about the demo itself."""
        self._console.print(words)

    def show_decision(self, decision: Decision) -> None:
        """Moves the bar on to the end of a weighed window."""
        self.summary.add_decisions([decision])
        at = decision.window.end
        self._hold_events(at)
        self._latest = decision
        self._print_held(at - _HELD)
        hours = (at - self._script.start) / timedelta(hours=1)
        self._bar.update(self._task, completed=hours, description=f"day {hours / 24:2.0f} of {self._script.days}")

    def show_signal(self, signal: Signal | CommitmentSignal | Redaction) -> None:
        """Prints a signal, of an audience or of a commitment, in its turn; of what is erased, nothing."""
        if isinstance(signal, CommitmentSignal):
            self._told.append(signal)
            self._hold(signal.time, notice_entry(signal))
        elif isinstance(signal, Signal):
            self.signals.append(signal)
            self._hold(signal.time, signal_entry(signal))

    def show_entry(self, entry: LedgerEntry) -> None:
        """Prints an entry of the ledger of commitments, in its turn."""
        self._records.append(entry.record)
        self._hold(entry.record.at, entry_of_ledger(entry))

    def _hold(self, at: datetime, entry: RenderableType) -> None:
        heappush(self._held, (at, next(self._came), entry))

    def _hold_events(self, until: datetime) -> None:
        for at, words in self._script.events_between(self._reached, until):
            status = Text(self._status(), style="dim")
            self._hold(at, timed_entry(at, Text(words, style="italic cyan"), status))
        self._reached = max(self._reached, until)

    def _print_held(self, until: datetime) -> None:
        while self._held and self._held[0][0] <= until:
            self._console.print(heappop(self._held)[2])

    def _status(self) -> str:
        """What is decided at this time."""
        if self._latest is None:
            return "nothing is decided yet"
        share = told_share(self._latest)
        return f"still {self._latest.decision}" + ("" if share is None else f", about {percent(share)} are there")

    def close(self) -> None:
        """Prints what is held, ends the bar and prints the summary."""
        self._print_held(self._script.end)
        self._bar.stop()
        self._console.print()
        for table in self.summary.tables():
            self._console.print(table)
        shown = overview(self._script.campaign, self._records, self._told, millis(self._script.end))
        for line in shown.lines:
            self._console.print(describe_line(line, self._script.campaign.timezone))
