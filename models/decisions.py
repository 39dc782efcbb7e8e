"""Decision: the outcome of weighing a window, with its trace and evidence. Every window has one; few become signals.

A decision carries codes and numbers. `listener.wording.decisions` puts them into words.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from operator import ge, gt, le
from typing import Annotated, Literal

import msgspec

from models.accountability import Debt
from models.heard import Count, Heard
from models.onset import Onset


class DecisionKind(StrEnum):
    """What the campaign should do with its chapter."""

    ADVANCE = "ADVANCE"
    PROLONG = "PROLONG"
    STEP_BACK = "STEP_BACK"
    INSUFFICIENT_DATA = "INSUFFICIENT_DATA"


class Question(StrEnum):
    """What the rule asks of a window, in its order."""

    ENOUGH_DATA = "enough_data"  # is there enough to go by? all checks must hold
    TURNING_AWAY = "turning_away"  # is the audience turning away? one is enough
    ENOUGH_AUTHORS = "enough_authors"  # do as many authors come back as the chapter asks for? all
    STANCE_SHOWN = "stance_shown"  # do enough posts show whether they are for it? all; asked only of tags
    READY = "ready"  # is the audience ready for the next chapter? all
    EARLY_RISE = "early_rise"  # or has it risen within hours? all; asked only where the policy has `early_alarms`
    NOTHING_OWED = "nothing_owed"  # is no commitment to it silent or overdue? all; asked only with `on_debt: hold`

    __hash__ = str.__hash__  # Enum's own hashes the name in Python: too slow for what is looked up in every window


class CheckCode(StrEnum):
    """What a check compares: `left` and its unit. `right` is what the policy or the chapter asks for."""

    WINDOW_ORDER = "window_order"  # hours that the window adds to those weighed before
    DATA_COVERAGE = "data_coverage"  # share of the usual posts whose channels are heard
    AUDIENCE_KNOWN = "audience_known"  # channels whose part of the audience is known
    ELIGIBLE_AUTHORS = "eligible_authors"  # authors who may vote
    VOTE_SILENCE = "vote_silence"  # hours since somebody voted
    OPPOSITION = "opposition"  # e-value: opposition has outgrown what is usual here
    OPPOSITION_LABELLED = "opposition_labelled"  # e-value: so it has by what people read
    FALLING_BACK = "falling_back"  # e-value: the share at the stage before has fallen
    RETURNING_AUTHORS = "returning_authors"  # authors who have lately voted, against the chapter's own bar
    STEADY_AUTHORS = "steady_authors"  # of them, the steady ones, against nearly as many
    RETURNING_HOURS = "returning_hours"  # hours for which they have been as many
    SIDES_SHOWN = "sides_shown"  # share of the recent votes that take a side; with fewer, the stance key abstains
    NEXT_CHAPTER = "next_chapter"  # chapters to be ready for: none once the last one has done its work
    SHARE_EVERYONE = "share_everyone"  # e-value: the share over all authors is beyond the bar
    SHARE_STEADY = "share_steady"  # e-value: so is the share of the steady, long-known authors alone
    SUPPORT = "support"  # e-value: support outweighs opposition
    SHARE_LABELLED = "share_labelled"  # e-value: by what people read, the share over all authors is beyond the bar
    STEADY_LABELLED = "steady_labelled"  # e-value: so is that of the steady, long-known authors alone
    SUPPORT_LABELLED = "support_labelled"  # e-value: so does support outweigh opposition
    SHARE_RISE = "share_rise"  # e-value: the share has risen over its own last week, without a surge
    RISE_SUPPORT = "rise_support"  # e-value of support again, at the threshold of early alarms
    COMMITMENTS_OWED = "commitments_owed"  # commitments to the audience that are silent or overdue

    __hash__ = str.__hash__


QUESTIONS: Mapping[CheckCode, Question] = {
    CheckCode.WINDOW_ORDER: Question.ENOUGH_DATA,
    CheckCode.DATA_COVERAGE: Question.ENOUGH_DATA,
    CheckCode.AUDIENCE_KNOWN: Question.ENOUGH_DATA,
    CheckCode.ELIGIBLE_AUTHORS: Question.ENOUGH_DATA,
    CheckCode.VOTE_SILENCE: Question.ENOUGH_DATA,
    CheckCode.OPPOSITION: Question.TURNING_AWAY,
    CheckCode.OPPOSITION_LABELLED: Question.TURNING_AWAY,
    CheckCode.FALLING_BACK: Question.TURNING_AWAY,
    CheckCode.RETURNING_AUTHORS: Question.ENOUGH_AUTHORS,
    CheckCode.STEADY_AUTHORS: Question.ENOUGH_AUTHORS,
    CheckCode.RETURNING_HOURS: Question.ENOUGH_AUTHORS,
    CheckCode.SIDES_SHOWN: Question.STANCE_SHOWN,
    CheckCode.NEXT_CHAPTER: Question.READY,
    CheckCode.SHARE_EVERYONE: Question.READY,
    CheckCode.SHARE_STEADY: Question.READY,
    CheckCode.SUPPORT: Question.READY,
    CheckCode.SHARE_LABELLED: Question.READY,
    CheckCode.STEADY_LABELLED: Question.READY,
    CheckCode.SUPPORT_LABELLED: Question.READY,
    CheckCode.SHARE_RISE: Question.EARLY_RISE,
    CheckCode.RISE_SUPPORT: Question.EARLY_RISE,
    CheckCode.COMMITMENTS_OWED: Question.NOTHING_OWED,
}

_Moment = Annotated[datetime, msgspec.Meta(tz=True)]
Operator = Literal[">", ">=", "<="]
_COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {">": gt, ">=": ge, "<=": le}


class Check(msgspec.Struct, frozen=True, gc=False):
    """One comparison of the rule, and whether it holds: `left op right`."""

    code: CheckCode
    left: float
    op: Operator
    right: float
    holds: bool


def compare(code: CheckCode, left: float, op: Operator, right: float) -> Check:
    """The check of two numbers. The rule makes its checks with it, and the board makes them again."""
    return Check(code, left, op, right, _COMPARISONS[op](left, right))


class Discounted(msgspec.Struct, frozen=True):
    """Votes that were cast and given no weight, by why."""

    copies: Count = 0  # texts that many authors share
    minority: Count = 0  # of the busiest authors, whom the steady share leaves out


class TagErrors(msgspec.Struct, frozen=True):
    """How the tagger errs on one thing on this campaign: a stage (at it or beyond), or a side of the stance.

    Intervals are confidence sequences of 95 %: they hold at all numbers of labels at once.
    """

    of: str
    sensitivity: float | None = None  # of those of whom people say so, the share that is tagged so; None: of too few
    sensitivity_interval: tuple[float, float] | None = None
    false_positive: float | None = None  # of the others
    false_positive_interval: tuple[float, float] | None = None


class LabelReport(msgspec.Struct, frozen=True):
    """What people of the team said of the votes that they read. Shares and rates are 0..1, intervals of 95 %."""

    counted: Count = 0  # labels of this chapter that were bet on
    share: float | None = None  # at or beyond the chapter's stage, by the labels of the last days and all tags
    share_interval: tuple[float, float] | None = None
    of_tagger: Count = 0  # labels, of all chapters, that tell of the tagger:
    cannot_tell: Count = 0  # of them, those of which the reader could not tell
    sensitivity: float | None = None  # of those truly at or beyond the stage, the share that is tagged so
    sensitivity_interval: tuple[float, float] | None = None
    false_positive: float | None = None  # of those truly not, the share that is tagged so
    false_positive_interval: tuple[float, float] | None = None
    read_twice: Count = 0  # posts that two people read
    differing: Count = 0  # of them, those on which they differ about this stage
    reader_error: float = 0.0  # how often a reader errs on it, at most
    for_story: Count = 0  # labels of this chapter that see support,
    against_story: Count = 0  # and that see opposition
    usual_against: float | None = None  # share that the first labels saw against it; None: too few yet
    tagger: tuple[TagErrors, ...] = ()  # of all stages and both sides, from 50 labels on


class Evidence(msgspec.Struct, frozen=True):
    """The numbers behind a decision. Shares are 0..1; an `e_value` of `threshold` or more decides."""

    e_value: float = 0.0  # of the checks that the decision rests on: the weakest that all must hold
    threshold: float = 0.0
    alpha: float = 0.0  # false decisions of its kind per `horizon`, at most; with `is_early` on average
    horizon: Count = 0  # windows
    share: float | None = None  # of voting authors at or beyond the chapter's stage
    bar: float | None = None  # the share that the chapter asks for
    share_interval: tuple[float, float] | None = None  # 95 %
    everyone_share: float | None = None  # of a PROLONG: the same at fixed weights of channels and newcomers
    steady_share: float | None = None  # that of the steady, long-known authors alone
    net_support: float | None = None  # of the votes whose stance is known: share for less share against, -1..1
    known_stance_share: float | None = None  # share of the recent votes' weight whose stance is known
    lowest_channel: str | None = None  # where the steady share is lowest, of several
    authors: Count = 0  # in the panel
    eligible_authors: Count = 0
    voting_authors: Count = 0  # those who have a vote within the activity horizon
    steady_authors: Count = 0  # of them, those who are long known or came no faster than an audience grows
    days_of_support: Count = 0
    warm_up_hours_left: Count = 0  # of the first days, which tell who the audience is and decide nothing
    by_channel: dict[str, float] = {}  # share on each channel
    channel_authors: dict[str, Count] | msgspec.UnsetType = msgspec.UNSET  # voting authors, by their latest channel
    by_stage: dict[str, float] = {}  # share of the votes' weight at each stage
    newcomers_return_rate: float | None = None
    discounted: Discounted = Discounted()
    in_event: bool = False  # the window lies in a planned event or its aftermath
    fragile: bool = False  # leaving one channel out would change the decision
    can_change_from: _Moment | None = None  # the earliest end of a window that could change it
    null_share: float | None = None  # largest share, as tagged, of an audience just under the bar
    uncounted_share: float = 0.0  # of the recent votes' weight, by which channels have outgrown what they count for
    own_tagged_share: float = 0.0  # share of the recent votes' weight that our own tagger tagged
    labels: LabelReport | msgspec.UnsetType = msgspec.UNSET  # left out where nobody has read any of the votes
    accountability: Debt | msgspec.UnsetType = msgspec.UNSET  # of an ADVANCE, or one that waits, with debt
    onset: Onset | msgspec.UnsetType = msgspec.UNSET  # of an ADVANCE on a share: since when it is there


class Context(msgspec.Struct, frozen=True):
    """What a decision shows beside its evidence. None of it votes."""

    activity: Count = 0  # distinct likes and reposts so far, to about 5 %
    roles: dict[str, Count] = {}  # authors of the panel, by role
    new_activists: Count = 0  # of them, those who acted for the first time in the last 7 days, after other days
    themes: dict[str, Count] = {}  # authors who spoke of it in the window
    emotions: dict[str, Count] = {}  # authors who showed it in the window
    heard: Heard | msgspec.UnsetType = msgspec.UNSET  # left out where nobody spoke


class DataQuality(msgspec.Struct, frozen=True):
    """How much of the data the decision has seen."""

    coverage: float = 1.0  # share of the usual posts whose channels are being heard
    silent_channels: tuple[str, ...] = ()  # which should have been heard and were not
    allowed_lateness_seconds: Count = 0  # event time for which the window waited for late posts
    late_shares: dict[str, float] = {}  # by channel: share of its posts that come too late to count; large ones alone
    gaps: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET  # channels of which posts may be missing, if any


class Example(msgspec.Struct, frozen=True):
    """A post that shows the decision: never testimony, and never an id that leads to its author."""

    post: str  # channel:pseudonym (`pseudonym_of_post`)
    why: str  # its act
    span: str  # what may be quoted of it

    @property
    def pseudonym(self) -> str:
        """The post's, without its channel."""
        return self.post.rpartition(":")[2]


class SmallGroups(msgspec.Struct, frozen=True):
    """Which values of a decision are not told, by JSON Pointer, as they are of too few people."""

    least: Count  # people of whom a count is told
    few: tuple[str, ...]  # of fewer than `least`
    withheld: tuple[str, ...] = ()  # of more, but those of `few` could be reckoned from them


class Window(msgspec.Struct, frozen=True):
    """A span of event time, [start, end)."""

    start: _Moment
    end: _Moment


class Versions(msgspec.Struct, frozen=True):
    """What decided: the campaign file, the tagger, the rule, what the file overrides of it, and whose panel it is."""

    spec: str
    tagger: str
    rule: str
    overrides: dict[str, float] = {}
    author_key: str = ""  # `AuthorKey.id`: with another key, other authors vote


class Decision(msgspec.Struct, frozen=True):
    """One weighed window of one audience, as it goes to the topic `decisions`."""

    decision: DecisionKind
    campaign: str
    audience: str
    chapter: str
    next_chapter: str | None
    score: float  # log(e_value) / log(threshold), 0..1 and beyond: how far to ADVANCE
    evidence: Evidence
    data_quality: DataQuality
    window: Window
    versions: Versions
    checks: tuple[Check, ...] = ()  # the whole trace of why, in the order of the rule
    is_early: bool = False  # an ADVANCE on a rise within hours, as the policy bears false alarms (`early_alarms`)
    examples: tuple[Example, ...] = ()
    context: Context = Context()
    small_groups: SmallGroups | msgspec.UnsetType = msgspec.UNSET  # where some were hidden: never on our topics

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        told = self.evidence.onset.times() if self.evidence.onset else ()
        return self.window.start, self.window.end, self.evidence.can_change_from, *told

    def find_check(self, code: CheckCode) -> Check | None:
        """The check of that code; None where the rule did not ask it."""
        return next((check for check in self.checks if check.code == code), None)

    @property
    def has_arrived(self) -> bool:
        """Whether the last chapter has done its work, so that only a step back is watched for."""
        return self.find_check(CheckCode.NEXT_CHAPTER) is not None
