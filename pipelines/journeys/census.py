"""Census: who is in the panel. Counted every few hours of event time, as it looks at every author."""

from models.journeys import Census
from models.policy import Policy
from models.posts import DAY_MS, HOUR_MS, Millis
from pipelines.journeys.panel import Panel
from pipelines.journeys.roles import roles


def is_census_due(last: Census, hour: int, policy: Policy) -> bool:
    """Whether the panel is to be counted when this hour closes: at fixed hours, and as soon as anybody is there."""
    every = policy.eligibility.census_hours
    return hour % every == every - 1 or last.authors == 0


def take_census(panel: Panel, at: Millis, policy: Policy) -> Census:
    """Counted at event time `at`: authors present, who of them may vote, their roles, how many newcomers came back.

    The return rate is over authors first seen between the minimum age and the activity horizon ago.
    """
    oldest = at - policy.eligibility.activity_days * DAY_MS
    aged = round(at - policy.eligibility.min_age_hours * HOUR_MS)
    present = [author for author in panel.values() if author.last_seen >= oldest]
    old_enough = [author for author in present if author.first_seen <= aged]
    eligible = [
        author.first_seen for author in old_enough if author.first_seen // DAY_MS < author.last_seen // DAY_MS
    ]  # returned
    young = sum([author.first_seen >= oldest for author in old_enough])
    stayed = sum([first >= oldest for first in eligible])
    by_role, crossed = roles(present, at)
    return Census(
        authors=len(present),
        eligible=len(eligible),
        newcomers_return_rate=stayed / young if young else None,
        roles=by_role,
        new_activists=crossed,
    )
