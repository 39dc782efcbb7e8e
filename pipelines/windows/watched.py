"""Watched: whom the steps of this folder watch, and by whose tags."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.campaigns import Audience, Campaign
from models.policy import ConfusionRates, Policy
from models.tags import Stage


@dataclass(frozen=True)
class WatchedAudience:
    """One audience of one campaign, and the tagger whose tags it gets: its version, and its faults by stage."""

    campaign: Campaign
    audience: Audience
    tagger: str = ""
    confusion_rates: Mapping[Stage, ConfusionRates] = field(default_factory=dict)

    @property
    def policy(self) -> Policy:
        return self.campaign.policy
