"""Outcomes: what happened off the channels so far, by the reports of others. Frozen; repeats change nothing."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import fsum

from models.campaigns import Campaign
from models.outcomes import OutcomeReport

REPORTS_KEPT = 10_000  # of a campaign that are known one by one, so that a repeat is known too


@dataclass(frozen=True)
class OutcomeReports:
    """The reports of one campaign's outcome: the latest by id, and the sums of those that are too many to keep."""

    known: Mapping[str, OutcomeReport] = field(default_factory=dict)
    before: Mapping[str, float] = field(default_factory=dict)  # by call; nothing stands for none

    @property
    def total(self) -> float:
        """Units in all."""
        return fsum((*self.before.values(), *(each.count for each in self.known.values())))

    @property
    def by_call(self) -> Mapping[str, float]:
        """Units by the chapter whose call to action they followed, where that is known."""
        counts = defaultdict[str, list[float]](list)
        for call, count in (*self.before.items(), *((each.call, each.count) for each in self.known.values())):
            counts[call].append(count)
        return {call: fsum(found) for call, found in sorted(counts.items()) if call}

    @property
    def newest(self) -> datetime | None:
        """When the latest of them was made."""
        return max((each.at for each in self.known.values()), default=None)


@dataclass(frozen=True)
class CallOutcome:
    """What followed one call to action."""

    call: str  # the chapter
    count: float
    unit: str  # or what it is that was counted, where it is not the campaign's outcome


@dataclass(frozen=True)
class OutcomeProgress:
    """How far a campaign has come towards its outcome."""

    name: str
    unit: str
    target: float
    count: float
    newest: datetime | None  # nothing was reported yet
    calls: tuple[CallOutcome, ...] = ()

    @property
    def part(self) -> float:
        """Of the target, 0..1."""
        return min(1.0, max(0.0, self.count / self.target))


def add_report(reports: OutcomeReports, report: OutcomeReport) -> OutcomeReports:
    """With one report more. One that is known, or older than the one of its id, changes nothing: the same object."""
    before = reports.known.get(report.id)
    if before and (before.at, before.count) >= (report.at, report.count):
        return reports
    return _drop_oldest(replace(reports, known={**reports.known, report.id: report}))


def _drop_oldest(reports: OutcomeReports) -> OutcomeReports:
    if len(reports.known) <= REPORTS_KEPT:
        return reports
    oldest = min(reports.known.values(), key=lambda each: (each.at, each.id))
    known = {id: each for id, each in reports.known.items() if each is not oldest}
    before = {**reports.before, oldest.call: reports.before.get(oldest.call, 0.0) + oldest.count}
    return OutcomeReports(known, before)


def outcome_progress(campaign: Campaign, reports: Mapping[tuple[str, str], OutcomeReports]) -> OutcomeProgress:
    """Where the campaign stands, by the reports that name its outcome."""
    wanted = campaign.outcome
    found = reports.get((campaign.name, wanted.name), OutcomeReports())
    calls = tuple(
        CallOutcome(call, count, wanted.unit if name == wanted.name else name)
        for (owner, name), told in sorted(reports.items())
        if owner == campaign.name
        for call, count in told.by_call.items()
    )
    return OutcomeProgress(wanted.name, wanted.unit, wanted.target, found.total, found.newest, calls)
