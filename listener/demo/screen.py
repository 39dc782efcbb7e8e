"""What the demo shows: the story's events and the signals as they come, a bar that follows event time, a summary."""

from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from listener.demo.script import Script
from listener.wording.figures import percent
from listener.wording.summary import Summary
from listener.wording.terminal import signal_entry, timed_entry
from models.decisions import Decision
from models.signals import Signal


class Screen:
    """A context manager. Decisions move the bar and the story on; signals are printed."""

    def __init__(self, script: Script, console: Console) -> None:
        columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
        self._bar = Progress(*columns, TimeElapsedColumn(), console=console, transient=True)
        self._task = self._bar.add_task("starting broker and worker", total=script.days * 24.0)
        self._script, self._console = script, console
        self._reached = script.start - timedelta(hours=1)
        self._latest: Decision | None = None
        self.summary = Summary()
        self.signals: list[Signal] = []

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
        self._show_events(at)
        self._latest = decision
        hours = (at - self._script.start) / timedelta(hours=1)
        self._bar.update(self._task, completed=hours, description=f"day {hours / 24:2.0f} of {self._script.days}")

    def show_signal(self, signal: Signal) -> None:
        """Prints a signal, after the events before it."""
        self._show_events(signal.time)
        self.signals.append(signal)
        self._console.print(signal_entry(signal))

    def _show_events(self, until: datetime) -> None:
        for at, words in self._script.events_between(self._reached, until):
            self._console.print(timed_entry(at, Text(words, style="italic cyan"), Text(self._status(), style="dim")))
        self._reached = max(self._reached, until)

    def _status(self) -> str:
        """What is decided at this time."""
        if self._latest is None:
            return "nothing is decided yet"
        share = self._latest.evidence.share
        return f"still {self._latest.decision}" + ("" if share is None else f", about {percent(share)} are there")

    def close(self) -> None:
        """Ends the bar and prints the summary."""
        self._bar.stop()
        self._console.print()
        for table in self.summary.tables():
            self._console.print(table)
