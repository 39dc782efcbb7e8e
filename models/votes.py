"""Vote: one author's latest eligible stage and stance in a window: what journeys hand to readiness."""

import msgspec

from models.posts import DAY_MS, Millis


class Vote(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One vote. The author's history comes along, so that weighing needs no other state.

    Votes are a set: who weighs them sorts by `(at, author)`, so their order of arrival means nothing.
    """

    author: int  # 64-bit keyed hash: a pseudonym of a pseudonym
    at: Millis  # event time of the post that voted
    stage: int  # rank, 0 awareness to 3 action
    stance: int  # -1 against, 0 neither, 1 for
    weight: float  # 1 / (active days of the last `activity_days`): nobody counts more for posting more
    channel: str
    established: bool  # first seen at least `established_days` ago
    active_days: int  # of the last `activity_days`, this one included
    age_days: float  # since first seen
    previous_stage: int = -1  # rank of the author's vote before this one; -1: this is the first
    support_days: int = 0  # days of the last `activity_days` with a vote at interest or deeper
    posts_today: int = 1  # in the 24 hours up to `at`
    recent_days: int = 1  # active days of the last 7, this one included
    act: str = ""  # name of models.tags.Act, "" for none
    ours: bool = False  # tagged by our own tagger; else the post arrived with its tags

    @property
    def first_seen(self) -> Millis:
        """When the author was first seen, as the age says it."""
        return self.at - round(self.age_days * DAY_MS)
