"""Movement gauges: the figures of audiences' movement as Prometheus has them. Every figure is the told one's own."""

from collections.abc import Callable, Iterable, Mapping

from listener.metrics.declared_movement import MovementMetric
from models.measured import Measured
from models.movement import AudienceMovement, Peak

Figures = dict[tuple[str, ...], float]  # labels -> value


def read_movements(metric: MovementMetric, movements: Iterable[AudienceMovement]) -> Figures:
    """One metric's figures of these audiences."""
    return {
        (told.campaign, told.audience, *labels): value
        for told in movements
        for labels, value in _READ[metric](told).items()
        if value is not None
    }


def _bounds(found: Measured, *labels: str) -> Mapping[tuple[str, ...], float | None]:
    ends = {"value": found.value, "low": found.low, "high": found.high}
    return {(*labels, name): number for name, number in ends.items() if found.value is not None}


def _of_peak(figure: Callable[[Peak], Measured]) -> "_Read":
    """Of the highest peak; nothing where nothing rose, and the highest day stands for a peak."""
    return lambda told: _bounds(figure(told.momentum.rises[0])) if told.momentum.rises else {}


def _list_uptake(told: AudienceMovement) -> Mapping[tuple[str, ...], float | None]:
    return {labels: end for call in told.calls for labels, end in _bounds(call.taken_up, call.chapter).items()}


_Read = Callable[[AudienceMovement], Mapping[tuple[str, ...], float | None]]
_READ: Mapping[MovementMetric, _Read] = {
    MovementMetric.VERDICT: lambda told: {(told.momentum.verdict.value,): 1.0},
    MovementMetric.BACK: _of_peak(lambda peak: peak.back_month),
    MovementMetric.HALF_LIFE: _of_peak(lambda peak: peak.half_life_days),
    MovementMetric.BRANCHING: lambda told: _bounds(told.momentum.branching_ratio),
    MovementMetric.COMMUNITY_TOLD: lambda told: _bounds(told.community.told) if told.community else {},
    MovementMetric.UPTAKE: _list_uptake,
    MovementMetric.PERSONAS: lambda told: {(each.persona,): each.authors for each in told.personas},
}
