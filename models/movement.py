"""Movement: what an audience's journeys come to over weeks. Each figure has its interval, and how much it rests on.

TravelDay, Traveller, MovementSample    what is remembered: a bounded sample of authors, which merges
Measured, Peak, Momentum                what is told of it
"""

from datetime import date
from enum import StrEnum

import msgspec

from models.community import CommunityFigures
from models.measured import Measured
from models.shards import ShardedMap
from models.uptake import CallFigures, OutcomeFigures
from models.voices import VoiceFigures

ANSWERS_NOTHING, ANSWERS_UNKNOWN = 0, 1  # in place of the hash of the post that a post answers or passes on


class TravelDay(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What an author did on one UTC day. Sets, so that two records of a day merge."""

    number: int  # days since 1970
    spoke: bool  # wrote something; else only passed on what others wrote
    stage: int  # rank of the deepest stage
    support: bool
    oppose: bool
    known: bool  # a post of the day shows the stance
    marks: tuple[str, ...]  # in order: `theme:x`, `emotion:x`, `act:x`, `channel:x`, ...
    posts: tuple[tuple[int, int], ...]  # in order: hash of a post, and of the one that it answers; a few
    hours: int = 0  # of the day, UTC, on which the author wrote: one bit each


class Traveller(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One author's days, by number; the latest, if there are many."""

    id: int  # keyed hash
    days: tuple[TravelDay, ...]


class MovementSample(msgspec.Struct, frozen=True):
    """The authors of lowest keyed hash among all who were ever seen: a function of the posts as a set.

    Each author with a hash below `threshold` is in it, so it holds this share of all authors: `share`.
    """

    travellers: ShardedMap[Traveller]
    threshold: int
    asks: dict[int, tuple[str, ...]] = {}  # posts of the campaign's own accounts, by hash: the calls that they make
    own: dict[int, tuple[str, ...]] = {}  # the same, all that are known: marks of what they say
    missing: frozenset[int] = frozenset()  # days of which a source said that posts may be missing

    @property
    def share(self) -> float:
        """Of all authors, those in the sample: 0..1."""
        return min(1.0, self.threshold / 2**63)


class MovementVerdict(StrEnum):
    """Whether those who came for a peak have stayed."""

    MOMENT = "MOMENT"
    MOVEMENT = "MOVEMENT"
    UNDECIDED = "UNDECIDED"
    TOO_EARLY = "TOO_EARLY"


class MovementCheck(msgspec.Struct, frozen=True):
    """One comparison behind a verdict, as decisions have them."""

    code: str  # days-after-peak, peak-authors, peak-rise, days-missing, back-below, half-life-below, back-above, ...
    left: float | None
    op: str
    right: float
    holds: bool


class Peak(msgspec.Struct, frozen=True):
    """A peak of daily authors, and what was left of it. Days are UTC; the week is the one whose median is highest."""

    day: date  # of the week, the one with the most authors
    week_start: date
    week_end: date
    daily_authors: Measured  # the week's median
    level_before: float  # median of daily authors in the 28 days before the week
    half_life_days: Measured  # until the week's median, less the level before, has halved
    week_authors: Measured
    back_month: Measured  # share of the week's authors seen 8-30 days after its end
    back_quarter: Measured  # the same, 31-90 days after


class WeekFigures(msgspec.Struct, frozen=True):
    """One week, from Monday on."""

    week: date
    authors: Measured
    first_seen: Measured  # authors who were not seen before
    newly_returned: Measured  # authors who came back on another day for the first time: breadth


class Momentum(msgspec.Struct, frozen=True):
    """Moment or movement: the verdict on the highest peak, and what it rests on."""

    verdict: MovementVerdict
    checks: tuple[MovementCheck, ...]
    peaks: tuple[Peak, ...] = ()  # the highest first
    branching_ratio: Measured = Measured()  # answers and passings-on a post: near 1 people move people
    weeks: tuple[WeekFigures, ...] = ()
    missing_days: int = 0  # of which posts are missing: passed over by half-lives

    @property
    def rises(self) -> tuple[Peak, ...]:
        """The peaks; none where nothing rose, and the highest day stands for them."""
        has_risen = any(each.code == "peak-rise" and each.holds for each in self.checks)
        return self.peaks if has_risen else ()


class FlowColumn(msgspec.Struct, frozen=True):
    """Where authors stood in the week that begins on this Monday. None: a group too small to be shown."""

    week: date
    authors: dict[str, float | None]  # by standing, from the flow's `standings`


class FlowLink(msgspec.Struct, frozen=True):
    """Authors who went from one standing to another, between a column and the next."""

    column: int
    source: str
    target: str
    authors: float


class MonthOfConversions(msgspec.Struct, frozen=True):
    """Thirty days: who reached a role for the first time, and what share that is of those who could."""

    start: date
    role: str
    authors: Measured
    share: Measured  # of those who were there before or came, and had not reached it
    is_whole: bool  # all thirty days have passed


class Progression(msgspec.Struct, frozen=True):
    """From a role to a deeper one, or away: the share that has got there within so many days (Aalen-Johansen: who
    lapses first never does), and the share that has lapsed first."""

    source: str
    target: str
    authors: int  # sampled, who were in the source; of a few, 0
    reached: dict[str, Measured]  # by days since then: "30", "90"
    lapsed: dict[str, Measured]
    skipped: Measured = Measured()  # of those who reached it, who had not shown the role between


class Lift(msgspec.Struct, frozen=True):
    """How many times likelier authors were to act first in a week before which they did this, than other weeks."""

    mark: str  # `theme:x`, `emotion:x`, `act:x`, `channel:x`, ...
    ratio: Measured
    cases: int  # sampled authors who acted then
    p_value: float
    holds: bool  # after Benjamini and Hochberg, at most one in twenty of those that hold is chance


class JourneyConversion(msgspec.Struct, frozen=True):
    """Who crosses from speaking to supporting to acting, when, and what came before."""

    standings: tuple[str, ...] = ()
    columns: tuple[FlowColumn, ...] = ()
    links: tuple[FlowLink, ...] = ()
    months: tuple[MonthOfConversions, ...] = ()
    progressions: tuple[Progression, ...] = ()
    still_there: dict[str, Measured] = {}  # share not lapsed by days since first seen (Kaplan-Meier)
    lifts: tuple[Lift, ...] = ()


class PersonaSize(msgspec.Struct, frozen=True):
    """How many authors travel in one way, on the last day and four weeks before. None: too few to be shown."""

    persona: str
    authors: float | None
    before: float | None


class AudienceMovement(msgspec.Struct, frozen=True):
    """All that is told of one audience, as JSON."""

    campaign: str
    audience: str
    first_day: date | None
    last_day: date | None
    authors: Measured
    sampled_share: float
    momentum: Momentum
    conversion: JourneyConversion
    personas: tuple[PersonaSize, ...]
    calls: tuple[CallFigures, ...]
    outcomes: OutcomeFigures | None  # None where none was given
    policy: dict[str, float]
    voices: VoiceFigures | None = None
    community: CommunityFigures | None = None
    unread: Measured = Measured()  # share of authors who write only in languages whose acts the tagger does not read
