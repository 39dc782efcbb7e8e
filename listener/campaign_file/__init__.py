"""The campaign file: YAML in, a checked Campaign out, or every mistake at once, each with its line.

nodes.py reads the YAML within bounds; first_mistakes.py knows what people write who are new to it, and
dropped_text.py what YAML drops of it; locations.py knows where each value stands and collects the mistakes;
values.py reads one value, or says what was expected in its place;
campaign.py, audiences.py, routes.py, destinations.py, policies.py, commitments.py and brands.py know the fields;
warnings.py and promises.py warn of what is legal and unwise; loading.py reads files from the disk.
"""

from listener.campaign_file.brands import CheckedBrand, check_brand, is_brand_file
from listener.campaign_file.campaign import CheckedCampaign, check_campaign, load_campaign
from listener.campaign_file.warnings import find_brand_warnings, find_warnings

__all__ = [
    "CheckedBrand",
    "CheckedCampaign",
    "check_brand",
    "check_campaign",
    "find_brand_warnings",
    "find_warnings",
    "is_brand_file",
    "load_campaign",
]
