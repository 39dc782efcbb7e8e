"""Terminal: decisions, signals, rejections and counts as lines and tables of text. Nothing here decides anything."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from listener.wording.accountability import describe_notice, describe_record, notice_advice
from listener.wording.decisions import cautions, chapter_move, gaps, reasons
from listener.wording.figures import percent, plural, timestamp, whole_number
from listener.wording.label_words import tagger_errors, told_share
from models.accountability import CommitmentSignal
from models.decisions import Decision, DecisionKind
from models.ledger import LedgerEntry, Update
from models.redactions import Redaction
from models.rejections import Reason, Rejection
from models.signals import Signal

_STYLES = {
    DecisionKind.ADVANCE: "bold green",
    DecisionKind.PROLONG: "yellow",
    DecisionKind.STEP_BACK: "bold red",
    DecisionKind.INSUFFICIENT_DATA: "dim",
}
_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class DecisionRun:
    """Decisions of one audience that follow each other and say the same of the same chapter."""

    first: Decision
    last: Decision
    windows: int

    def joins(self, decision: Decision) -> bool:
        """Whether a decision says what this run says."""
        said = (self.last.decision, self.last.chapter)
        return said == (decision.decision, decision.chapter)


def merge_runs(runs: Sequence[DecisionRun], decisions: Iterable[Decision]) -> tuple[DecisionRun, ...]:
    """The runs of one audience with more decisions after them."""
    found = list(runs)
    for decision in decisions:
        if found and found[-1].joins(decision):
            found[-1] = DecisionRun(found[-1].first, decision, found[-1].windows + 1)
        else:
            found.append(DecisionRun(decision, decision, 1))
    return tuple(found)


def reason_line(decision: Decision, most: int = 2) -> str:
    """Why it was decided, and what one should know beside that. Of what holds a decision back, the `most` largest."""
    found = reasons(decision)
    is_advance = decision.decision is DecisionKind.ADVANCE
    missing = gaps(decision.data_quality)
    read = tagger_errors(decision)
    said = [*(found if is_advance else found[:most]), *cautions(decision), *read, *missing, _change(decision)]
    return "; ".join(filter(None, said))


def _change(decision: Decision) -> str:
    """From when on another decision is possible, where that is not the next window."""
    change = decision.evidence.can_change_from
    is_final = decision.decision in (DecisionKind.ADVANCE, DecisionKind.STEP_BACK)
    if change is None or is_final or change - decision.window.end <= _HOUR:
        return ""
    return f"can change from {timestamp(change)} on"


def timed_entry(at: datetime, *texts: Text | str) -> Table:
    """A time, and beside it texts that stay beside it however narrow the screen."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_row(timestamp(at), Text("\n").join(Text(text) if isinstance(text, str) else text for text in texts))
    return grid


def signal_entry(signal: Signal) -> Table:
    """A signal, for a screen of any width: what and for whom, and below it why."""
    return timed_entry(signal.time, _headline(signal.data), reason_line(signal.data))


def notice_entry(signal: CommitmentSignal) -> Table:
    """A commitment's signal: what, and below it who is told and what they might do."""
    notice = signal.data
    told = Text(f"To {notice.owner}: {notice_advice(notice)}", style="dim")
    return timed_entry(signal.time, Text(describe_notice(notice), style="bold magenta"), told)


def entry_of_ledger(entry: LedgerEntry) -> Table:
    """An entry of the ledger of commitments: what was said, by whom, and its evidence."""
    record = entry.record
    said = Text(f"{record.commitment}: {describe_record(record)}", style="bold cyan")
    source = record.source if isinstance(record, Update) else ""
    return timed_entry(record.at, said, *([Text(source, style="dim")] if source else []))


def signal_line(signal: Signal) -> Text:
    """A signal as one line: when, what, for whom, why."""
    return Text(f"{timestamp(signal.time)}  ").append(_headline(signal.data)).append(f": {reason_line(signal.data)}")


def any_signal_line(signal: Signal | CommitmentSignal | Redaction) -> Text:
    """The same of an audience's signal, or of a commitment's; and that quotes are called back."""
    if isinstance(signal, Signal):
        return signal_line(signal)
    if isinstance(signal, Redaction):
        about = signal.data
        return Text(
            f"{timestamp(signal.time)}  {about.campaign} / {about.audience}: {len(about.posts)} quotes erased"
        )
    return Text(f"{timestamp(signal.time)}  {signal.data.campaign}: {describe_notice(signal.data)}")


def _headline(decision: Decision) -> Text:
    line = Text(f"{decision.decision:<17}", style=_STYLES[decision.decision])
    return line.append(f"  {decision.campaign} / {decision.audience} / {chapter_move(decision)}", style="not dim")


def decision_line(decision: Decision) -> Text:
    """A decision as one readable line."""
    line = Text(f"{timestamp(decision.window.end)}  ")
    line.append(f"{decision.decision:<17}", style=_STYLES[decision.decision])
    line.append(f"  {decision.campaign} / {decision.audience} / {decision.chapter}  ")
    return line.append(f"score {decision.score:.2f}  {reason_line(decision)}")


def rejection_line(rejection: Rejection) -> Text:
    """A rejection as one readable line: why, where it came from, how it began."""
    where = rejection.origin
    line = Text(f"{where.source}[{where.partition}] {where.offset}  " if where else "")
    line.append(f"{rejection.reason}", style="red").append(f"  {rejection.detail}  ")
    return line.append(repr(rejection.record[:80].decode("utf-8", "replace")), style="dim")


def run_entries(name: str, runs: Sequence[DecisionRun]) -> Iterator[RenderableType]:
    """What was decided for one audience (`campaign|audience`): an entry for each run of equal decisions."""
    yield Text(f"{name.replace('|', ' / ')}: {plural(sum(run.windows for run in runs), 'window')}", style="bold")
    for run in runs:
        yield timed_entry(run.first.window.start, _run_line(run), Text(reason_line(run.last, most=1), style="dim"))
    if runs:
        yield timed_entry(runs[-1].last.window.end, "end")


def _run_line(run: DecisionRun) -> Text:
    evidence = run.last.evidence
    line = Text(f"{run.last.decision:<17}", style=_STYLES[run.last.decision])
    line.append(f"  {run.last.chapter}", style="not dim bold")
    share = (
        told_share(run.last) if evidence.bar is not None else None
    )  # of a chapter that asks for authors it says nothing
    there = "" if share is None else f", {percent(share)} there"
    voters = f"{whole_number(evidence.eligible_authors)} may vote"
    return line.append(f"  {plural(run.windows, 'window')}{there}, {voters}", style="not dim not bold")


_OUTCOMES = {
    "tagged": "tagged, on their way to an audience",
    "beyond_panel": "beyond the sample: not needed",
    "unmatched": "not about any campaign",
    "activity": "likes and reposts: counted, never vote",
    "no_audience": "by the campaign's own accounts, or bots: of no audience",
    "late_activity": "likes and reposts of days ago: not counted",
}
_ARRIVALS = {
    "taken": "taken by an audience",
    "repeat": "known to their audience already",
    "late": "too late to count",
    "too_early": "too early: dated before the campaign began",
    "erased": "erased before they came once more",
    "beyond_room": "dropped: more wait for their hour than there is room for",
}


def counts_table(counts: Mapping[tuple[str, str], int], rejected: Mapping[Reason, int]) -> Table:
    """What became of every record: outcomes, then what the audiences took, then rejections by reason."""
    by_outcome: Counter[str] = Counter()
    for (_, outcome), number in counts.items():
        by_outcome[outcome] += number
    table = Table(box=box.SIMPLE, show_header=False, title="records", title_justify="left", title_style="bold")
    table.add_column(justify="right")
    table.add_column()
    for words in (_OUTCOMES, _ARRIVALS):
        for outcome in (each for each in words if by_outcome[each]):
            table.add_row(whole_number(by_outcome[outcome]), words[outcome])
        table.add_section()
    for reason, number in sorted(rejected.items(), key=lambda pair: -pair[1]):
        table.add_row(whole_number(number), Text(f"rejected: {reason.replace('_', ' ')}", style="red"))
    return table
