"""How decisions and signals look to a person: reasons in words, lines, tables. Nothing here decides anything."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich import box
from rich.console import RenderableType
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
    return "; ".join([*said, *_beside(decision)]).replace(" %", "%")  # a sign alone on a line helps nobody


def _for_advance(decision: Decision) -> list[str]:
    evidence = decision.evidence
    if evidence.bar is None or evidence.share is None:
        return [f"{evidence.eligible_authors:,} authors come back"]
    there = f"about {percent(evidence.share)} are where the chapter wants them (asked: {percent(evidence.bar)})"
    return [
        f"a rise over the last hours, told early; over the last days {there}" if decision.is_early else there,
        f"{evidence.eligible_authors:,} authors come back",
        f"evidence {evidence.e_value:,.0f} to 1 (asked: {evidence.threshold:,.0f}): {_errs(decision)}",
    ]


def _errs(decision: Decision) -> str:
    """How often such a decision is false: a chance a month, or for an early one an average number."""
    alpha = decision.evidence.alpha
    if decision.is_early:
        return f"{alpha:g} false alarm{'' if alpha == 1.0 else 's'} a month at most, on average"
    return f"a false alarm in {100.0 * alpha:.3g}% of months at most"


def percent(share: float) -> str:
    """A share as a person reads it: `30%`."""
    return f"{share:.0%}"


def _beside(decision: Decision) -> list[str]:
    """What a person should know beside the reason."""
    said = []
    if decision.evidence.fragile:
        said.append("fragile: without one of the channels it would read otherwise")
    if decision.data_quality.silent_channels:
        said.append(f"silent: {', '.join(decision.data_quality.silent_channels)}")
    again = decision.evidence.can_change_from
    if again is not None and again - decision.window.end > _HOUR and not _is_final(decision):
        said.append(f"can change from {moment(again)} on")
    return said


def _is_final(decision: Decision) -> bool:
    return decision.decision in (DecisionKind.ADVANCE, DecisionKind.STEP_BACK)


def moment(at: datetime) -> str:
    """A time to the minute, without a zone: all times that we show are UTC."""
    return at.strftime("%Y-%m-%d %H:%M")


def entry(at: datetime, *texts: Text | str) -> Table:
    """A time, and beside it texts that stay beside it however narrow the screen."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_row(moment(at), Text("\n").join(Text(text) if isinstance(text, str) else text for text in texts))
    return grid


def signal_entry(signal: Signal) -> Table:
    """A signal, for a screen of any width: what and for whom, and below it why."""
    return entry(signal.time, _headline(signal.data), reason(signal.data))


def signal_line(signal: Signal) -> Text:
    """A signal as one line: when, what, for whom, why."""
    return Text(f"{moment(signal.time)}  ").append(_headline(signal.data)).append(f": {reason(signal.data)}")


def _headline(decision: Decision) -> Text:
    line = Text(f"{decision.decision:<17}", style=STYLES[decision.decision])
    return line.append(f"  {decision.campaign} / {decision.audience} / {_way(decision)}", style="not dim")


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


def runs_shown(name: str, runs: Sequence[Run]) -> Iterator[RenderableType]:
    """What was decided for one audience (`campaign|audience`): an entry for each run of equal decisions."""
    yield Text(f"{name.replace('|', ' / ')}: {sum(run.windows for run in runs):,} windows", style="bold")
    for run in runs:
        yield entry(run.first.window.start, _facts(run), Text(reason(run.last, most=1), style="dim"))
    if runs:
        yield entry(runs[-1].last.window.end, "end")


def _facts(run: Run) -> Text:
    evidence = run.last.evidence
    line = Text(f"{run.last.decision:<17}", style=STYLES[run.last.decision])
    line.append(f"  {run.last.chapter}", style="not dim bold")
    there = "" if evidence.share is None else f", {percent(evidence.share)} there"
    windows = f"{run.windows:,} window{'s' if run.windows > 1 else ''}"
    return line.append(f"  {windows}{there}, {evidence.eligible_authors:,} may vote", style="not dim not bold")


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
