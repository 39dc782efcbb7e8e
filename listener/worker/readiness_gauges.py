"""Readiness gauges: what Faust and the states of audiences say of themselves when Prometheus scrapes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import faust
from faust.types import TP

from listener.kafka.topics import is_changelog
from listener.metrics import Metric, Metrics
from listener.worker.state_store import StateStore
from models.accountability import Book, Standing
from models.posts import HOUR_MS
from pipelines.accountability import indicate
from pipelines.accountability.cadence import shown_standing
from pipelines.windows import AudienceState, WatchedAudience, WatchedCampaign
from pipelines.windows.watermark import find_watermark

Values = dict[tuple[str, ...], float]  # by the values of the gauge's labels


@dataclass(frozen=True)
class ReadinessGauges:
    """The gauges of the readiness part. Reading them changes nothing."""

    app: faust.App
    store: StateStore
    watched: Mapping[str, WatchedAudience]
    accountable: Mapping[str, WatchedCampaign] = field(default_factory=dict)

    def offer(self, metrics: Metrics) -> None:
        """Has them read at every scrape."""
        metrics.read_at_scrape(Metric.CONSUMER_LAG, self.consumer_lag)
        metrics.read_at_scrape(Metric.ASSIGNED, self.assigned_partitions)
        metrics.read_at_scrape(Metric.WATERMARK_LAG, lambda: self._by_audience(self._watermark_lag))
        metrics.read_at_scrape(Metric.PANEL_AUTHORS, lambda: self._by_audience(_count_panel))
        metrics.read_at_scrape(Metric.WAITING_POSTS, lambda: self._by_audience(_count_pending))
        metrics.read_at_scrape(Metric.STATE_AGE, self.state_ages)
        metrics.read_at_scrape(Metric.COMMITMENTS, self.count_commitments)
        metrics.read_at_scrape(Metric.COMMITMENTS_UNANSWERED, self.count_unanswered)
        metrics.read_at_scrape(Metric.ACCOUNTABILITY_SCORE, self.accountability_scores)

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
        return {tuple(key.split("|")): age for key, age in self.store.ages().items() if key in self.watched}

    def count_commitments(self) -> Values:
        """Commitments of each campaign by where they stand, those of no standing at zero."""
        counts: Values = {(name, each): 0.0 for name in self._books() for each in Standing}
        for name, book in self._books().items():
            for state in book.states.values():
                counts[name, shown_standing(state)] += 1
        return counts

    def count_unanswered(self) -> Values:
        """Commitments of each campaign about which more people than usual ask, and have no answer."""
        return {
            (name,): sum(each.waiting_since is not None for each in book.states.values())
            for name, book in self._books().items()
        }

    def accountability_scores(self) -> Values:
        """The indicator of each campaign's brand, 0 to 100, as of event time; none below three commitments."""
        states = self.store.decoded_states()
        found = {name: self._score(name, states[name]) for name in self._books()}
        return {(name,): score for name, score in found.items() if score is not None}

    def _score(self, name: str, state: AudienceState) -> float | None:
        at = (state.head.closed_hour or 0) * HOUR_MS
        return indicate(state.book, self.accountable[name].campaign, at).score

    def _books(self) -> dict[str, Book]:
        return {key: each.book for key, each in self.store.decoded_states().items() if key in self.accountable}

    def _by_audience(self, measure: Callable[[str, AudienceState], float | None]) -> Values:
        states = {key: each for key, each in self.store.decoded_states().items() if key in self.watched}
        measured = {tuple(key.split("|")): measure(key, state) for key, state in states.items()}
        return {labels: value for labels, value in measured.items() if value is not None}

    def _watermark_lag(self, key: str, state: AudienceState) -> float | None:
        """Seconds from the watermark to now. None before there is one."""
        mark = find_watermark(state.head, self.watched[key].policy)
        return None if mark is None else time.time() - mark / 1000


def _count_panel(_: str, state: AudienceState) -> float:
    return len(state.panel)


def _count_pending(_: str, state: AudienceState) -> float:
    return sum(len(posts) for posts in state.pending.values())
