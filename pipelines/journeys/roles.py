"""Roles: what the authors of a panel are to the story, and how many of them lately crossed over to acting.

A role is the most that an author did within the activity horizon: `activist` acted or moved others to, `slacktivist`
supported in words alone, `nonconformist` spoke of it without support, or against.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import compress

from models.journeys import Author
from models.posts import DAY_MS, Millis
from models.tags import Stage

ACTIVIST, SLACKTIVIST, NONCONFORMIST = "activist", "slacktivist", "nonconformist"
CROSSING_DAYS = 7  # days in which a crossing is told; it is shown, and decides nothing

_ACTION = Stage.ACTION.rank


def role(author: Author) -> str:
    """The author's role."""
    days = author.active_days
    for day in days:
        if day.deepest_stage >= _ACTION and not day.oppose:
            return ACTIVIST
    for day in days:
        if day.support:
            return SLACKTIVIST
    return NONCONFORMIST


def roles(present: Sequence[Author], at: Millis) -> tuple[dict[str, int], int]:
    """How many of the authors present have each role, and how many crossed. Counted at event time `at`."""
    since, names = at // DAY_MS - CROSSING_DAYS, list(map(role, present))
    activists = compress(present, [name == ACTIVIST for name in names])
    return dict(sorted(Counter(names).items())), sum([is_new_activist(author, since) for author in activists])


def is_new_activist(author: Author, since: int) -> bool:
    """Whether an activist first acted on day `since` or later, and was seen without acting before."""
    if author.active_days[-1].number < since:
        return False
    first = next(day.number for day in author.active_days if day.deepest_stage >= _ACTION and not day.oppose)
    return first >= since and author.active_days[0].number < first
