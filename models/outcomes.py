"""Outcome reports: what happened off the channels, counted by somebody else and told to us."""

from datetime import datetime

import msgspec


class OutcomeReport(msgspec.Struct, frozen=True):
    """So many units of a campaign's outcome, by a time. Counts add up; `id` makes a repeat harmless."""

    id: str
    campaign: str
    name: str
    count: float
    at: datetime
