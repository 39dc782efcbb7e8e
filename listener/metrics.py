"""Metrics: every name we export, typed, in one place. No author and no text ever becomes a label.

Each process has one `Metrics` with a registry of its own; tests make their own and read it.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from models.campaigns import Campaign
from models.decisions import Decision, DecisionKind
from models.rejections import Reason, Rejection
from models.signals import Signal

CHANNELS = 50  # named in labels; the channels of posts are other people's words, and labels must stay few
OTHER = "other"


class Name(StrEnum):
    """What we export, and what a rise means."""

    POSTS = "listener_posts"  # more is being said; by channel and what became of it
    REJECTIONS = "listener_rejections"  # a source, or a deployment of one, went bad; the reason says how
    REJECTED_NOT_KEPT = "listener_rejected_not_kept"  # so many went bad that not all were copied to `rejected`
    TAGGING_SECONDS = "listener_tagging_seconds"  # a batch takes longer: the worker falls behind at its full rate
    ARRIVALS = "listener_tagged_arrivals"  # `late` rising: sources deliver later than is allowed for
    DECISIONS = "listener_decisions"  # event time goes on; all INSUFFICIENT_DATA: the panel is too small
    SIGNALS = "listener_signals"  # advice was given: somebody should look
    ERRORS = "listener_worker_failures"  # our own state or code is broken; the worker stopped
    WATERMARK_LAG = "listener_watermark_lag_seconds"  # windows close later: a partition or a source lags or is gone
    CONSUMER_LAG = "listener_consumer_lag"  # records wait: add workers, up to one for each partition
    PANEL_AUTHORS = "listener_panel_authors"  # the audience grows, up to the panel's bound
    WAITING_POSTS = "listener_waiting_posts"  # posts wait for their hour; without bound: event time stands still
    STATE_AGE = "listener_state_age_seconds"  # since an audience's state last changed: nothing comes in
    ASSIGNED = "listener_assigned_partitions"  # this worker does more of the work


@dataclass(frozen=True)
class Reading:
    """A gauge that is read when somebody asks: its value for each set of labels."""

    name: Name
    help: str
    labels: tuple[str, ...]
    read: Callable[[], Mapping[tuple[str, ...], float]]


class Metrics:
    """The counters of one process, and the readings that its parts offer."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._readings: list[Reading] = []
        self._channels: set[str] = set()
        self._posts = self._counter(Name.POSTS, "Posts, by channel and what became of them", "channel", "outcome")
        self._rejections = self._counter(Name.REJECTIONS, "Records not taken, by reason", "reason")
        self._not_kept = self._counter(Name.REJECTED_NOT_KEPT, "Rejections not copied to the topic: over the cap")
        self._arrivals = self._counter(Name.ARRIVALS, "Tagged posts, by what became of them", "arrival")
        self._decisions = self._counter(Name.DECISIONS, "Windows weighed", "campaign", "audience", "decision")
        self._signals = self._counter(Name.SIGNALS, "Signals told", "campaign", "audience", "decision")
        self._failures = self._counter(Name.ERRORS, "Failures that stopped the worker")
        self.tagging_seconds = Histogram(
            Name.TAGGING_SECONDS, "Seconds to match, sample and tag a batch", registry=self.registry
        )
        self.registry.register(_Scraped(self._readings))
        for reason in Reason:
            self._rejections.labels(reason)

    def watch(self, campaigns: Iterable[Campaign]) -> None:
        """Every decision and signal that may come is there from the start, at zero."""
        names = [(c.name, a.name) for c in campaigns for a in c.audiences]
        for campaign, audience in names:
            for kind in DecisionKind:
                self._decisions.labels(campaign, audience, kind)
                self._signals.labels(campaign, audience, kind)

    def offer(self, reading: Reading) -> None:
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
            self._decisions.labels(decision.campaign, decision.audience, decision.decision).inc()
        for signal in signals:
            data = signal.data
            self._signals.labels(data.campaign, data.audience, data.decision).inc()

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
        if channel in self._channels:
            return channel
        if len(self._channels) >= CHANNELS:
            return OTHER
        self._channels.add(channel)
        return channel


class _Scraped(Collector):
    """Reads the gauges when asked. Readings of one name from several parts become one metric."""

    def __init__(self, readings: list[Reading]) -> None:
        self._readings = readings

    def collect(self) -> Iterable[Metric]:
        families: dict[Name, GaugeMetricFamily] = {}
        for reading in tuple(self._readings):
            family = families.setdefault(
                reading.name, GaugeMetricFamily(reading.name, reading.help, labels=reading.labels)
            )
            for labels, value in reading.read().items():
                family.add_metric(labels, value)
        return families.values()
