"""Vote: one author's latest eligible stage and stance in a window: what journeys hand to readiness."""

import msgspec

from models.posts import Millis

UNKNOWN_STANCE = 2  # of a vote whose post does not show it: not the same as neither


class Vote(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One vote. The author's history comes along, so that weighing needs no other state.

    Votes are a set: who weighs them sorts by `(at, author)`, so their order of arrival means nothing.
    """

    author: int  # 64-bit keyed hash: a pseudonym of a pseudonym
    at: Millis  # event time of the post that voted
    stage: int  # rank, 0 awareness to 3 action
    stance: int  # -1 against, 0 neither, 1 for; UNKNOWN_STANCE
    weight: float  # 1 / (active days of the last `activity_days`): nobody counts more for posting more
    channel: str
    active_days: int  # of the last `activity_days`, this one included
    age_days: float  # since first seen
    recent_days: int = 1  # active days of the last 7, this one included
    by_own_tagger: bool = False  # tagged by our own tagger; else the post arrived with its tags
