"""Figures page: /metrics of the board, for Prometheus: how fresh it is, who looks, and what its process is."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from listener.board.views.board_state import BoardState
from listener.board.web.live_board import LiveBoard
from listener.metrics import Metrics, MovementMetric, ProcessMetric
from listener.metrics.movement_gauges import read_movements
from models.campaigns import Campaign, audience_key

_PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


def offer_figures(
    live: LiveBoard, metrics: Metrics, campaigns: Mapping[str, Campaign]
) -> Callable[[Request], Awaitable[Response]]:
    """The page of these metrics, with the board's own, its process's and those of audiences' movement among them."""
    metrics.watch_process()
    metrics.admit_audiences(tuple(campaigns.values()))
    for metric in MovementMetric:
        metrics.read_at_scrape(metric, partial(_read_movement, live, metric))
    metrics.read_at_scrape(ProcessMetric.BOARD_QUIET, lambda: {(): live.pulse().quiet})
    metrics.read_at_scrape(ProcessMetric.BOARD_STALE, lambda: {(): float(bool(live.pulse().problem))})
    metrics.read_at_scrape(ProcessMetric.BOARD_READERS, lambda: {(): float(live.events.readers)})
    metrics.read_at_scrape(ProcessMetric.OUTCOMES, lambda: _outcomes(live.state, campaigns.values()))
    metrics.read_at_scrape(ProcessMetric.LABELS, lambda: _labels(live.state, campaigns.values()))

    async def page(_: Request) -> Response:
        return Response(metrics.page(), media_type=_PROMETHEUS)

    return page


def _read_movement(live: LiveBoard, metric: MovementMetric) -> Mapping[tuple[str, ...], float]:
    return read_movements(metric, live.state.movements.values())


def _outcomes(state: BoardState, campaigns: Iterable[Campaign]) -> Mapping[tuple[str, ...], float]:
    """Units so far, by campaign and outcome: those of the campaign files alone, as anybody may report others."""
    names = [(each.name, each.outcome.name) for each in campaigns]
    return {name: state.reports[name].total for name in names if name in state.reports}


def _labels(state: BoardState, campaigns: Iterable[Campaign]) -> Mapping[tuple[str, ...], float]:
    """Posts that people read, by campaign and audience; nothing of audiences of which nobody has read any."""
    names = [(each.name, audience.name) for each in campaigns for audience in each.audiences]
    known = {name: state.audiences.get(audience_key(*name)) for name in names}
    reports = {name: found.latest.evidence.labels for name, found in known.items() if found}
    return {name: float(each.of_tagger) for name, each in reports.items() if each is not msgspec.UNSET}
