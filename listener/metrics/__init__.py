"""Metrics: what one process counts, and the gauges that are read at each scrape."""

from listener.metrics.names import Name
from listener.metrics.registry import OTHER, Caps, Gauge, Metrics

__all__ = ["OTHER", "Caps", "Gauge", "Metrics", "Name"]
