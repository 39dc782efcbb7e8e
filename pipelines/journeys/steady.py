"""Steady authors: how many of a panel's voters stand for an audience, and not for a crowd that came or was bought.

The number of authors that a chapter asks for has the guards that votes have. An author counts who has a vote within
the activity horizon: came back after `min_age_hours`, with words that are not everybody's. Of these are steady

- veterans, first seen before the detector's newcomers or `turnover_days` ago, who do not post on most days;
- established authors (`established_days`) who came later, week by week: the arrivals of a week make up at most
  `newcomers_share` of the authors counted up to it. An audience that grows is followed; a surge waits until its
  authors are veterans.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from models.journeys import ActiveDay, Author
from models.policy import Policy
from models.posts import DAY_MS, Millis

_WEEK_MS = 7 * DAY_MS


def list_voters(present: Iterable[Author], at: Millis, policy: Policy) -> list[Author]:
    """The authors who have a vote within the activity horizon before `at`."""
    oldest = at - policy.eligibility.activity_days * DAY_MS
    return [author for author in present if author.last_vote >= oldest and author.last_vote]


def count_steady(voters: Iterable[Author], at: Millis, newcomers_since: Millis, policy: Policy) -> int:
    """How many of these authors are steady at event time `at`. The detector says who is a newcomer."""
    veterans_until = max(newcomers_since, at - policy.weighing.turnover_days * DAY_MS)
    established_until = at - policy.eligibility.established_days * DAY_MS
    latest = max(veterans_until, established_until)  # of those who came later none counts
    steady = [each.first_seen for each in voters if each.first_seen <= latest and not is_busy(each, at, policy)]
    counted = sum([first_seen <= veterans_until for first_seen in steady])
    later = Counter([seen // _WEEK_MS for seen in steady if veterans_until < seen <= established_until])
    share = policy.weighing.newcomers_share
    for _, arrivals in sorted(later.items()):
        counted += min(arrivals, int(counted * share / (1.0 - share))) if share < 1.0 else arrivals
    return counted


def is_busy(author: Author, at: Millis, policy: Policy) -> bool:
    """Whether the author posts on most days, in the last week or month: as `readiness.strata` says of a vote."""
    today, known = at // DAY_MS, (at - author.first_seen) / DAY_MS + 1
    days, busy = author.active_days, policy.weighing.busy_share
    if days and days[-1].number > today:
        days = tuple([day for day in days if day.number <= today])
    week, month = policy.weighing.recent_days, policy.eligibility.activity_days
    return _has_active_days(days, int(busy * min(week, known)) + 1, today - week) or _has_active_days(
        days, int(busy * min(month, known)) + 1, today - month
    )


def _has_active_days(days: Sequence[ActiveDay], count: int, after: int) -> bool:
    """Whether at least `count` of the days, which are in order, come after the one of number `after`."""
    return len(days) >= count and days[-count].number > after
