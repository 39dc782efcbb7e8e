"""Campaign files from the disk: read, checked, their names apart."""

import logging
from collections.abc import Sequence

from listener.campaign_file import CheckedCampaign, check_campaign
from listener.campaign_file.nodes import MAX_BYTES
from listener.files.lines import read_bytes
from models.campaigns import Campaign
from models.errors import InputError

log = logging.getLogger(__name__)


def check_file(path: str) -> CheckedCampaign:
    """One campaign file (`-` is standard input), with its fields' lines. Raises InputError and CampaignError."""
    return check_campaign(read_bytes(path, MAX_BYTES), path)


def load_files(paths: Sequence[str]) -> tuple[Campaign, ...]:
    """The campaigns of the files, in their order; text that YAML cuts off is logged.

    Raises InputError, also where two have the same name.
    """
    found = [(path, check_file(path)) for path in paths]
    for path, checked in found:
        for doubt in checked.doubts:
            log.warning("%s: %s", path, doubt)
    campaigns = tuple(checked.campaign for _, checked in found)
    names = [campaign.name for campaign in campaigns]
    for path, name in zip(paths, names, strict=True):
        if names.count(name) > 1:
            raise InputError(f"{path}: another of the files is also called `{name}`: a campaign has one file")
    return campaigns
