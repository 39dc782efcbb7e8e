"""Campaign files from the disk: read, checked, their names apart."""

import logging
from collections.abc import Sequence
from pathlib import Path

from listener.campaign_file import CheckedBrand, CheckedCampaign, check_brand, check_campaign, is_brand_file
from listener.campaign_file.nodes import MAX_BYTES
from listener.files.identity import refuse_overwriting
from listener.files.lines import read_bytes
from listener.settings import variables
from listener.sinks.file import FILE_SINK
from models.alerts import Route
from models.campaigns import Campaign
from models.errors import InputError

log = logging.getLogger(__name__)


def check_file(path: str) -> CheckedCampaign:
    """One campaign file (`-` is standard input), with its fields' lines.

    Raises CampaignError; and InputError, also where its alerts go to the file itself.
    """
    checked = check_campaign(read_bytes(path, MAX_BYTES), path, lambda brand: check_brand_file(_beside(path, brand)))
    for route in checked.campaign.alerts:
        _refuse_alerts_onto([path], path, route)
    return checked


def check_brand_file(path: str) -> CheckedBrand:
    """One brand's file, with its fields' lines. Raises CampaignError and InputError."""
    return check_brand(read_bytes(path, MAX_BYTES), path)


def read_brand_or_none(path: str) -> CheckedBrand | None:
    """The brand of a file with `brand:` in place of `campaign:`; None for any other, and for standard input."""
    if path == "-" or not is_brand_file(read_bytes(path, MAX_BYTES)):
        return None
    return check_brand_file(path)


def _beside(path: str, brand: str) -> str:
    """A brand's file as a campaign's names it: from the campaign's folder on."""
    return str(Path(path).parent / brand)


def load_files(paths: Sequence[str], inputs: Sequence[str] = ()) -> tuple[Campaign, ...]:
    """The campaigns of the files, in their order; text that YAML cuts off is logged.

    Raises InputError, also where two have the same name, and where one's alerts go to a file that is read: to one of
    `paths`, or of the `inputs` that are read with them.
    """
    found = [(path, check_file(path)) for path in paths]
    for path, checked in found:
        for doubt in checked.doubts:
            log.warning("%s: %s", path, doubt)
        for route in checked.campaign.alerts:
            _refuse_alerts_onto((*paths, *inputs), path, route)
    campaigns = tuple(checked.campaign for _, checked in found)
    _refuse_same_names(paths, campaigns)
    return campaigns


def _refuse_alerts_onto(inputs: Sequence[str], path: str, route: Route) -> None:
    if route.sink != FILE_SINK.kind:
        return
    for address in route.to:
        written = variables().get(address[1:]) if address.startswith("$") else address
        refuse_overwriting(inputs, {f"{path}: alerts route `{route.name}`": written})


def _refuse_same_names(paths: Sequence[str], campaigns: Sequence[Campaign]) -> None:
    names = [campaign.name for campaign in campaigns]
    for path, name in zip(paths, names, strict=True):
        if names.count(name) > 1:
            raise InputError(f"{path}: another of the files is also called `{name}`: a campaign has one file")
