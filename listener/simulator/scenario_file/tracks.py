"""Track: one number of a scenario as it goes through the days. `0.12`, or a start and its changes."""

from typing import Annotated

import msgspec
import numpy as np
from msgspec import Meta

from listener.simulator.arrays import Floats

NotNegative = Annotated[float, Meta(ge=0, le=1e6)]


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From `day` on the number goes `to` a value, taking `over_hours`; with `for_hours` it goes back after that.

    A change that goes back does so over `back_hours`, by default as fast as it came.
    """

    day: NotNegative
    to: NotNegative
    over_hours: NotNegative = 0.0
    for_hours: NotNegative | None = None
    back_hours: NotNegative | None = None


class Track(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number and its changes, in the order of their days."""

    start: NotNegative
    changes: tuple[Change, ...] = ()

    def at(self, days: Floats, shift: float = 0.0) -> Floats:
        """Values at these days; every change comes `shift` days later than written."""
        values = np.full(days.shape, self.start)
        for change in self.changes:
            values += (change.to - values) * _progress(change, days - shift)
        return values


def _progress(change: Change, days: Floats) -> Floats:
    """How far a change has come, 0..1, at each day."""
    begun = change.day * 24.0
    come = _ramp(days * 24.0 - begun, change.over_hours)
    if change.for_hours is None:
        return come
    back = change.over_hours if change.back_hours is None else change.back_hours
    return come - _ramp(days * 24.0 - begun - change.over_hours - change.for_hours, back)


def _ramp(hours: Floats, length: float) -> Floats:
    """0 before 0 h, 1 after `length` hours, a line between."""
    return np.clip(hours / length, 0.0, 1.0) if length > 0 else (hours >= 0).astype(np.float64)


Number = NotNegative | Track


def values_at(number: Number, days: Floats, shift: float = 0.0) -> Floats:
    """A number or track as values at these days."""
    return number.at(days, shift) if isinstance(number, Track) else np.full(days.shape, float(number))
