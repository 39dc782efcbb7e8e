"""Families: what is true of an audience, how its tagger errs, and how its readers do."""

from dataclasses import dataclass, field

Steps = tuple[tuple[int, float], ...]  # (day, value): straight lines between, constant outside


def value_on(steps: Steps, day: float) -> float:
    """The value of a day."""
    before = [each for each in steps if each[0] <= day]
    after = [each for each in steps if each[0] > day]
    if not before or not after:
        return (before[-1] if before else after[0])[1]
    (a, x), (b, y) = before[-1], after[0]
    return x + (y - x) * (day - a) / (b - a)


@dataclass(frozen=True)
class Reading:
    """How a team reads: labels a day, hours until one is there, and what goes wrong."""

    labels: int = 20
    hours: float = 6.0  # on average, from the draw to the label
    missing: float = 0.0  # share of draws that nobody reads
    missing_no: float = 0.0  # of those whose author is not there, on top
    yes_for_no: float = 0.0  # P(read as there | not there)
    no_for_yes: float = 0.0
    is_checked: bool = True  # one in ten is read by a second reader, who errs likewise


@dataclass(frozen=True)
class Family:
    """An audience under a bar of 0.30, or one that passes it."""

    name: str
    share: Steps  # true share at or beyond the wanted stage
    authors: int = 600
    days: int = 37
    moods: float = 0.15  # s.d. of a day's mood, in log-odds, in the long run
    mood_lasting: float = 0.5  # of it, on the next day
    own: float = 0.8  # of the variance of what people say, that is their own
    pace: float = 0.25  # posts a day, on average
    volume: float = 0.2  # s.d. of the logarithm of a day's volume
    volume_follows: float = 0.0  # of the mood, in that logarithm
    volumes: Steps = ((0, 1.0),)
    channels: tuple[str, ...] = ("a", "b")
    sides: tuple[float, float, float] = (0.5, 0.1, 0.4)  # of the authors: for, against, neither
    sides_seen: float = 0.7
    sees: Steps = ((0, 0.85),)  # the tagger's sensitivity
    errs: Steps = ((0, 0.05),)  # and false-positive rate
    audiences: int = 1
    next_share: float | None = None  # true share at the next stage: the story goes on to it
    reading: Reading = field(default_factory=Reading)

    def shares_on(self, day: float) -> tuple[float, ...]:
        """True shares at or beyond the wanted stage, and the next where one is asked for."""
        share = value_on(self.share, day)
        return (share,) if self.next_share is None else (share, min(share, self.next_share))

    def rates_on(self, day: float) -> tuple[float, float]:
        """Sensitivity and false-positive rate."""
        return value_on(self.sees, day), value_on(self.errs, day)

    def volume_on(self, day: float) -> float:
        """A day's usual volume."""
        return value_on(self.volumes, day)


UNDER: Steps = ((0, 0.29),)
_UNREAD = Reading(labels=0)
NEVER = (
    Family("just under the bar", UNDER),
    Family("just under the bar, unread", UNDER, reading=_UNREAD),
    Family("strong moods", UNDER, moods=0.30),
    Family("strong moods, unread", UNDER, moods=0.30, reading=_UNREAD),
    Family("moods of many days", UNDER, moods=0.15, mood_lasting=0.9),
    Family("few", UNDER, authors=120),
    Family("few, unread", UNDER, authors=120, reading=_UNREAD),
    Family("many", UNDER, authors=3_000),
    Family("many, unread", UNDER, authors=3_000, reading=_UNREAD),
    Family("three audiences", UNDER, authors=400, audiences=3),
    Family("next chapter", ((0, 0.12), (12, 0.12), (14, 0.60)), next_share=0.29, days=60),
    Family("next chapter, unread", ((0, 0.12), (12, 0.12), (14, 0.60)), next_share=0.29, days=60, reading=_UNREAD),
    Family("fickle people", UNDER, own=0.2),
    Family("a tagger that drifts", UNDER, sees=((0, 0.85), (37, 0.95)), errs=((0, 0.05), (37, 0.30))),
    Family(
        "a tagger that jumps",
        UNDER,
        sees=((0, 0.85), (15, 0.85), (16, 0.99)),
        errs=((0, 0.05), (15, 0.05), (16, 0.5)),
    ),
    Family("a weak tagger", UNDER, sees=((0, 0.39),), errs=((0, 0.22),)),
    Family("late labels", UNDER, reading=Reading(hours=96.0)),
    Family("half the labels missing", UNDER, reading=Reading(missing=0.5)),
    Family("volume follows moods", UNDER, volume_follows=1.5),
    Family("volume swells", UNDER, volumes=((0, 1.0), (14, 1.0), (18, 3.0), (26, 3.0), (30, 1.0))),
    Family("busy people", UNDER, pace=0.8),
    Family("readers who err alike", UNDER, reading=Reading(yes_for_no=0.05, no_for_yes=0.05)),
    Family("readers who err one way", UNDER, reading=Reading(yes_for_no=0.05)),
    Family("a fifth of the no unread", UNDER, reading=Reading(missing_no=0.2)),
    Family("a wave that goes", ((0, 0.2), (14, 0.2), (15, 0.29), (20, 0.29), (21, 0.2))),
    Family("twenty labels of few", UNDER, authors=120, pace=0.15),
    Family("100 labels a day", UNDER, authors=3_000, reading=Reading(labels=100)),
    Family("half against", UNDER, sides=(0.4, 0.4, 0.2)),
)
