"""Readiness gauges: what Faust and the states of audiences say of themselves when Prometheus scrapes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import faust
from faust.types import TP

from listener.kafka.topics import is_changelog
from listener.metrics import Metric, Metrics
from listener.worker.state_store import StateStore
from pipelines.windows import AudienceState, WatchedAudience
from pipelines.windows.watermark import find_watermark

Values = dict[tuple[str, ...], float]  # by the values of the gauge's labels


@dataclass(frozen=True)
class ReadinessGauges:
    """The gauges of the readiness part. Reading them changes nothing."""

    app: faust.App
    store: StateStore
    watched: Mapping[str, WatchedAudience]

    def offer(self, metrics: Metrics) -> None:
        """Has them read at every scrape."""
        metrics.read_at_scrape(Metric.CONSUMER_LAG, self.consumer_lag)
        metrics.read_at_scrape(Metric.ASSIGNED, self.assigned_partitions)
        metrics.read_at_scrape(Metric.WATERMARK_LAG, lambda: self._by_audience(self._watermark_lag))
        metrics.read_at_scrape(Metric.PANEL_AUTHORS, lambda: self._by_audience(_count_panel))
        metrics.read_at_scrape(Metric.WAITING_POSTS, lambda: self._by_audience(_count_pending))
        metrics.read_at_scrape(Metric.STATE_AGE, self.state_ages)

    def consumer_lag(self) -> Values:
        """Records behind the end, by topic and partition, as far as Faust's monitor has seen."""
        ends, read = self.app.monitor.tp_end_offsets, self.app.monitor.tp_read_offsets
        known: set[TP] = ends.keys() & read.keys()
        return {(tp.topic, str(tp.partition)): max(0, ends[tp] - 1 - read[tp]) for tp in known}

    def assigned_partitions(self) -> Values:
        """Partition numbers of this worker; `tagged` and `commands` share each number."""
        sources = {tp.partition for tp in self.app.assignor.assigned_actives() if not is_changelog(tp.topic)}
        return {("readiness",): len(sources)}

    def state_ages(self) -> Values:
        """Seconds since the state of each audience changed."""
        return {tuple(key.split("|")): age for key, age in self.store.ages().items()}

    def _by_audience(self, measure: Callable[[str, AudienceState], float | None]) -> Values:
        measured = {tuple(key.split("|")): measure(key, state) for key, state in self.store.decoded_states().items()}
        return {labels: value for labels, value in measured.items() if value is not None}

    def _watermark_lag(self, key: str, state: AudienceState) -> float | None:
        """Seconds from the watermark to now. None before there is one."""
        mark = find_watermark(state.head, self.watched[key].policy)
        return None if mark is None else time.time() - mark / 1000


def _count_panel(_: str, state: AudienceState) -> float:
    return len(state.panel)


def _count_pending(_: str, state: AudienceState) -> float:
    return sum(len(posts) for posts in state.pending.values())
