"""Roles: what the authors of a panel are to the story, and how many of them have lately begun to act.

A role is the most that an author did within the activity horizon: `activist` acted or moved others to, `slacktivist`
supported in words alone, `nonconformist` spoke of it without support, or against. Who has shown nothing of it is
`unknown`: most posts do not say.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import compress

from models.journeys import Author
from models.posts import DAY_MS, Millis
from models.tags import Stage

ACTIVIST, SLACKTIVIST, NONCONFORMIST, UNDECLARED = "activist", "slacktivist", "nonconformist", "unknown"
NEW_ACTIVIST_DAYS = 7  # days for which who first acted is a new activist: a week, as the board shows

_ACTION = Stage.ACTION.rank


def find_role(author: Author) -> str:
    """The author's role."""
    days = author.active_days
    for day in days:
        if day.deepest_stage >= _ACTION and not day.oppose:
            return ACTIVIST
    for day in days:
        if day.support:
            return SLACKTIVIST
    return NONCONFORMIST if any(day.known for day in days) else UNDECLARED


def count_roles(present: Sequence[Author], at: Millis) -> tuple[dict[str, int], int]:
    """At event time `at`, how many of these authors have each role, and how many are new activists."""
    since, roles = at // DAY_MS - NEW_ACTIVIST_DAYS, list(map(find_role, present))
    activists = compress(present, [role == ACTIVIST for role in roles])
    return dict(sorted(Counter(roles).items())), sum([is_new_activist(author, since) for author in activists])


def is_new_activist(author: Author, since: int) -> bool:
    """Whether an activist first acted on day `since` or later, and had been seen on an earlier day without acting."""
    if author.active_days[-1].number < since:
        return False
    first = next(day.number for day in author.active_days if day.deepest_stage >= _ACTION and not day.oppose)
    return first >= since and author.active_days[0].number < first
