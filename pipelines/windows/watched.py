"""Watched audience: what the steps need to know of the audience that a state is of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.campaigns import Audience, Campaign
from models.policy import ConfusionRates, Policy
from models.tags import Stage


@dataclass(frozen=True)
class WatchedAudience:
    """One audience of one campaign, with the version of our own tagger and its measured confusion rates by stage."""

    campaign: Campaign
    audience: Audience
    tagger: str = ""
    confusion_rates: Mapping[Stage, ConfusionRates] = field(default_factory=dict)

    @property
    def policy(self) -> Policy:
        """The campaign's."""
        return self.campaign.policy
