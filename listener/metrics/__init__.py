"""Metrics: what one process counts, and the gauges that are read at each scrape. `declared` says what they mean."""

from listener.metrics.declared import Metric
from listener.metrics.declared_movement import MovementMetric
from listener.metrics.declared_processes import ProcessMetric
from listener.metrics.label_caps import Caps
from listener.metrics.metric_types import Declaration
from listener.metrics.registry import Metrics

ALL_METRICS: tuple[Declaration, ...] = (*Metric, *MovementMetric, *ProcessMetric)

__all__ = ["ALL_METRICS", "Caps", "Declaration", "Metric", "Metrics", "MovementMetric", "ProcessMetric"]
