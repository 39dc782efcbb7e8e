"""Flows: how many went from one standing to another, over a few weeks that span the campaign: an alluvial diagram."""

from collections import Counter
from itertools import pairwise

import numpy as np

from models.movement import FlowColumn, FlowLink
from pipelines.movement.breadth import first_day_of_week
from pipelines.movement.grid import JourneyGrid, date_of
from pipelines.movement.small_groups import hide_small_parts
from pipelines.movement.standings import ABSENT, STANDINGS, IntGrid, list_week_standings, list_weeks

_COLUMNS = 8  # at most: more than that nobody reads
_GONE = ("", "")  # stands for the links that are hidden already


def measure_flow(grid: JourneyGrid, roles: IntGrid) -> tuple[tuple[FlowColumn, ...], tuple[FlowLink, ...]]:
    """The columns, and the links between each and the next. Groups of a few authors are left out."""
    standings, weeks = list_week_standings(grid, roles), list_weeks(grid)
    chosen = sorted({round(at) for at in np.linspace(0, len(weeks) - 1, min(_COLUMNS, len(weeks)))})
    columns = []
    for at in chosen:
        counts = Counter(standings[:, at].tolist())
        shown = hide_small_parts({name: counts[name] for name in STANDINGS}, grid.least)
        authors = {name: None if count is None else count / grid.share for name, count in shown.items()}
        columns.append(FlowColumn(date_of(first_day_of_week(weeks[at][0])), authors))
    links = [
        FlowLink(number, source, target, count / grid.share)
        for number, (before, after) in enumerate(pairwise(chosen))
        for (source, target), count in sorted(
            _list_links(standings[:, before].tolist(), standings[:, after].tolist(), grid.least).items()
        )
    ]
    return tuple(columns), tuple(links)


def _list_links(before: list[str], after: list[str], least: int) -> dict[tuple[str, str], int]:
    """How many went from where to where. What leaves a standing adds up to its size, as does what enters one: a small
    link is hidden with others, until neither sum tells it."""
    counts = Counter(zip(before, after, strict=True))
    hidden = set[tuple[str, str]]()
    while more := _find_hidden(counts, hidden, least) - hidden:
        hidden |= more
    return {link: count for link, count in counts.items() if link not in hidden and link[1] != ABSENT}


def _find_hidden(counts: Counter[tuple[str, str]], hidden: set[tuple[str, str]], least: int) -> set[tuple[str, str]]:
    """The links to hide beside those hidden already, which count as one part of each sum that they are in."""
    found = set[tuple[str, str]]()
    for side in (0, 1):
        for end in {link[side] for link in counts}:
            theirs = {link: count for link, count in counts.items() if link[side] == end}
            gone = sum(count for link, count in theirs.items() if link in hidden)
            left = {link: count for link, count in theirs.items() if link not in hidden}
            shown = hide_small_parts({**left, _GONE: gone}, least)
            found |= {link for link, count in shown.items() if count is None and link != _GONE}
    return found
