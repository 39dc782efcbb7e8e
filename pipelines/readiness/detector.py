"""Detector: all that weighing remembers of one chapter of one audience. Small, frozen, made of sums."""

import msgspec

from models.policy import Policy
from models.posts import DAY_MS, Millis
from pipelines.readiness.e_process import EProcess
from pipelines.readiness.labels.drawing import Drawing
from pipelines.readiness.labels.label_evidence import LabelEvidence
from pipelines.readiness.onset import OnsetSearch
from pipelines.readiness.strata import SufficientStatistics


class DailyMean(msgspec.Struct, frozen=True, array_like=True):
    """One calendar day (UTC): its number of votes, and sums over its windows for the mean of their values.

    `weight` sums the windows' weights, `value` their weights times their values of the claim `everyone`.
    """

    day: int  # since 1970
    votes: float = 0.0
    weight: float = 0.0
    value: float = 0.0

    @property
    def mean(self) -> float:
        """The weighted mean of the day's values, 0..1."""
        return self.value / self.weight


class HourlyWeek(msgspec.Struct, frozen=True, array_like=True):
    """A little more than a week, hour by hour: votes, and those at the wanted stage. For `early.py` alone."""

    hour: int = 0  # of the last entries, since 1970
    votes: tuple[float, ...] = ()
    hits: tuple[float, ...] = ()


class ChapterDetector(msgspec.Struct, frozen=True):
    """State of one chapter. `start_detector` makes one, and weighing a window gives the next.

    The warm-up ends with the first window after it that finds enough authors: that window fixes `channel_weights` and
    the baselines, from the votes before it. While `channel_weights` is empty nothing is decided; from then on, they
    follow the veterans slowly (`resettling.py`).
    """

    chapter: str
    first_heard: Millis  # when the audience was first heard, in any chapter
    chapter_started: Millis
    newcomers_since: Millis  # who was first seen later is a newcomer
    last_closed: Millis  # end of the last window
    last_voted: Millis  # end of the last window that had votes
    last_weighed: Millis  # end of the last window whose votes were bet on or remembered
    channel_weights: dict[str, float] = {}  # each channel's share of the remembered weight; they sum to 1
    recent_strata: dict[str, SufficientStatistics] = {}  # all votes, fading by half in `memory_hours`
    e_processes: dict[str, EProcess] = {}  # by claim
    daily_means: tuple[DailyMean, ...] = ()  # the last `kept_days`, today's last
    recent_votes: float = 0.0  # number of votes, fading by half in `volume_hours`
    baseline_against: float = 0.0  # share against at the end of the warm-up, of the votes whose stance is known
    baseline_held: float | None = None  # apparent share at the stage to be held, then
    enough_authors_since: Millis = -1  # since when the number of authors is enough; -1: it is not
    hourly_week: HourlyWeek = HourlyWeek()  # empty where the policy asks for nothing early
    has_advanced: bool = False  # since an ADVANCE whose ground still stands
    has_turned: bool = False  # the same of a STEP_BACK
    drawing: Drawing = Drawing()  # of votes that people are asked to read
    labels: LabelEvidence = LabelEvidence()  # what they said
    onset: OnsetSearch = OnsetSearch()  # since when the share is there, by tags


def start_detector(
    chapter: str, at: Millis, policy: Policy, before: ChapterDetector | None = None
) -> ChapterDetector:
    """A chapter's detector, starting at `at`. It knows the audience from the chapter before; evidence starts anew."""
    first_heard = at if before is None else before.first_heard
    warm_up_end = first_heard + policy.weighing.warm_up_days * DAY_MS
    fresh = ChapterDetector(
        chapter=chapter,
        first_heard=first_heard,
        chapter_started=at,
        newcomers_since=max(warm_up_end, at - policy.eligibility.established_days * DAY_MS),
        last_closed=at,
        last_voted=at,
        last_weighed=at,
    )
    return fresh if before is None else _keep_audience(fresh, before)


def _keep_audience(fresh: ChapterDetector, before: ChapterDetector) -> ChapterDetector:
    """With what the chapter before knows of the audience's votes. Its days' values were of another stage: they go.

    What labels say of tagger and readers holds for every stage; the evidence from them is of one chapter.
    """
    return msgspec.structs.replace(
        fresh,
        recent_strata=before.recent_strata,
        last_voted=before.last_voted,
        daily_means=tuple(DailyMean(day.day, day.votes) for day in before.daily_means),
        recent_votes=before.recent_votes,
        labels=LabelEvidence(tallies=before.labels.tallies, usual=before.labels.usual),
    )
