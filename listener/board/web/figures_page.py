"""Figures page: /metrics of the board, for Prometheus: how fresh it is, who looks, and what its process is."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from listener.board.web.live_board import LiveBoard
from listener.metrics import Metrics, MovementMetric, ProcessMetric
from listener.metrics.movement_gauges import read_movements
from models.campaigns import Campaign

_PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


def offer_figures(
    live: LiveBoard, metrics: Metrics, campaigns: Sequence[Campaign]
) -> Callable[[Request], Awaitable[Response]]:
    """The page of these metrics, with the board's own, its process's and those of audiences' movement among them."""
    metrics.watch_process()
    metrics.admit_audiences(campaigns)
    for metric in MovementMetric:
        metrics.read_at_scrape(metric, partial(_read_movement, live, metric))
    metrics.read_at_scrape(ProcessMetric.BOARD_QUIET, lambda: {(): live.pulse().quiet})
    metrics.read_at_scrape(ProcessMetric.BOARD_STALE, lambda: {(): float(bool(live.pulse().problem))})
    metrics.read_at_scrape(ProcessMetric.BOARD_READERS, lambda: {(): float(live.events.readers)})

    async def page(_: Request) -> Response:
        return Response(metrics.page(), media_type=_PROMETHEUS)

    return page


def _read_movement(live: LiveBoard, metric: MovementMetric) -> Mapping[tuple[str, ...], float]:
    return read_movements(metric, live.state.movements.values())
