"""Metrics: what one process counts, and the gauges that are read at each scrape. `declared` says what they mean."""

from listener.metrics.declared import Metric
from listener.metrics.label_caps import Caps
from listener.metrics.registry import Metrics

__all__ = ["Caps", "Metric", "Metrics"]
