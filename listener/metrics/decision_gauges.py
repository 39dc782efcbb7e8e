"""Decision gauges: how each audience stands, from its latest decision. Every figure is the decision's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from prometheus_client.core import GaugeMetricFamily

from listener.metrics.declared import Metric
from models.decisions import Decision
from pipelines.readiness import log_evidence_ratio

Series = Mapping[tuple[str, ...], float | None]  # labels beyond campaign and audience -> value, None: not known


def decision_gauges(decisions: Iterable[Decision]) -> Iterable[GaugeMetricFamily]:
    """The gauges of these decisions, one for each audience."""
    latest = tuple(decisions)
    for metric, series in _SERIES.items():
        family = GaugeMetricFamily(metric, metric.help, labels=metric.labels)
        for decision in latest:
            for labels, value in series(decision).items():
                if value is not None:
                    family.add_metric((decision.campaign, decision.audience, *labels), value)
        yield family


def _evidence_ratio(decision: Decision) -> float | None:
    """`log(e-value) / log(threshold)`: 0 at no evidence, 1 where it decides. None where nothing is weighed."""
    found = decision.evidence
    return log_evidence_ratio(found.e_value, found.threshold) if found.threshold > 1.0 else None


def _single(value: Callable[[Decision], float | None]) -> Callable[[Decision], Series]:
    """One value an audience."""
    return lambda decision: {(): value(decision)}


def _by_label(values: Callable[[Decision], Mapping[str, float]]) -> Callable[[Decision], Series]:
    """One value for each of a further label's values."""
    return lambda decision: {(name,): float(value) for name, value in values(decision).items()}


def _interval_end(decision: Decision, number: int) -> float | None:
    """The lower (0) or upper (1) end of the share's interval."""
    found = decision.evidence
    return None if found.share_interval is None else found.share_interval[number]


def _info(decision: Decision) -> Series:
    return {(decision.decision.value, decision.chapter, decision.next_chapter or ""): 1.0}


_SERIES: dict[Metric, Callable[[Decision], Series]] = {
    Metric.SHARE: _single(lambda d: d.evidence.share),
    Metric.SHARE_LOW: _single(lambda d: _interval_end(d, 0)),
    Metric.SHARE_HIGH: _single(lambda d: _interval_end(d, 1)),
    Metric.BAR: _single(lambda d: d.evidence.bar),
    Metric.EVIDENCE: _single(_evidence_ratio),
    Metric.DECISION: _info,
    Metric.DECISION_TIME: _single(lambda d: d.window.end.timestamp()),
    Metric.STAGES: _by_label(lambda d: d.evidence.by_stage),
    Metric.CHANNELS: _by_label(lambda d: d.evidence.by_channel),
    Metric.ROLES: _by_label(lambda d: d.context.roles),
    Metric.ELIGIBLE: _single(lambda d: float(d.evidence.eligible_authors)),
    Metric.SUPPORT_DAYS: _single(lambda d: float(d.evidence.days_of_support)),
    Metric.ACTIVITY: _single(lambda d: float(d.context.activity)),
    Metric.COVERAGE: _single(lambda d: d.data_quality.coverage),
    Metric.LATE: _by_label(lambda d: d.data_quality.late_shares),
    Metric.SILENT: _single(lambda d: float(len(d.data_quality.silent_channels))),
}
