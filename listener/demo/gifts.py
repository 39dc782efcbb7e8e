"""What happens off the channels in the demo: gifts, which the fund's office tells of once a week. Written by us."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from models.campaigns import Campaign
from models.outcomes import OutcomeReport

_GIFTS_A_WEEK = (110, 140, 310, 160, 420)  # the star's fans give in the third week, the neighbours in the fifth


def gift_reports(campaign: Campaign, start: datetime) -> Iterator[OutcomeReport]:
    """A report at each week's end."""
    goal = campaign.outcome
    for week, gifts in enumerate(_GIFTS_A_WEEK, 1):
        at = start + timedelta(weeks=week)
        yield OutcomeReport(f"week-{week}", campaign.name, goal.name, gifts, at, goal.unit)
