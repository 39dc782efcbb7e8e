"""Commitment: what a brand promised in public, as its file has it: measure, target, due date, cadence of updates."""

from enum import StrEnum

import msgspec

from models.posts import Millis


class Speaker(StrEnum):
    """Who speaks for a brand, as the source or `own_accounts` flags the author."""

    BRAND = "brand"
    LEADER = "leader"
    EMPLOYEE = "employee"


class OnDebt(StrEnum):
    """What an ADVANCE does while a commitment to its audience is silent or overdue."""

    WARN = "warn"  # it is told with the debt
    HOLD = "hold"  # it waits


class Measure(msgspec.Struct, frozen=True):
    """What is counted, from where to where, and by when."""

    name: str = ""
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    due: Millis | None = None  # the end of the due day

    def progress(self, value: float) -> float | None:
        """The share of the way from baseline to target that a value has gone: 1 is there, below 0 is backwards."""
        if self.baseline is None or self.target is None or self.baseline == self.target:
            return None
        return (value - self.baseline) / (self.target - self.baseline)


class Commitment(msgspec.Struct, frozen=True, kw_only=True):
    """One promise. Days are whole days of the campaign's time zone."""

    name: str
    quote: str  # verbatim
    made: Millis  # a bare date: the end of its day
    owner: str  # who is told
    source: str = ""  # where it was said; empty: it is announced, and not on record
    to: tuple[str, ...] = ()  # whom it was made to: audiences by name, or anybody else in words
    measure: Measure = Measure()
    update_every: int | None = None  # days; None: the brand's own median gap, else 90
    grace: int = 0  # days after that before silence is told
    unanswered_after: int = 7  # days in which people who ask should have an answer
    words: tuple[str, ...] = ()  # terms that tell it, in any language
    not_words: tuple[str, ...] = ()
    withdrawn: Millis | None = None  # the end of the day on which the brand took it back

    @property
    def missing(self) -> tuple[str, ...]:
        """What it lacks to be rated, in the words of the file's fields; empty: it can be rated."""
        measure = self.measure
        wanted = (
            ("measure", bool(measure.name)),
            ("target", measure.target is not None),
            ("baseline", measure.baseline is not None and measure.baseline != measure.target),
            ("due", measure.due is not None),
        )
        return tuple(name for name, is_there in wanted if not is_there)

    def is_to(self, audience: str, audiences: tuple[str, ...]) -> bool:
        """Whether it was made to an audience: named, or none of the campaign's audiences is."""
        named = [each for each in self.to if each in audiences]
        return not named or audience in named


class OwnAccounts(msgspec.Struct, frozen=True):
    """The brand's own accounts, as `channel:native id`, by who speaks there."""

    brand: tuple[str, ...] = ()
    leader: tuple[str, ...] = ()
    employee: tuple[str, ...] = ()

    def by_speaker(self) -> dict[Speaker, tuple[str, ...]]:
        """The same by speaker, the first of whom stands where an account is listed twice."""
        return {Speaker.BRAND: self.brand, Speaker.LEADER: self.leader, Speaker.EMPLOYEE: self.employee}
