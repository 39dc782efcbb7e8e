"""Drafts: campaign files of which only `match` is known yet.

What is missing is filled in below the draft's own lines, so that mistakes are told with theirs.
"""

import yaml

from listener.campaign_file.campaign import check_campaign
from listener.campaign_file.nodes import UnreadableYaml, compose_yaml
from models.campaigns import Campaign

_FILLED = {
    "campaign": "campaign: draft",
    "story": "story: a draft",
    "outcome": "outcome: {name: outcome, target: 1, unit: units}",
    "audiences": (
        "audiences: [{name: everybody, chapters: "
        "[{name: hear, stage: awareness, call_to_action: hear of it, ready_when: {authors: 1000000}}]}]"
    ),
}


def load_draft(data: bytes, name: str) -> Campaign:
    """The campaign of a draft's bytes. `name` is the file's, for messages. Raises CampaignError."""
    return check_campaign(data + _missing_lines(data), name).campaign


def _missing_lines(data: bytes) -> bytes:
    try:
        root = compose_yaml(data)
    except UnreadableYaml:
        return b""  # what reads it next says why
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return b""
    known = {key.value for key, _ in root.value if isinstance(key, yaml.ScalarNode)}
    return "".join(f"\n{line}" for field, line in _FILLED.items() if field not in known).encode()
