"""Gauges: how things stand with each audience, from its latest decision. Every figure is the decision's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import log

from prometheus_client.core import GaugeMetricFamily

from listener.metrics.names import Name
from models.decisions import Decision

Series = Mapping[tuple[str, ...], float | None]  # labels beyond campaign and audience -> value, None: not known


def families(decisions: Iterable[Decision]) -> Iterable[GaugeMetricFamily]:
    """The gauges of these decisions, one for each audience."""
    latest = tuple(decisions)
    for name, (help, labels, series) in _GAUGES.items():
        family = GaugeMetricFamily(name, help, labels=("campaign", "audience", *labels))
        for decision in latest:
            for more, value in series(decision).items():
                if value is not None:
                    family.add_metric((decision.campaign, decision.audience, *more), value)
        yield family


def evidence_ratio(decision: Decision) -> float | None:
    """`log R / log A`: 0 at no evidence, 1 where the decision turns. None where nothing is weighed."""
    found = decision.evidence
    return log(max(found.e_value, 1.0)) / log(found.threshold) if found.threshold > 1.0 else None


def _alone(value: Callable[[Decision], float | None]) -> Callable[[Decision], Series]:
    return lambda decision: {(): value(decision)}


def _by(values: Callable[[Decision], Mapping[str, float]]) -> Callable[[Decision], Series]:
    return lambda decision: {(name,): float(value) for name, value in values(decision).items()}


def _end(decision: Decision, number: int) -> float | None:
    """One end of the share's interval."""
    found = decision.evidence.share_interval
    return None if found is None else found[number]


def _info(decision: Decision) -> Series:
    return {(decision.decision.value, decision.chapter, decision.next_chapter or ""): 1.0}


_GAUGES: dict[Name, tuple[str, tuple[str, ...], Callable[[Decision], Series]]] = {
    Name.SHARE: ("Voting authors at or beyond the chapter's stage", (), _alone(lambda d: d.evidence.share)),
    Name.SHARE_LOW: ("Lower end of the share's 95 % interval", (), _alone(lambda d: _end(d, 0))),
    Name.SHARE_HIGH: ("Upper end of the share's 95 % interval", (), _alone(lambda d: _end(d, 1))),
    Name.BAR: ("The share that the chapter asks for", (), _alone(lambda d: d.evidence.bar)),
    Name.EVIDENCE: ("log R / log A: 1 decides", (), _alone(evidence_ratio)),
    Name.DECISION: ("The latest decision", ("decision", "chapter", "next_chapter"), _info),
    Name.DECIDED: ("End of the latest decision's window", (), _alone(lambda d: d.window.end.timestamp())),
    Name.STAGES: ("Share of the votes' weight at each stage", ("stage",), _by(lambda d: d.evidence.by_stage)),
    Name.CHANNELS: ("Share on each channel", ("channel",), _by(lambda d: d.evidence.by_channel)),
    Name.ROLES: ("Authors of the panel, by role", ("role",), _by(lambda d: d.around.roles)),
    Name.ELIGIBLE: ("Authors who may vote", (), _alone(lambda d: float(d.evidence.eligible_authors))),
    Name.SUPPORT_DAYS: ("Days of support of the last 14", (), _alone(lambda d: float(d.evidence.days_of_support))),
    Name.ACTIVITY: ("Distinct likes and reposts so far", (), _alone(lambda d: float(d.around.activity))),
    Name.COVERAGE: ("Share of the usual posts that is heard", (), _alone(lambda d: d.data_quality.coverage)),
    Name.SILENT: (
        "Channels that are silent and should not be",
        (),
        _alone(lambda d: float(len(d.data_quality.gaps))),
    ),
}
