"""Detector: all that weighing remembers of one chapter of one audience. Small, frozen, made of sums."""

import msgspec

from models.policy import Policy
from models.posts import DAY_MS, Millis
from pipelines.readiness.e_process import EProcess
from pipelines.readiness.strata import SufficientStatistics


class DailyMean(msgspec.Struct, frozen=True, array_like=True):
    """One calendar day (UTC): its votes, and sums over windows of weight, and of weight times the window's value."""

    day: int
    votes: float = 0.0
    weight: float = 0.0
    value: float = 0.0

    @property
    def mean(self) -> float:
        """The day's value, 0..1."""
        return self.value / self.weight


class HourlyWeek(msgspec.Struct, frozen=True, array_like=True):
    """A little more than a week, hour by hour: votes, and those at the wanted stage. For `early.py` alone."""

    hour: int = 0  # of the last entries, since 1970
    votes: tuple[float, ...] = ()
    hits: tuple[float, ...] = ()


class ChapterDetector(msgspec.Struct, frozen=True):
    """State of one chapter. `start_detector` makes one; `pipelines.readiness.judged` gives the next."""

    chapter: str
    first_heard: Millis  # when the audience was first heard
    chapter_started: Millis  # when the chapter started
    newcomers_since: Millis  # who was first seen later is a newcomer
    last_closed: Millis  # end of the last window
    last_voted: Millis  # end of the last window that had votes
    last_weighed: Millis  # end of the last window that was weighed
    channel_weights: dict[str, float] = {}  # W_g by channel, fixed once settled; sums to 1
    recent_strata: dict[str, SufficientStatistics] = {}  # all votes, fading by half in `memory_hours`
    e_processes: dict[str, EProcess] = {}  # by claim
    daily_means: tuple[DailyMean, ...] = ()
    recent_votes: float = 0.0  # number of votes, fading by half in `volume_hours`
    baseline_against: float = 0.0  # share against when the chapter settled
    baseline_held: float | None = None  # share at the held stage then
    enough_authors_since: Millis = -1  # since when the number of authors holds; -1: it does not
    hourly_week: HourlyWeek = HourlyWeek()  # empty where the policy asks for nothing early


def start_detector(
    chapter: str, at: Millis, policy: Policy, before: ChapterDetector | None = None
) -> ChapterDetector:
    """A chapter's detector, starting at `at`. What the audience is comes from `before`, evidence does not."""
    first = at if before is None else before.first_heard
    settled = first + policy.weighing.warm_up_days * DAY_MS
    anchor = max(settled, at - policy.eligibility.established_days * DAY_MS)
    fresh = ChapterDetector(
        chapter=chapter,
        first_heard=first,
        chapter_started=at,
        newcomers_since=anchor,
        last_closed=at,
        last_voted=at,
        last_weighed=at,
    )
    if before is None:
        return fresh
    days = tuple(DailyMean(day.day, day.votes) for day in before.daily_means)
    return msgspec.structs.replace(
        fresh,
        recent_strata=before.recent_strata,
        last_voted=before.last_voted,
        daily_means=days,
        recent_votes=before.recent_votes,
    )
