"""Summary: what a run came to - counts of records, runs of equal decisions - whoever ran it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rich.console import RenderableType

from listener.wording.terminal import DecisionRun, counts_table, merge_runs, run_entries
from models.campaigns import audience_key
from models.decisions import Decision
from models.rejections import Reason, Rejection


@dataclass
class Summary:
    """Grows with what it is told; bounded by the number of changes, not of windows."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)  # (channel, outcome) -> records
    rejected: Counter[Reason] = field(default_factory=Counter)
    runs: dict[str, tuple[DecisionRun, ...]] = field(default_factory=dict)  # by campaign|audience

    def add_decisions(self, decisions: Iterable[Decision]) -> None:
        """More decisions, of any audience, each audience's in order."""
        for decision in decisions:
            name = audience_key(decision.campaign, decision.audience)
            self.runs[name] = merge_runs(self.runs.get(name, ()), [decision])

    def add_rejections(self, rejections: Iterable[Rejection]) -> None:
        """More rejections."""
        self.rejected.update(rejection.reason for rejection in rejections)

    def tables(self) -> Iterator[RenderableType]:
        """The tables: decisions of each audience, then what became of the records."""
        for name, runs in sorted(self.runs.items()):
            yield from run_entries(name, runs)
            yield ""
        if self.counts or self.rejected:
            yield counts_table(self.counts, self.rejected)
