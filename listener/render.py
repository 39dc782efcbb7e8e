"""How decisions and signals look to a person: reasons in words, lines, tables. Nothing here decides anything."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich import box
from rich.table import Table
from rich.text import Text

from models.decisions import Decision, DecisionKind
from models.rejections import Reason, Rejection
from models.signals import Signal

STYLES = {
    DecisionKind.ADVANCE: "bold green",
    DecisionKind.PROLONG: "yellow",
    DecisionKind.STEP_BACK: "bold red",
    DecisionKind.INSUFFICIENT_DATA: "dim",
}
_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Run:
    """Decisions of one audience that follow each other and say the same of the same chapter."""

    first: Decision
    last: Decision
    windows: int

    def joins(self, decision: Decision) -> bool:
        """Whether a decision says what this run says."""
        said = (self.last.decision, self.last.chapter)
        return said == (decision.decision, decision.chapter)


def collapsed(runs: Sequence[Run], decisions: Iterable[Decision]) -> tuple[Run, ...]:
    """The runs of one audience with more decisions after them."""
    found = list(runs)
    for decision in decisions:
        if found and found[-1].joins(decision):
            found[-1] = Run(found[-1].first, decision, found[-1].windows + 1)
        else:
            found.append(Run(decision, decision, 1))
    return tuple(found)


def reason(decision: Decision, most: int = 2) -> str:
    """Why, in words. Of what holds a decision back, the `most` largest."""
    is_advance = decision.decision is DecisionKind.ADVANCE
    said = _for_advance(decision) if is_advance else list(decision.evidence.missing[:most])
    return "; ".join([*said, *_beside(decision)])


def _for_advance(decision: Decision) -> list[str]:
    evidence = decision.evidence
    said = []
    if evidence.share is not None and evidence.bar is not None:
        said.append(f"about {evidence.share:.0%} are where the chapter wants them ({evidence.bar:.0%} asked)")
    said.append(f"{evidence.eligible_authors:,} authors come back")
    if evidence.bar is not None:
        said.append(f"e-value {evidence.e_value:,.0f}, {evidence.threshold:,.0f} asked")
        said.append(f"false alarms: {evidence.alpha:.0%} a month at most")
    return said


def _beside(decision: Decision) -> list[str]:
    """What a person should know beside the reason."""
    said = []
    if decision.evidence.fragile:
        said.append("fragile: without one of the channels it would read otherwise")
    if decision.data_quality.gaps:
        said.append(f"silent: {', '.join(decision.data_quality.gaps)}")
    again = decision.evidence.looks_again
    if again is not None and again - decision.window.end > _HOUR and not _is_final(decision):
        said.append(f"can change from {moment(again)} on")
    return said


def _is_final(decision: Decision) -> bool:
    return decision.decision in (DecisionKind.ADVANCE, DecisionKind.STEP_BACK)


def moment(at: datetime) -> str:
    """A time to the minute, without a zone: all times that we show are UTC."""
    return at.strftime("%Y-%m-%d %H:%M")


def signal_line(signal: Signal) -> Text:
    """A signal as one readable line: when, what, for whom, why."""
    decision = signal.data
    line = Text(f"{moment(signal.time)}  ")
    line.append(f"{decision.decision:<17}", style=STYLES[decision.decision])
    line.append(f"  {decision.campaign} / {decision.audience} / {_way(decision)}: ", style="bold")
    return line.append(reason(decision))


def _way(decision: Decision) -> str:
    """The chapter, and on ADVANCE where it leads."""
    if decision.decision is not DecisionKind.ADVANCE:
        return decision.chapter
    return f"{decision.chapter} -> {decision.next_chapter or 'the end of the story'}"


def decision_line(decision: Decision) -> Text:
    """A decision as one readable line."""
    line = Text(f"{moment(decision.window.end)}  ")
    line.append(f"{decision.decision:<17}", style=STYLES[decision.decision])
    line.append(f"  {decision.campaign} / {decision.audience} / {decision.chapter}  ")
    return line.append(f"score {decision.score:.2f}  {reason(decision)}")


def rejection_line(rejection: Rejection) -> Text:
    """A rejection as one readable line: why, where it came from, how it began."""
    where = rejection.origin
    line = Text(f"{where.source}[{where.partition}] {where.offset}  " if where else "")
    line.append(f"{rejection.reason}", style="red").append(f"  {rejection.detail}  ")
    return line.append(repr(rejection.record[:80].decode("utf-8", "replace")), style="dim")


def decisions_table(name: str, runs: Sequence[Run]) -> Table:
    """What was decided for one audience (`campaign|audience`), one row for each run of equal decisions."""
    table = Table(title=name.replace("|", " / "), box=box.SIMPLE_HEAD, title_justify="left", title_style="bold")
    for column in ("from", "to", "chapter", "decision"):
        table.add_column(column, no_wrap=True)
    for column in ("windows", "share", "authors"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("why, at its end", ratio=1)
    for run in runs:
        table.add_row(*_cells(run), style=None)
    return table


def _cells(run: Run) -> tuple[Text | str, ...]:
    evidence, last = run.last.evidence, run.last
    return (
        moment(run.first.window.start),
        moment(last.window.end),
        last.chapter,
        Text(last.decision, style=STYLES[last.decision]),
        f"{run.windows:,}",
        "" if evidence.share is None else f"{evidence.share:.0%}",
        f"{evidence.eligible_authors:,}",
        reason(last, most=1),
    )


OUTCOMES = {
    "tagged": "tagged, on their way to an audience",
    "beyond_panel": "beyond the sample: not needed",
    "unmatched": "not about any campaign",
    "activity": "likes and reposts: counted, never vote",
}
ARRIVALS = {
    "taken": "taken by an audience",
    "repeat": "known to their audience already",
    "late": "too late to count",
}


def counts_table(counts: Mapping[tuple[str, str], int], rejected: Mapping[Reason, int]) -> Table:
    """What became of every record: outcomes, then what the audiences took, then rejections by reason."""
    by_outcome: Counter[str] = Counter()
    for (_, outcome), number in counts.items():
        by_outcome[outcome] += number
    table = Table(box=box.SIMPLE, show_header=False, title="records", title_justify="left", title_style="bold")
    table.add_column(justify="right")
    table.add_column()
    for words in (OUTCOMES, ARRIVALS):
        for outcome in (each for each in words if by_outcome[each]):
            table.add_row(f"{by_outcome[outcome]:,}", words[outcome])
        table.add_section()
    for reason_, number in sorted(rejected.items(), key=lambda pair: -pair[1]):
        table.add_row(f"{number:,}", Text(f"rejected: {reason_.replace('_', ' ')}", style="red"))
    return table
