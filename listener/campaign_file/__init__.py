"""The campaign file: YAML in, a checked Campaign out, or every mistake at once, each with its line.

nodes.py reads the YAML within bounds; first_mistakes.py knows what people write who are new to it, and
dropped_text.py what YAML drops of it; locations.py knows where each value stands and collects the mistakes;
values.py reads one value, or says what was expected in its place;
campaign.py, audiences.py, routes.py, destinations.py and policies.py know the fields;
warnings.py warns of what is legal and unwise; loading.py reads files from the disk.
"""

from listener.campaign_file.campaign import CheckedCampaign, check_campaign, load_campaign
from listener.campaign_file.warnings import find_warnings

__all__ = ["CheckedCampaign", "check_campaign", "find_warnings", "load_campaign"]
