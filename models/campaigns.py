"""Campaign: a story told in chapters to audiences, and the measurable outcome it is for."""

import msgspec

from models.alerts import Route
from models.commitments import Commitment, OnDebt, OwnAccounts
from models.outcomes import OutcomeKind
from models.policy import Policy
from models.posts import Millis
from models.tags import Act, Stage

EVERYTHING = "*"  # as a term of `match.any`: every post of the audiences' channels speaks of the story


class OutcomeGoal(msgspec.Struct, frozen=True):
    """What the campaign wants to happen off the channels, in countable units."""

    name: str
    target: float
    unit: str  # a currency (EUR): then money is added up, else what happened is counted
    codes: tuple[str, ...] = ()  # source codes, referrers and beginnings of addresses by which it is told
    kinds: tuple[OutcomeKind, ...] = ()  # what counts as it; empty: all that is told


class MatchTerms(msgspec.Struct, frozen=True):
    """Which posts speak of the story: any of these terms, none of those."""

    any: tuple[str, ...]
    none: tuple[str, ...] = ()


class StanceTerms(msgspec.Struct, frozen=True):
    """How people of a campaign speak for it and against it: words, phrases and hashtags. `word*`: how words begin."""

    names: tuple[str, ...] = ()  # of what one is for or against: only about one of them is tone read
    favour: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


class Event(msgspec.Struct, frozen=True):
    """A planned event, televised say: a burst around it is expected, and no readiness."""

    name: str
    start: Millis
    end: Millis


class AudienceFilter(msgspec.Struct, frozen=True):
    """Who belongs to an audience. An empty list means all."""

    channels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


class ReadyWhen(msgspec.Struct, frozen=True):
    """What must hold to leave a chapter."""

    share: float | None = None  # of voting authors at or beyond the chapter's stage, 0..1
    authors: int | None = None  # eligible authors


class Uptake(msgspec.Struct, frozen=True):
    """What tells that somebody takes a call to action up: words or hashtags in a post, or how a link begins."""

    any: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


class Chapter(msgspec.Struct, frozen=True):
    """One phase of the story: the stage it wants to bring people to, and what it asks of them."""

    name: str
    stage: Stage
    call_to_action: str
    ready_when: ReadyWhen = ReadyWhen()
    codes: tuple[str, ...] = ()  # by which it is told that an outcome followed this call
    uptake: Uptake = Uptake()


class Audience(msgspec.Struct, frozen=True):
    """A group the campaign addresses, with its own chapters."""

    name: str
    chapters: tuple[Chapter, ...]
    when: AudienceFilter = AudienceFilter()


class Campaign(msgspec.Struct, frozen=True):
    """A whole campaign file, checked and resolved. `version` is a hash of its text."""

    name: str
    story: str
    outcome: OutcomeGoal
    match: MatchTerms
    audiences: tuple[Audience, ...]
    themes: dict[str, tuple[str, ...]] = {}
    acts: dict[Act, tuple[str, ...]] = {}  # how people of this campaign say what they do
    events: tuple[Event, ...] = ()
    release_on_advance: bool = False  # else a chapter changes when the team says so
    policy: Policy = Policy()
    version: str = ""
    alerts: tuple[Route, ...] = ()  # who is told what
    starts: Millis | None = None  # when it begins; None: with the first hour that a few authors speak from
    timezone: str = "UTC"  # IANA name: of dates in the file
    stance: StanceTerms = StanceTerms()
    quotes: bool = True  # whether people's words may be shown, where `pipelines.quotes` lets them be
    brand: str = ""  # whose campaign it is, where a `brand:` file says it
    commitments: tuple[Commitment, ...] = ()  # what the brand promised in public
    own_accounts: OwnAccounts = OwnAccounts()
    on_debt: OnDebt = OnDebt.WARN
    values: dict[str, tuple[str, ...]] = {}  # what the campaign stands for, and the words that contradict each

    def audience(self, name: str) -> Audience | None:
        """The audience of that name, or None."""
        return next((each for each in self.audiences if each.name == name), None)


def audience_key(campaign: str, audience: str) -> str:
    """The Kafka key of all that concerns one audience of one campaign. Names cannot contain the bar."""
    return f"{campaign}|{audience}"
