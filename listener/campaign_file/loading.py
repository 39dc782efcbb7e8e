"""Campaign files from the disk: read, checked, their names apart."""

from collections.abc import Sequence

from listener.campaign_file import Checked, check
from listener.campaign_file.tree import MAX_BYTES
from listener.files.lines import read_bytes
from models.campaigns import Campaign
from models.errors import InputError


def checked(path: str) -> Checked:
    """One campaign file (`-` is standard input), with its fields' lines. Raises InputError and CampaignError."""
    return check(read_bytes(path, MAX_BYTES), path)


def loaded(paths: Sequence[str]) -> tuple[Campaign, ...]:
    """The campaigns of the files, in their order. Raises InputError, also where two have the same name."""
    campaigns = tuple(checked(path).campaign for path in paths)
    names = [campaign.name for campaign in campaigns]
    for path, name in zip(paths, names, strict=True):
        if names.count(name) > 1:
            raise InputError(f"{path}: another of the files is also called `{name}`: a campaign has one file")
    return campaigns
