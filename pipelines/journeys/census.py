"""Census: a count of who is in the panel. It looks at every author, so it is taken every few hours of event time."""

from collections import Counter

from models.journeys import Census
from models.policy import Policy
from models.posts import DAY_MS, HOUR_MS, Millis
from pipelines.journeys.panel import Panel
from pipelines.journeys.roles import count_roles
from pipelines.journeys.steady import count_steady, list_voters

_CHANNELS = 16  # the largest: the head has room for them; of others the share is told as that of a few


def is_census_due(last: Census, hour: int, policy: Policy) -> bool:
    """Whether to count when the hour of this number closes: at fixed hours, and until somebody is there."""
    every = policy.eligibility.census_hours
    return hour % every == every - 1 or last.authors == 0


def take_census(panel: Panel, at: Millis, policy: Policy, newcomers_since: Millis = 0) -> Census:
    """The panel at event time `at`.

    Present are the authors seen within the activity horizon; eligible, those of them who are known for
    `min_age_hours` and have been seen on two days. The newcomers' return rate is over those of minimum age who were
    first seen within the horizon: the share of them that came back on another day. None without any. The detector
    says who is a newcomer among the steady (`newcomers_since`).
    """
    oldest = at - policy.eligibility.activity_days * DAY_MS
    of_age_since = round(at - policy.eligibility.min_age_hours * HOUR_MS)
    present = [author for author in panel.values() if author.last_seen >= oldest]
    of_age = [author for author in present if author.first_seen <= of_age_since]
    returned = [a.first_seen for a in of_age if a.first_seen // DAY_MS < a.last_seen // DAY_MS]
    newcomers = sum([author.first_seen >= oldest for author in of_age])
    newcomers_returned = sum([first_seen >= oldest for first_seen in returned])
    voters = list_voters(present, at, policy)
    by_role, new_activists = count_roles(present, at)
    return Census(
        authors=len(present),
        eligible=len(returned),
        voting=len(voters),
        steady=count_steady(voters, at, newcomers_since, policy),
        newcomers_return_rate=newcomers_returned / newcomers if newcomers else None,
        roles=by_role,
        by_channel=dict(sorted(Counter(author.channel for author in voters).most_common(_CHANNELS))),
        new_activists=new_activists,
    )
