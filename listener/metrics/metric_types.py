"""Metric types: the kinds of figures that Prometheus keeps, and what a declaration of one is."""

from enum import Enum, StrEnum, auto
from typing import Self


class MetricType(Enum):
    """The three types of Prometheus that we use."""

    COUNTER = auto()  # only rises
    GAUGE = auto()  # is read at each scrape
    HISTOGRAM = auto()  # counts observations by size


class Declaration(StrEnum):
    """A metric is its name: of counters without `_total`, of histograms without `_bucket`, `_sum`, `_count`."""

    type: MetricType
    help: str  # what it counts, and what a rise means: it stands on /metrics
    labels: tuple[str, ...]

    def __new__(cls, name: str, type: MetricType, help: str, *labels: str) -> Self:
        """A member of the list, with what is declared of it."""
        metric = str.__new__(cls, name)
        metric._value_, metric.type, metric.help, metric.labels = name, type, help, labels
        return metric
