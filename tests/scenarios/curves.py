"""Curves: delay against false alarms, for the rule and each baseline, level by level.

The rule has one curve of two parts: the policy as it is, by how much of its evidence is asked for; and policies that
bear false alarms to hear early (`early_alarms`), which are faster where one alarm in ten and more may be false.
"""

from collections.abc import Iterable
from statistics import median

import msgspec

from tests.scenarios.baselines import BASELINES, GRIDS
from tests.scenarios.eager import BORNE
from tests.scenarios.runs import Run

# Up to which share of false alarms the rule promises to be no slower than any baseline: on the same votes all along.
# Of raw posts there are many more, as nobody need have come back: where most months are false, who counts them
# may alarm an hour sooner. The report shows that part, too.
PROMISED = {"votes": 1.0, "posts": 0.5}


class Point(msgspec.Struct, frozen=True):
    """One level of a rule: how often it cries wolf, and how late it is. `delay` None: it misses more than half.

    `early`: the policy's `early_alarms`; the rule's `level` is then 1.
    """

    level: float
    false: float
    delay: float | None
    early: float = 0.0


def curves(runs: Iterable[Run]) -> dict[str, list[Point]]:
    """Points of each rule: false alarms over all audiences never ready, delays in step growth."""
    compared = [run for run in runs if len(run.alarms) > 1]
    calm = [run for run in compared if run.ready is None]
    grown = [run for run in compared if run.scenario == "step-growth" and run.ready is not None]
    if not calm or not grown:
        return {}
    names = ["rule", *(f"{name} on {kind}" for name in BASELINES for kind in ("votes", "posts"))]
    found = {name: _points(name, calm, grown) for name in names}
    eager = [Point(1.0, *_measured("early", at, calm, grown), borne) for at, borne in enumerate(BORNE)]
    return found | {"rule": [*reversed(eager), *found["rule"]]}


def _points(name: str, calm: list[Run], grown: list[Run]) -> list[Point]:
    grid = GRIDS[name.removesuffix(" on votes").removesuffix(" on posts")]
    return [Point(float(level), *_measured(name, at, calm, grown)) for at, level in enumerate(grid)]


def _measured(name: str, at: int, calm: list[Run], grown: list[Run]) -> tuple[float, float | None]:
    """The share of false alarms and the delay of a rule at one of its levels."""
    false = sum(run.alarms[name][at] is not None for run in calm) / len(calm)
    return false, _delay([(run.alarms[name][at], run.ready or 0) for run in grown])


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


def beaten(found: dict[str, list[Point]]) -> list[tuple[str, float, float, float]]:
    """Where a baseline is faster than the rule at the same false alarms: its name, those, its delay, ours.

    Compared wherever the baseline has a point, as far as is promised; of several, where most hours are lost.
    """
    lost = [each for name, points in found.items() if name != "rule" for each in _lost(name, points, found["rule"])]
    worst: dict[str, tuple[str, float, float, float]] = {}
    for each in sorted(lost, key=lambda each: each[2] - each[3]):
        worst.setdefault(each[0], each)
    return list(worst.values())


def _lost(name: str, points: list[Point], ours: list[Point]) -> list[tuple[str, float, float, float]]:
    """The points at which a baseline is faster, as far as is promised."""
    promised = PROMISED[name.rpartition(" on ")[2]]
    told = [(point.false, point.delay) for point in points if point.delay is not None and point.false <= promised]
    compared = [(name, false, delay, best_delay(ours, false)) for false, delay in told]
    return [each for each in compared if each[2] < each[3]]


def front(points: list[Point]) -> list[Point]:
    """The points that no other of the same rule beats in both, from most false alarms to fewest."""
    best = sorted(points, key=lambda point: (point.false, point.delay or 0.0))
    kept: list[Point] = []
    for point in best:
        if point.delay is not None and (not kept or point.delay < (kept[-1].delay or 0.0)):
            kept.append(point)
    return kept[::-1]


def fastest(found: dict[str, list[Point]], kind: str, false: float) -> tuple[str, float]:
    """The baseline on votes or posts that is fastest at so many false alarms, and its delay; infinite: none tells."""
    named = [(best_delay(points, false), name) for name, points in found.items() if name.endswith(f" on {kind}")]
    delay, name = min(named)
    return name.removesuffix(f" on {kind}"), delay
