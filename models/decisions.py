"""Decision: the outcome of weighing a window, with its evidence. Every window has one; few become signals."""

from datetime import datetime
from enum import StrEnum

import msgspec


class DecisionKind(StrEnum):
    """What the campaign should do with its chapter."""

    ADVANCE = "ADVANCE"
    PROLONG = "PROLONG"
    STEP_BACK = "STEP_BACK"
    INSUFFICIENT_DATA = "INSUFFICIENT_DATA"


class Discounted(msgspec.Struct, frozen=True):
    """Votes that were cast and given no weight, by why."""

    copies: int = 0
    minority: int = 0


class Evidence(msgspec.Struct, frozen=True):
    """Why a decision was taken. Shares are 0..1; `e_value` at or over `threshold` raises ADVANCE."""

    e_value: float = 0.0
    threshold: float = 0.0
    alpha: float = 0.0  # false ADVANCE per `horizon`, at most
    horizon: int = 0  # windows
    share: float | None = None  # of voting authors at or beyond the chapter's stage
    bar: float | None = None
    share_interval: tuple[float, float] | None = None  # 95 %
    authors: int = 0  # in the panel
    eligible_authors: int = 0
    days_of_support: int = 0
    by_channel: dict[str, float] = {}  # share on each channel
    by_stage: dict[str, float] = {}  # share of the votes' weight at each stage
    newcomers_return_rate: float | None = None
    discounted: Discounted = Discounted()
    in_event: bool = False  # the window lies in a planned event or its aftermath
    fragile: bool = False  # leaving one channel out would change the decision
    missing: tuple[str, ...] = ()  # what holds it back, in words
    can_change_from: datetime | None = None  # the earliest end of a window that could change it
    null_share: float | None = None  # largest share, as tagged, of an audience just under the bar
    own_tagged_share: float = 0.0  # share of the recent votes' weight that our own tagger tagged


class Weighed(msgspec.Struct, frozen=True):
    """What the rule looked at: with the policy's numbers, enough to decide again."""

    claims: dict[str, float] = {}  # e-value of each claim
    settled: bool = False  # it is known who the audience is
    arrived: bool = False  # the story is told: no chapter is aimed at
    silent_hours: int = 0  # since somebody voted
    asked_authors: int | None = None  # the chapter's bar on the number of authors
    enough_hours: int | None = None  # for which that number holds; None: it does not


class Context(msgspec.Struct, frozen=True):
    """What a decision shows beside its evidence. None of it votes."""

    activity: int = 0  # distinct likes and reposts so far, to about 5 %
    roles: dict[str, int] = {}  # authors of the panel, by role
    new_activists: int = 0  # of them, those who acted for the first time in the last 7 days, after other days
    themes: dict[str, int] = {}  # authors who spoke of it in the window
    emotions: dict[str, int] = {}  # authors who showed it in the window


class DataQuality(msgspec.Struct, frozen=True):
    """How much of the data the decision has seen."""

    coverage: float = 1.0  # share of the usual posts whose channels are being heard
    silent_channels: tuple[str, ...] = ()  # which should have been heard and were not
    allowed_lateness_seconds: int = 0  # event time for which the window waited for late posts


class Example(msgspec.Struct, frozen=True):
    """A post that shows the decision: never testimony, never a name."""

    post: str
    why: str
    span: str


class Window(msgspec.Struct, frozen=True):
    """A span of event time, [start, end)."""

    start: datetime
    end: datetime


class Versions(msgspec.Struct, frozen=True):
    """What decided: the campaign file, the tagger, the rule and what the file overrides of it."""

    spec: str
    tagger: str
    rule: str
    overrides: dict[str, float] = {}


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
    examples: tuple[Example, ...] = ()
    weighed: Weighed = Weighed()
    context: Context = Context()

    @property
    def is_early(self) -> bool:
        """Whether it is told of a rise within hours, as the policy bears alarms in vain (`early_alarms`)."""
        is_advance = self.decision is DecisionKind.ADVANCE
        return is_advance and self.evidence.alpha == self.versions.overrides.get("early_alarms")
