"""Metrics: what one process counts, and the gauges that are read at each scrape. `names` has what they mean.

No author and no text ever becomes a label, and labels stay few whatever comes in.
Each process has one `Metrics` with a registry of its own; tests make their own and read it.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from listener.metrics.decision_gauges import families
from listener.metrics.names import Name
from models.campaigns import Campaign
from models.decisions import Decision, DecisionKind
from models.rejections import Reason, Rejection
from models.signals import Signal

__all__ = ["OTHER", "Caps", "Gauge", "Metrics", "Name"]

OTHER = "other"
AUDIENCE = ("campaign", "audience")


@dataclass(frozen=True)
class Caps:
    """How many different values labels may have: what comes beyond is counted under `other`, or left out."""

    channels: int = 50  # the channels of posts are other people's words
    audiences: int = 2_000  # of all campaigns together


@dataclass(frozen=True)
class Gauge:
    """A gauge that is read when somebody asks: its value for each set of labels."""

    name: Name
    help: str
    labels: tuple[str, ...]
    read: Callable[[], Mapping[tuple[str, ...], float]]


class Metrics:
    """The counters of one process, and the readings that its parts offer."""

    def __init__(self, caps: Caps | None = None) -> None:
        caps = caps or Caps()
        disable_created_metrics()  # type: ignore[no-untyped-call]  # a second series for each counter, that nobody asks
        self.registry = CollectorRegistry()
        self._readings: list[Gauge] = []
        self._latest: dict[tuple[str, ...], Decision] = {}
        unnamed = self._counter(Name.UNNAMED, "Observations whose label found no place", "label")
        self._channels = _Few(caps.channels, unnamed.labels("channel"))
        self._audiences = _Few(caps.audiences, unnamed.labels("audience"))
        self._posts = self._counter(Name.POSTS, "Posts, by channel and what became of them", "channel", "outcome")
        self._rejections = self._counter(Name.REJECTIONS, "Records not taken, by reason", "reason")
        self._not_kept = self._counter(Name.REJECTED_NOT_KEPT, "Rejections not copied to the topic: over the cap")
        self._arrivals = self._counter(Name.ARRIVALS, "Tagged posts, by what became of them", "arrival")
        self._decisions = self._counter(Name.DECISIONS, "Windows weighed", "campaign", "audience", "decision")
        self._signals = self._counter(Name.SIGNALS, "Signals told", "campaign", "audience", "decision")
        self._alerts = self._counter(Name.ALERTS, "Alerts, by whether they arrived", "campaign", "route", "outcome")
        self._failures = self._counter(Name.ERRORS, "Failures that stopped the worker")
        self.tagging_seconds = Histogram(
            Name.TAGGING_SECONDS, "Seconds to match, sample and tag a batch", registry=self.registry
        )
        self.registry.register(_Scraped(self._readings, self._latest, self._audiences, self._channels))
        for reason in Reason:
            self._rejections.labels(reason)

    def watch(self, campaigns: Iterable[Campaign]) -> None:
        """Every decision and signal that may come is there from the start, at zero."""
        names = [(c.name, a.name) for c in campaigns for a in c.audiences]
        for campaign, audience in names:
            for kind in DecisionKind:
                named = self._audience(campaign, audience)
                self._decisions.labels(*named, kind)
                self._signals.labels(*named, kind)

    def watch_routes(self, campaigns: Iterable[Campaign]) -> None:
        """The same for every route of alerts."""
        for campaign in campaigns:
            for route in campaign.alerts:
                self._alerts.labels(campaign.name, route.name, "sent")
                self._alerts.labels(campaign.name, route.name, "parked")

    def offer(self, reading: Gauge) -> None:
        """A gauge to be read at each scrape."""
        self._readings.append(reading)

    def posts(self, counts: Tally[tuple[str, str]]) -> None:
        """Posts by (channel, what became of them)."""
        for (channel, outcome), count in counts.items():
            self._posts.labels(self._channel(channel), outcome).inc(count)

    def rejected(self, rejections: Iterable[Rejection], *, not_kept: int = 0) -> None:
        for rejection in rejections:
            self._rejections.labels(rejection.reason).inc()
        self._not_kept.inc(not_kept)

    def told(self, decisions: Iterable[Decision], signals: Iterable[Signal]) -> None:
        for decision in decisions:
            self._decisions.labels(*self._audience(decision.campaign, decision.audience), decision.decision).inc()
            self._latest[decision.campaign, decision.audience] = decision
        for signal in signals:
            data = signal.data
            self._signals.labels(*self._audience(data.campaign, data.audience), data.decision).inc()

    def remember(self, decisions: Iterable[Decision]) -> None:
        """The latest decisions from before a restart or a rebalance; a later one that we know stays."""
        for decision in decisions:
            known = self._latest.get((decision.campaign, decision.audience))
            if known is None or known.window.end < decision.window.end:
                self._latest[decision.campaign, decision.audience] = decision

    def forget(self) -> None:
        """Audiences changed hands: how they stand is for others to say."""
        self._latest.clear()

    def alerted(self, campaign: str, route: str, outcome: str) -> None:
        """An alert was `sent`, or `parked` after the last try."""
        self._alerts.labels(campaign, route, outcome).inc()

    def arrived(self, arrival: str) -> None:
        self._arrivals.labels(arrival).inc()

    def failed(self) -> None:
        self._failures.inc()

    def page(self) -> bytes:
        """All of it, in Prometheus' text format."""
        return generate_latest(self.registry)

    def _counter(self, name: Name, help: str, *labels: str) -> Counter:
        return Counter(name, help, labels, registry=self.registry)

    def _channel(self, channel: str) -> str:
        return channel if self._channels.has((channel,)) else OTHER

    def _audience(self, campaign: str, audience: str) -> tuple[str, str]:
        return (campaign, audience) if self._audiences.has((campaign, audience)) else (OTHER, OTHER)


class _Few:
    """The first so many values are named; every time that another comes is counted."""

    def __init__(self, cap: int, dropped: Counter) -> None:
        self._cap, self._dropped = cap, dropped
        self._named: set[tuple[str, ...]] = set()

    def has(self, value: tuple[str, ...]) -> bool:
        if value not in self._named and len(self._named) >= self._cap:
            self._dropped.inc()
            return False
        self._named.add(value)
        return True


class _Scraped(Collector):
    """Reads the gauges when asked. Readings of one name from several parts become one metric."""

    def __init__(
        self,
        readings: list[Gauge],
        latest: Mapping[tuple[str, ...], Decision],
        audiences: _Few,
        channels: _Few,
    ) -> None:
        self._readings, self._latest, self._audiences, self._channels = readings, latest, audiences, channels

    def collect(self) -> Iterable[Metric]:
        gauges: dict[str, GaugeMetricFamily] = {}
        for reading in tuple(self._readings):
            family = gauges.setdefault(
                reading.name, GaugeMetricFamily(reading.name, reading.help, labels=reading.labels)
            )
            for labels, value in reading.read().items():
                family.add_metric(labels, value)
        for metric in (*gauges.values(), *families(tuple(self._latest.values()))):
            metric.samples = [sample for sample in metric.samples if self._is_named(sample.labels)]
            yield metric

    def _is_named(self, labels: Mapping[str, str]) -> bool:
        """Whether the labels are among the few; a gauge cannot be added up under `other`, so it is left out."""
        audience = tuple(labels[name] for name in AUDIENCE if name in labels)
        channel = labels.get("channel")
        return (len(audience) < len(AUDIENCE) or self._audiences.has(audience)) and (
            channel is None or self._channels.has((channel,))
        )
