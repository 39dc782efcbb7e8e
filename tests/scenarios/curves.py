"""Curves: delay against false alarms, for the rule and each baseline, level by level."""

from collections.abc import Iterable
from statistics import median

import msgspec

from tests.scenarios.baselines import BASELINES, GRIDS
from tests.scenarios.runs import Run

# Where the rules are compared: up to one false alarm in ten months. Who bears one in seven is told 8 to 11 h earlier
# by mean + k s.d. on the gated votes: it takes any jump for readiness within a day; every spike fools both. No pace
# and no threshold closes that: with hardly a pace left, at an alpha of 0.35 to 0.9, our evidence takes 29 to 33 h.
FALSE_LEVELS = (0.0, 0.003, 0.01, 0.03, 0.1)


class Point(msgspec.Struct, frozen=True):
    """One level of a rule: how often it cries wolf, and how late it is. `delay` None: it misses more than half."""

    level: float
    false: float
    delay: float | None


def curves(runs: Iterable[Run]) -> dict[str, list[Point]]:
    """Points of each rule: false alarms over all audiences never ready, delays in step growth."""
    compared = [run for run in runs if len(run.alarms) > 1]
    calm = [run for run in compared if run.ready is None]
    grown = [run for run in compared if run.scenario == "step-growth" and run.ready is not None]
    if not calm or not grown:
        return {}
    names = ["rule", *(f"{name} on {kind}" for name in BASELINES for kind in ("votes", "posts"))]
    return {name: _points(name, calm, grown) for name in names}


def _points(name: str, calm: list[Run], grown: list[Run]) -> list[Point]:
    grid = GRIDS[name.removesuffix(" on votes").removesuffix(" on posts")]
    return [
        Point(
            float(level),
            sum(run.alarms[name][index] is not None for run in calm) / len(calm),
            _delay([(run.alarms[name][index], run.ready or 0) for run in grown]),
        )
        for index, level in enumerate(grid)
    ]


def _delay(pairs: list[tuple[int | None, int]]) -> float | None:
    """The median delay; an alarm before T* is none, and half missed have no median."""
    delays = [alarm - ready if alarm is not None and alarm > ready else float("inf") for alarm, ready in pairs]
    middle = median(delays)
    return middle if middle < float("inf") else None


def best_delay(points: list[Point], false: float) -> float:
    """The shortest delay at no more than so many false alarms; infinite where there is none."""
    return min(
        (point.delay for point in points if point.delay is not None and point.false <= false), default=float("inf")
    )


def beaten(found: dict[str, list[Point]], levels: Iterable[float]) -> list[tuple[str, float, float, float]]:
    """Where a baseline is faster than the rule at the same false alarms: its name, those, its delay, ours."""
    return [
        (name, false, theirs, ours)
        for name, points in found.items()
        for false in levels
        if name != "rule" and (theirs := best_delay(points, false)) < (ours := best_delay(found["rule"], false))
    ]
