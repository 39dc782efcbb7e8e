"""Registry: the metrics of one process, made for Prometheus from their declarations, and counted here.

No author and no text ever becomes a label, and labels stay few whatever comes in. Each process has one `Metrics` with
a registry of its own; tests make their own and read it.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable, Iterable, Mapping, Sequence

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.core import Metric as Family
from prometheus_client.registry import Collector

from listener.metrics.decision_gauges import decision_gauges
from listener.metrics.declared import Metric
from listener.metrics.declared_processes import ProcessMetric
from listener.metrics.label_caps import Caps, LabelCaps
from listener.metrics.metric_types import Declaration, MetricType
from listener.metrics.missing_tags import MissingTags
from listener.metrics.process import describe_build
from models.accountability import Notice, NoticeKind
from models.campaigns import Campaign
from models.decisions import Decision, DecisionKind
from models.rejections import Reason, Rejection
from models.signals import Signal
from pipelines.few_people import hide_small_groups

Read = Callable[[], Mapping[tuple[str, ...], float]]  # a gauge's value for each set of its labels
_LATENCIES = (0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1.0, 2.0, 5.0, 10.0, 60.0, 600.0)  # seconds
Latest = dict[tuple[str, str], Decision]  # by campaign and audience


class Metrics:
    """What one process counts, and the gauges that its parts offer."""

    def __init__(self, caps: Caps | None = None) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # a second series for each counter, that nobody asks
        self.registry = CollectorRegistry()
        self._counters = {
            metric: Counter(metric, metric.help, metric.labels, registry=self.registry)
            for metric in Metric
            if metric.type is MetricType.COUNTER
        }
        self.tagging_seconds = Histogram(Metric.TAGGING_SECONDS, Metric.TAGGING_SECONDS.help, registry=self.registry)
        self.tagged_after, self.told_after = [
            Histogram(each, each.help, registry=self.registry, buckets=_LATENCIES)
            for each in (Metric.TAGGED_AFTER, Metric.TOLD_AFTER)
        ]
        self._caps = LabelCaps(caps or Caps(), self._counters[Metric.LABELS_DROPPED])
        self._gauges: list[tuple[Declaration, Read]] = []
        self._latest: Latest = {}
        self.missing_tags = MissingTags()
        self.read_at_scrape(ProcessMetric.MISSING_TAGS, self.missing_tags.ratios)
        self.read_at_scrape(ProcessMetric.BUILD, describe_build)
        self.registry.register(_Gauges(self._gauges, self._latest, self._caps))
        for reason in Reason:
            self._counters[Metric.REJECTIONS].labels(reason)

    def watch_process(self) -> None:
        """Offers this process's memory, CPU and files too, under the names that every Prometheus client has."""
        ProcessCollector(registry=self.registry)

    def admit_audiences(self, campaigns: Sequence[Campaign]) -> None:
        """Gives these audiences' gauges a place, as those have that something was counted of."""
        for campaign in campaigns:
            for audience in campaign.audiences:
                self._caps.audience_labels(campaign.name, audience.name)

    def start_at_zero(self, campaigns: Sequence[Campaign]) -> None:
        """Every decision and signal that may come is there from the start, at zero: a first one is a rise."""
        for labels in [self._caps.audience_labels(c.name, a.name) for c in campaigns for a in c.audiences]:
            for kind in DecisionKind:
                self._counters[Metric.DECISIONS].labels(*labels, kind)
                self._counters[Metric.SIGNALS].labels(*labels, kind)

        for campaign in [each.name for each in campaigns if each.commitments]:
            for notice in NoticeKind:
                self._counters[Metric.COMMITMENT_SIGNALS].labels(campaign, notice)

    def start_routes_at_zero(self, campaigns: Iterable[Campaign]) -> None:
        """The same for every route of alerts."""
        for campaign, route in [(c.name, r.name) for c in campaigns for r in c.alerts]:
            self._counters[Metric.ALERTS].labels(campaign, route, "sent")
            self._counters[Metric.ALERTS].labels(campaign, route, "undelivered")

    def read_at_scrape(self, metric: Declaration, read: Read) -> None:
        """Offers a gauge. Several parts may offer one metric: each its own labels."""
        self._gauges.append((metric, read))

    def count_posts(self, counts: Tally[tuple[str, str]]) -> None:
        """Posts by (channel, what became of them)."""
        for (channel, outcome), count in counts.items():
            self._counters[Metric.POSTS].labels(self._caps.channel_label(channel), outcome).inc(count)

    def count_rejections(self, rejections: Iterable[Rejection], *, not_kept: int = 0) -> None:
        """Records that were not taken, of which so many are not kept on the topic `rejected`."""
        for rejection in rejections:
            self._counters[Metric.REJECTIONS].labels(rejection.reason).inc()
        self._counters[Metric.REJECTED_NOT_KEPT].inc(not_kept)

    def count_source(
        self,
        source: str,
        *,
        frames: int,
        dropped: Mapping[str, int],
        rejected: Mapping[Reason, int],
        reconnects: Mapping[str, int],
        gaps: Mapping[str, int],
    ) -> None:
        """What became of some frames of a source. A reason that is given is there from then on, at zero."""
        self._counters[Metric.SOURCE_FRAMES].labels(source).inc(frames)
        for reason, count in rejected.items():
            self._counters[Metric.REJECTIONS].labels(reason).inc(count)
        by_reason = (
            (Metric.SOURCE_DROPS, dropped),
            (Metric.SOURCE_RECONNECTS, reconnects),
            (Metric.SOURCE_GAPS, gaps),
        )
        for metric, counts in by_reason:
            for why, count in counts.items():
                self._counters[metric].labels(source, why).inc(count)

    def count_arrival(self, arrival: str, posts: int = 1) -> None:
        """Tagged posts arrived: `taken`, repeats, too late, too early."""
        self._counters[Metric.ARRIVALS].labels(arrival).inc(posts)

    def count_decisions(self, decisions: Iterable[Decision], signals: Iterable[Signal]) -> None:
        """Decisions in their order, and the signals among them. The gauges show the last of each audience."""
        for decision in decisions:
            labels = self._caps.audience_labels(decision.campaign, decision.audience)
            self._counters[Metric.DECISIONS].labels(*labels, decision.decision).inc()
            self._show(decision)
        for signal in signals:
            labels = self._caps.audience_labels(signal.data.campaign, signal.data.audience)
            self._counters[Metric.SIGNALS].labels(*labels, signal.data.decision).inc()

    def count_notices(self, notices: Iterable[Notice]) -> None:
        """What was told of commitments."""
        for notice in notices:
            self._counters[Metric.COMMITMENT_SIGNALS].labels(notice.campaign, notice.kind).inc()

    def restore_latest(self, decisions: Iterable[Decision]) -> None:
        """The latest decisions from before a restart or a rebalance. A later one that we know stays."""
        for decision in decisions:
            known = self._latest.get((decision.campaign, decision.audience))
            if known is None or known.window.end < decision.window.end:
                self._caps.audience_labels(decision.campaign, decision.audience)
                self._show(decision)

    def forget_latest(self) -> None:
        """After a rebalance: the audiences may be another worker's, which shows how they stand."""
        self._latest.clear()

    def count_alert(self, campaign: str, route: str, outcome: str) -> None:
        """An alert was `sent`, or `undelivered` after the last try."""
        self._counters[Metric.ALERTS].labels(campaign, route, outcome).inc()

    def count_failure(self) -> None:
        """A failure that stops the worker."""
        self._counters[Metric.FAILURES].inc()

    def page(self) -> bytes:
        """All of it, in Prometheus' text format. Making it changes nothing."""
        return generate_latest(self.registry)

    def _show(self, decision: Decision) -> None:
        decision = hide_small_groups(decision)
        for channel in decision.evidence.by_channel:
            self._caps.channel_label(channel)
        self._latest[decision.campaign, decision.audience] = decision


class _Gauges(Collector):
    """Reads the gauges when Prometheus asks: those that parts offer, and those of the latest decisions."""

    def __init__(self, gauges: list[tuple[Declaration, Read]], latest: Latest, caps: LabelCaps) -> None:
        self._gauges, self._latest, self._caps = gauges, latest, caps

    def collect(self) -> Iterable[Family]:
        for family in (*self._read(), *decision_gauges(tuple(self._latest.values()))):
            family.samples = [sample for sample in family.samples if self._caps.allow(sample.labels)]
            yield family

    def _read(self) -> Iterable[GaugeMetricFamily]:
        families: dict[Declaration, GaugeMetricFamily] = {}
        for metric, read in tuple(self._gauges):
            family = families.setdefault(metric, GaugeMetricFamily(metric, metric.help, labels=metric.labels))
            for labels, value in read().items():
                family.add_metric(labels, value)
        return families.values()
