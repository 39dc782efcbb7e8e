"""Personas: how many authors travel in which way, by what they did and never by who they are.

Each author has one: the first of the list that the last four weeks show. A witness tells of harm done to them, and is
counted, and never shown.
"""

from collections import Counter

import numpy as np

from models.movement import PersonaSize, TravelDay, Traveller
from models.tags import Act
from pipelines.journeys.roles import ACTIVIST
from pipelines.movement.grid import JourneyGrid
from pipelines.movement.small_groups import hide_small_parts
from pipelines.movement.standings import LAPSE_DAYS, LAPSED, ROLES, find_day_role, known_days

OPPONENT, MOVER, DOER, PLEDGER = "opponent", "mover", "doer", "pledger"
WITNESS, TOKEN_SUPPORTER, LEARNER, ONLOOKER = "witness", "token-supporter", "learner", "onlooker"
PERSONAS = (OPPONENT, MOVER, DOER, PLEDGER, WITNESS, TOKEN_SUPPORTER, LEARNER, ONLOOKER, LAPSED)

_MOVES = f"act:{Act.URGE}"
_PLEDGES = {f"act:{Act.PLEDGE}", f"act:{Act.OFFER}"}
_ASKS = f"act:{Act.ASK}"


def measure_personas(grid: JourneyGrid | None) -> tuple[PersonaSize, ...]:
    """The size of each persona on the last day, and four weeks before. Groups of a few are left out."""
    if grid is None:
        return ()
    now, before = (_list_sizes(grid, grid.last - ago) for ago in (0, LAPSE_DAYS))
    return tuple(PersonaSize(name, now[name], before[name]) for name in PERSONAS)


def _list_sizes(grid: JourneyGrid, until: int) -> dict[str, float | None]:
    counts = _count(grid, until, _begin_of_recent(grid, until))
    shown = hide_small_parts({name: counts[name] for name in PERSONAS}, grid.least)
    return {name: None if count is None else count / grid.share for name, count in shown.items()}


def _begin_of_recent(grid: JourneyGrid, until: int) -> int:
    """The first of the last four weeks of days that are known."""
    known = known_days(grid.missing)
    at = until - grid.first
    if at < 0:
        return until
    return grid.first + int(np.searchsorted(known, known[at] - LAPSE_DAYS + 1))


def _count(grid: JourneyGrid, until: int, since: int) -> Counter[str]:
    found = (find_persona(each, until, since) for each in grid.travellers)
    return Counter(each for each in found if each is not None)


def find_persona(author: Traveller, until: int, since: int) -> str | None:
    """The author's persona on a day, by the days from `since` on; None for who had not come yet."""
    known = [day for day in author.days if day.spoke and day.number <= until]
    recent = [day for day in known if day.number >= since]
    if not recent:
        return LAPSED if known else None
    return _name_of(recent)


def _name_of(days: list[TravelDay]) -> str:
    marks = {mark for day in days for mark in day.marks}
    if any(day.oppose for day in days) and not any(day.support for day in days):
        return OPPONENT
    shown = {
        MOVER: _MOVES in marks,
        DOER: any(find_day_role(day) == ROLES.index(ACTIVIST) for day in days),
        PLEDGER: bool(_PLEDGES & marks),
        WITNESS: "testimony" in marks,
        TOKEN_SUPPORTER: any(day.support for day in days),
        LEARNER: _ASKS in marks or any(day.stage > 0 for day in days),
    }
    return next((name for name, is_shown in shown.items() if is_shown), ONLOOKER)
