"""Flows: how many went from one standing to another, over a few weeks that span the campaign: an alluvial diagram."""

from collections import Counter
from itertools import pairwise

import numpy as np

from models.movement import FlowColumn, FlowLink
from pipelines.movement.breadth import first_day_of_week
from pipelines.movement.grid import JourneyGrid, date_of
from pipelines.movement.small_groups import hide_small_group, is_small_group
from pipelines.movement.standings import ABSENT, STANDINGS, IntGrid, list_week_standings, list_weeks

_COLUMNS = 8  # at most: more than that nobody reads


def measure_flow(grid: JourneyGrid, roles: IntGrid) -> tuple[tuple[FlowColumn, ...], tuple[FlowLink, ...]]:
    """The columns, and the links between each and the next. Groups of a few authors are left out."""
    standings, weeks = list_week_standings(grid, roles), list_weeks(grid)
    chosen = sorted({round(at) for at in np.linspace(0, len(weeks) - 1, min(_COLUMNS, len(weeks)))})
    columns = []
    for at in chosen:
        counts = Counter(standings[:, at].tolist())
        authors = {name: hide_small_group(counts[name], grid.share, grid.least) for name in STANDINGS}
        columns.append(FlowColumn(date_of(first_day_of_week(weeks[at][0])), authors))
    links = [
        FlowLink(number, source, target, count / grid.share)
        for number, (before, after) in enumerate(pairwise(chosen))
        for (source, target), count in sorted(
            Counter(zip(standings[:, before].tolist(), standings[:, after].tolist(), strict=True)).items()
        )
        if target != ABSENT and not is_small_group(count, grid.least)
    ]
    return tuple(columns), tuple(links)
