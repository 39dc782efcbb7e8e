"""Inputs: what weighing a window is given beside its votes."""

from collections.abc import Mapping

import msgspec

from models.accountability import Debt
from models.campaigns import Event
from models.decisions import Discounted
from models.labels import NO_STAGE, DrawnVote
from models.policy import ConfusionRates, Policy
from models.posts import Millis


class Aim(msgspec.Struct, frozen=True):
    """What the chapter wants, and what the one before it had reached.

    `wanted` is the rank of the chapter's stage; None once the story is told and only a step back is watched for.
    `share` and `authors` are the bars of `ready_when`; a chapter with neither has the policy's default share.
    `held` is the rank that the chapter before had brought people to, None for the first chapter; `held_share` is the
    share of people whom that chapter asked for. `confusion_rates` and `held_confusion_rates` are our own tagger's on
    these two stages; None: they are unknown, and the policy's hold for all votes.
    """

    chapter: str
    wanted: int | None
    share: float | None = None
    authors: int | None = None
    held: int | None = None
    held_share: float | None = None
    events: tuple[Event, ...] = ()
    confusion_rates: ConfusionRates | None = None
    held_confusion_rates: ConfusionRates | None = None

    def bar(self, policy: Policy) -> float | None:
        """The share to reach, or None where the number of authors alone decides."""
        if self.share is None and (self.authors is not None or not self.wanted):
            return None
        return policy.promises.default_share if self.share is None else self.share


class PanelCounts(msgspec.Struct, frozen=True):
    """What the journeys count at a window's end."""

    authors: int = 0  # in the panel
    eligible_authors: int = 0  # of them, those who may vote
    newcomers_return_rate: float | None = None
    discounted: Discounted = Discounted()
    voting_authors: int = 0  # those who have a vote within the activity horizon
    steady_authors: int = 0  # of them, the steady ones
    by_channel: Mapping[str, int] = {}  # of those who have a vote, by channel


class WindowSpan(msgspec.Struct, frozen=True):
    """A window's place in event time, and the share of the usual posts whose channels were heard in it (0..1)."""

    start: Millis
    end: Millis
    coverage: float = 1.0


class DueLabel(msgspec.Struct, frozen=True, gc=False, order=True):
    """What a reader said of a drawn vote, and counts from a window on. Ordered by the time of the draw."""

    drawn_at: Millis
    post: int
    is_second: bool  # another reader has spoken of the post before: this tells how far readers agree
    draw: DrawnVote
    answer: int  # rank of a stage, CANNOT_TELL or NO_STAGE
    side: int = 0  # 1 for the story, -1 against it, 0 neither
    first_answer: int = NO_STAGE  # of a second reading: that of the first


class WindowInputs(msgspec.Struct, frozen=True, gc=False):
    """All that weighing a window is given beside its votes."""

    span: WindowSpan
    aim: Aim
    counts: PanelCounts
    policy: Policy
    labels: tuple[DueLabel, ...] = ()
    debt: Debt = Debt()  # what the brand owes the audience
    holds_for_debt: bool = False  # ADVANCE waits as long as anything is owed

    @property
    def eligible(self) -> int:
        """Authors who may vote."""
        return self.counts.eligible_authors
