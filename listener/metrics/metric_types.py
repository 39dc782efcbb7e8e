"""Metric types: the kinds of figures that Prometheus keeps."""

from enum import Enum, auto


class MetricType(Enum):
    """The three types of Prometheus that we use."""

    COUNTER = auto()  # only rises
    GAUGE = auto()  # is read at each scrape
    HISTOGRAM = auto()  # counts observations by size
