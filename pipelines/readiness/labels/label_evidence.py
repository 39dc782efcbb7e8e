"""Label evidence: what a chapter's detector remembers of labels. Small, frozen, made of sums."""

from math import sqrt

import msgspec

from models.posts import HOUR_MS, Millis
from pipelines.readiness.confusion_rates import Z95
from pipelines.readiness.labels.bets import LabelProcess
from pipelines.readiness.labels.tallies import LabelTallies
from pipelines.readiness.onset import OnsetSearch


class RecentValues(msgspec.Struct, frozen=True, array_like=True):
    """The values `x` of labels, fading by half in `memory_hours` of the time at which votes were drawn."""

    weight: float = 0.0
    squared_weight: float = 0.0
    total: float = 0.0
    squares: float = 0.0  # sum of weight * x ** 2

    @property
    def share(self) -> float | None:
        """The share that labels show, 0..1; None without labels."""
        return min(1.0, max(0.0, self.total / self.weight)) if self.weight > 0.0 else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Its 95 % interval, by the normal distribution and the effective number of labels."""
        if self.weight <= 0.0:
            return None
        mean = self.total / self.weight
        variance = max(self.squares / self.weight - mean * mean, 0.0)
        half = Z95 * sqrt(variance * self.squared_weight) / self.weight
        return min(1.0, max(0.0, mean - half)), min(1.0, max(0.0, mean + half))


class UsualOpposition(msgspec.Struct, frozen=True, array_like=True):
    """What an audience's first labels said: how many, and how many of them saw opposition."""

    labels: int = 0
    against: int = 0


class LabelEvidence(msgspec.Struct, frozen=True, array_like=True):
    """The labelled claims of a chapter, and what is known of tagger and readers from all chapters."""

    processes: dict[str, LabelProcess] = {}  # by claim
    counted: int = 0  # labels of this chapter that were bet on
    latest: Millis = 0  # when the latest of them was drawn
    recent: RecentValues = RecentValues()
    tallies: LabelTallies = LabelTallies()
    usual: UsualOpposition = UsualOpposition()
    for_story: int = 0  # labels of this chapter that saw support
    against_story: int = 0  # and opposition
    onset: OnsetSearch = OnsetSearch()  # since when the share is there, by labels


def add_value(recent: RecentValues, value: float, hours: float, memory_hours: float) -> RecentValues:
    """With one more value, drawn so many hours after the latest before it; 0 or less where it was drawn earlier."""
    faded = float(0.5 ** (max(hours, 0.0) / memory_hours))
    return RecentValues(
        recent.weight * faded + 1.0,
        recent.squared_weight * faded * faded + 1.0,
        recent.total * faded + value,
        recent.squares * faded + value * value,
    )


def hours_between(earlier: Millis, later: Millis) -> float:
    """Hours from one time to another."""
    return (later - earlier) / HOUR_MS
