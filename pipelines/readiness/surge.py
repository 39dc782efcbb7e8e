"""Crowd: an audience's last week hour by hour, and how much louder than usual it is now.

A crowd comes for a star, a scandal, an evening; readiness needs none. So for who wants to hear early (`early.py`) the
votes beyond the usual number count as if guests had cast them, all for the story.
"""

from math import sqrt

from models.policy import Early, Policy
from models.posts import HOUR_MS
from pipelines.readiness.detector import HourlyWeek
from pipelines.readiness.inputs import WindowSpan

DAY, WEEK = 24, 168  # hours: people's habits repeat by the day and by the week


def add_hour(week: HourlyWeek, span: WindowSpan, count: float, hits: float, policy: Early) -> HourlyWeek:
    """The week with a window's votes in the hour in which the window starts; hours without any are 0."""
    hour = span.start // HOUR_MS
    new = hour - week.hour if week.votes else 1
    if new <= 0:
        return HourlyWeek(
            week.hour, (*week.votes[:-1], week.votes[-1] + count), (*week.hits[:-1], week.hits[-1] + hits)
        )
    gap = (0.0,) * (min(new, WEEK) - 1)
    kept = WEEK + policy.surge_longest_hours
    return HourlyWeek(hour, (*week.votes, *gap, count)[-kept:], (*week.hits, *gap, hits)[-kept:])


def surge_ratio(week: HourlyWeek, policy: Policy) -> float:
    """How many times as many votes as a calm audience casts the last one, three or six hours had: 1 at least.

    Calm: `calm_volume` times the usual; fewer hours, which have few votes, may have two s.d. (Poisson) more.
    """
    early, calm, votes = policy.early, policy.evidence.calm_volume, week.votes
    return max(
        1.0,
        _times(votes, early.surge_hours, early.surge_deviations, calm),
        _times(votes, early.surge_longer_hours, early.surge_deviations, calm),
        _times(votes, early.surge_longest_hours, 0.0, calm),
    )


def _times(votes: tuple[float, ...], hours: int, spread: float, calm: float) -> float:
    often = max(usual_votes(votes, hours), 1.0)
    return sum(votes[-hours:]) / (calm * often + spread * sqrt(often))


def usual_votes(votes: tuple[float, ...], hours: int) -> float:
    """Votes in the same hours of the seven days before, on average: an audience has its times of day."""
    ends = [len(votes) - DAY * day for day in range(1, 8) if len(votes) - DAY * day >= hours]
    return sum([sum(votes[end - hours : end]) for end in ends]) / max(len(ends), 1)


def discount_excess_votes(count: float, hits: float, crowd: float) -> float:
    """Hits among so many votes, were all those above the usual number hits that guests had cast."""
    return max(0.0, count - (count - hits) * crowd)
