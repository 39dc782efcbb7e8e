"""Measured: a figure as it is told, with its interval and how much it rests on."""

import msgspec


class Measured(msgspec.Struct, frozen=True):
    """A figure with its 95 % interval. None: cannot be said; for `high`, no end is in sight."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    of: int = 0  # sampled authors, or posts, that it rests on
