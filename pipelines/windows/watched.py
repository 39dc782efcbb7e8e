"""Watched audience: what the steps need to know of the audience that a state is of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from models.author_keys import PUBLIC_AUTHOR_KEY, AuthorKey
from models.campaigns import Audience, Campaign
from models.policy import ConfusionRates, Policy, share_errors
from models.tags import Stage


@dataclass(frozen=True)
class WatchedCampaign:
    """One campaign with commitments: its name is its Kafka key, which no audience has."""

    campaign: Campaign
    author_key: AuthorKey = PUBLIC_AUTHOR_KEY


@dataclass(frozen=True)
class WatchedAudience:
    """One audience of one campaign, with the version of our own tagger and its measured confusion rates by stage.

    `author_key` is the secret behind the panel's hash (`panel_key`).
    """

    campaign: Campaign
    audience: Audience
    tagger: str = ""
    confusion_rates: Mapping[Stage, ConfusionRates] = field(default_factory=dict)
    author_key: AuthorKey = PUBLIC_AUTHOR_KEY

    @cached_property
    def policy(self) -> Policy:
        """The campaign's, with this audience's part of what may go wrong."""
        return share_errors(self.campaign.policy, len(self.campaign.audiences))

    @cached_property
    def panel_key(self) -> bytes:
        """What keys the hash by which the panel knows its authors. Secret: never shown."""
        return self.author_key.panel_key(self.campaign.name)
