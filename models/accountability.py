"""Accountability: where each commitment stands, what is told of it, and what a brand's score is made of."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec

from models.commitments import Commitment
from models.ledger import LedgerRecord
from models.posts import Millis

_Moment = Annotated[datetime, msgspec.Meta(tz=True)]
ACCOUNTABILITY_TYPE = "listener.accountability."  # with which the `type` of a commitment's signal begins
Hash64 = Annotated[int, msgspec.Meta(ge=0)]


class Standing(StrEnum):
    """Where a commitment stands. Silence is beside it: a commitment on record, say, may be silent."""

    ANNOUNCED = "announced"
    ON_RECORD = "on-record"  # its source is known
    PROGRESS = "progress"  # evidence shows a part of the way
    KEPT = "kept"
    PARTLY_KEPT = "partly-kept"  # at least half the way by the due day
    MISSED = "missed"
    WITHDRAWN = "withdrawn"
    UNRATEABLE = "unrateable"  # no measure, target, baseline or due date
    SILENT = "silent"  # shown in place of one that is not final, as long as nobody speaks of it

    @property
    def is_final(self) -> bool:
        return self in _FINAL


_FINAL = frozenset({Standing.KEPT, Standing.PARTLY_KEPT, Standing.MISSED, Standing.WITHDRAWN})


class NoticeKind(StrEnum):
    """What is told of a commitment."""

    UPDATE_DUE = "update-due"
    SILENT = "silent"
    DUE_SOON = "due-soon"
    DUE_PASSED = "due-passed"
    KEPT = "kept"
    PARTLY_KEPT = "partly-kept"
    MISSED = "missed"
    WEAKENED = "weakened"
    WITHDRAWN = "withdrawn"
    DEMAND = "demand"
    BURST_THEN_SILENCE = "burst-then-silence"
    CONTRADICTED = "contradicted"


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One thing told of a commitment: codes and numbers. `listener.wording.accountability` puts it into words."""

    kind: NoticeKind
    campaign: str
    commitment: str
    owner: str
    at: _Moment
    standing: Standing
    quote: str = ""
    phase: str = ""  # of due-soon: 30 or 7 days; of demand: risen or unanswered
    since: _Moment | None = None  # of a silence: the last update, or when it was made
    until: _Moment | None = None  # of a reminder: the end of the day on which it is due
    updates: int = 0  # so far
    value: float | None = None  # the last with evidence; of contradicted: the later claim
    before: float | None = None  # of contradicted: the earlier claim
    progress: float | None = None  # share of the way to the target, by evidence
    authors: int = 0  # of demand: who asked or objected in a week, or in all of the days of waiting
    authors_below: int = 0  # of demand of too few people to be told: fewer than so many, and `authors` is 0
    changes: tuple[tuple[str, str, str], ...] = ()  # of weakened: field, before, after

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return self.at, self.since, self.until


class CommitmentSignal(msgspec.Struct, frozen=True):
    """A notice as a CloudEvent 1.0 on the topic `signals`, `listener.accountability.<kind>.v1`. A repeat has the same
    id and bytes."""

    id: str  # hash of campaign, commitment, kind, phase and time
    source: str
    type: str
    subject: str  # campaign|commitment
    time: _Moment
    sequence: str  # number of the signal of this commitment, from 1; ten digits
    partitionkey: str
    data: Notice
    specversion: str = "1.0"
    datacontenttype: str = "application/json"

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.time, *self.data.times())


class DemandKind(StrEnum):
    """How somebody wants an account."""

    ASK = "ask"
    OBJECT = "object"


class Demand(msgspec.Struct, frozen=True, gc=False, tag="demand"):
    """Somebody asks about a commitment, or objects: on its way to the campaign's book. No words, no name."""

    commitment: str
    at: _Moment
    author: Hash64  # keyed hash
    kind: DemandKind = DemandKind.ASK
    copy: int = -1  # cluster of near-identical text, -1 for none

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.at,)


class OpenDemand(msgspec.Struct, frozen=True, gc=False, array_like=True, order=True):
    """A demand that waits for its day to end, cut to what is counted. Ordered by the author's hash."""

    author: int
    commitment: str
    at: Millis
    objects: bool
    copy: int


class DemandLevel(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """How many people a day ask about a commitment, and the evidence that they are more than usual."""

    first_day: int | None = None  # number of the local day from which on days are counted
    last_day: int = 0  # the last one that was counted, if any
    authors: int = 0  # of all days, each author once a day
    evidence: tuple[float, ...] = ()  # of the e-detector, by betting fraction
    recent: tuple[tuple[int, int], ...] = ()  # (day, authors) of the last week's days that had any


class CommitmentState(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """All that is remembered of one commitment. Bounded: below 1 kB."""

    standing: Standing = Standing.ANNOUNCED
    updates: tuple[Millis, ...] = ()  # that count, the last few
    update_count: int = 0
    cycles: int = 0  # spans between updates that were due
    cycles_on_time: int = 0
    value: float | None = None  # the last with evidence
    claimed: float | None = None  # the last that was told
    silent_since: Millis | None = None
    told: tuple[str, ...] = ()  # reminders, each once: those of updates are forgotten with the next one
    sequence: int = 0  # signals so far
    level: DemandLevel = DemandLevel()
    waiting_since: Millis | None = None  # people ask more than usual, and have had no answer
    waiting_authors: int = 0
    demands: int = 0
    answered: int = 0
    answer_days: tuple[float, ...] = ()  # of the last few answers
    specificity: float = 0.0  # of all updates, added up
    specific_updates: int = 0
    last_proactive: Millis | None = None
    speakers: tuple[str, ...] = ()  # who has spoken of it: brand, leader, employee
    next_at: Millis | None = None  # of the next deadline; None: there is none
    last_known: Commitment | None = None  # of one that the file no longer has


class Book(msgspec.Struct, frozen=True):
    """All commitments of one campaign, up to the last hour that closed. Bounded, as all states are."""

    states: dict[str, CommitmentState] = {}  # by name
    waiting: tuple[LedgerRecord, ...] = ()  # whose hour has not closed
    demands: tuple[OpenDemand, ...] = ()  # of days that are not over
    seen: tuple[str, ...] = ()  # ids of the records taken last
    next_at: Millis = 0  # nothing is told before it, unless a record comes
    version: str = ""  # of the campaign file by which deadlines were looked for
    entries: int = 0  # of the ledger so far
    head: str = ""  # hash of the last entry


class Debt(msgspec.Struct, frozen=True):
    """What a brand owes an audience, by the names of its commitments."""

    silent: tuple[str, ...] = ()
    overdue: tuple[str, ...] = ()  # past their due day, and not kept

    def __bool__(self) -> bool:
        return bool(self.silent or self.overdue)


class Share(msgspec.Struct, frozen=True):
    """A share with what it is of."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        """0..1; None of nothing."""
        return self.count / self.of if self.of else None


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """How a brand keeps account: one score, 0..100, and the parts that it is made of."""

    score: float | None  # None: fewer than three commitments
    commitments: int
    rateable: Share
    on_time: Share  # updates that came in time, of those that were due
    kept: Share  # half for partly kept, in `score`; of those that are due
    partly_kept: int
    answered: Share  # of the times at which more people asked than usual
    median_answer_days: float | None
    days_since_proactive: float | None
    specificity: float | None  # mean share of what updates are specific about
