"""Surge: how much louder than usual an audience is just now, told by its last week hour by hour.

A crowd comes for a star, a scandal or an evening, and its votes are no sign of readiness. So `early.py` takes the
excess votes, those beyond the usual number, for votes of such a crowd, and assumes the worst of them: that all are at
the wanted stage. Votes and hits are numbers of votes, not weights.
"""

from math import sqrt

from models.policy import Early, Policy
from models.posts import HOUR_MS
from pipelines.readiness.detector import HourlyWeek
from pipelines.readiness.inputs import WindowSpan

DAY, WEEK = 24, 168  # hours: people's habits repeat by the day and by the week
_DAYS_OF_WEEK = WEEK // DAY


def add_hour(week: HourlyWeek, span: WindowSpan, votes: float, hits: float, early: Early) -> HourlyWeek:
    """The week with a window's votes in the hour in which the window starts; hours without any are 0."""
    hour = span.start // HOUR_MS
    new_hours = hour - week.hour if week.votes else 1
    if new_hours <= 0:
        latest_votes, latest_hits = week.votes[-1] + votes, week.hits[-1] + hits
        return HourlyWeek(week.hour, (*week.votes[:-1], latest_votes), (*week.hits[:-1], latest_hits))
    gap = (0.0,) * (min(new_hours, WEEK) - 1)
    kept = WEEK + early.surge_longest_hours
    return HourlyWeek(hour, (*week.votes, *gap, votes)[-kept:], (*week.hits, *gap, hits)[-kept:])


def surge_ratio(week: HourlyWeek, policy: Policy) -> float:
    """How many times as many votes as a calm audience casts were cast in the last hours, at least 1.

    The largest ratio over the last one, three and six hours. Calm is up to `calm_volume` times the usual number; the
    two shorter spans have few votes, and may have `surge_deviations` standard deviations (Poisson: sqrt of the mean)
    more.
    """
    early, calm, votes = policy.early, policy.evidence.calm_volume, week.votes
    return max(
        1.0,
        _ratio_to_calm(votes, early.surge_hours, early.surge_deviations, calm),
        _ratio_to_calm(votes, early.surge_longer_hours, early.surge_deviations, calm),
        _ratio_to_calm(votes, early.surge_longest_hours, 0.0, calm),
    )


def _ratio_to_calm(votes: tuple[float, ...], hours: int, deviations: float, calm: float) -> float:
    usual = max(usual_votes(votes, hours), 1.0)
    return sum(votes[-hours:]) / (calm * usual + deviations * sqrt(usual))


def usual_votes(votes: tuple[float, ...], hours: int) -> float:
    """Votes in the same hours of the seven days before, on average: an audience has its times of day."""
    ends = [len(votes) - DAY * day for day in range(1, _DAYS_OF_WEEK + 1)]
    full = [end for end in ends if end >= hours]
    return sum([sum(votes[end - hours : end]) for end in full]) / max(len(full), 1)


def discount_excess_votes(votes: float, hits: float, ratio: float) -> float:
    """The hits that are left when the excess votes are taken to be hits, each of them: from 0 up to `hits`.

    With `ratio` times the calm number, `votes / ratio` votes are the audience's own, and all misses are among them.
    What is left is the share of hits in the own votes, `1 - misses / (votes / ratio)`, times `votes`.

    >>> discount_excess_votes(votes=9, hits=5, ratio=1.5)  # of 6 own votes 4 are misses: 3 of 9 are hits
    3.0
    """
    return max(0.0, votes - (votes - hits) * ratio)
