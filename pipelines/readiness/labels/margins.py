"""Margins: the null of a labelled share, on the scale of true shares: the bar, and what chance may add to it.

    m = bar + max(label_margin, panel_margin / sqrt(authors), day_margin * s)

s is the between-day standard deviation of true shares: moods that all share for a day. Only tags show it, so the
deviation of the tagged share, less what the days' own numbers of votes make of it (binomial), is divided by the
contrast of the tags, `Se - Fp`.
"""

from math import sqrt
from statistics import median

from models.policy import Policy
from pipelines.readiness.detector import DailyMean
from pipelines.readiness.labels.label_evidence import UsualOpposition
from pipelines.readiness.labels.tallies import TagTable
from pipelines.readiness.nulls import between_day_deviation, sampling_margin


def label_null(bar: float, days: tuple[DailyMean, ...], authors: int, table: TagTable, policy: Policy) -> float:
    """`m`, for `days` of which the last is not over. `table` has labels on tags, with its pseudo-labels."""
    contrast = max(table.sensitivity - table.false_positive, policy.labelling.least_contrast)
    moods = policy.evidence.day_margin * mood_deviation(days, policy) / contrast
    margin = max(policy.labelling.label_margin, sampling_margin(authors, policy), moods)
    return min(policy.evidence.null_cap, bar + margin)


def labelled_opposition_null(usual: UsualOpposition, authors: int, policy: Policy) -> float:
    """Null of labelled opposition, a share of all labels: what campaigns meet, or what is usual here and some more.

    Perhaps beyond 1. The usual is what its first labels said, and the rise asked for covers the doubt of that.
    """
    numbers, share = policy.stepping_back, usual.against / max(usual.labels, 1)
    doubt = numbers.usual_deviations * sqrt(share * (1.0 - share) / max(usual.labels, 1))
    null = max(numbers.tolerated_against, share + max(numbers.against_rise, doubt))
    return null + max(policy.labelling.label_margin, sampling_margin(authors, policy))


def mood_deviation(days: tuple[DailyMean, ...], policy: Policy) -> float:
    """Between-day deviation of the tagged share that is more than the luck of so many votes a day."""
    deviation = between_day_deviation(days, policy.evidence)
    past = [day for day in days[:-1] if day.weight > 0.0]
    if deviation <= 0.0 or not past:
        return 0.0
    share, votes = median(day.mean for day in past), median(day.votes for day in past)
    return sqrt(max(deviation * deviation - share * (1.0 - share) / max(votes, 1.0), 0.0))
