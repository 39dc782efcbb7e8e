"""The campaign file: YAML in, a checked Campaign out, or every mistake at once, each with its line.

tree.py reads the YAML within bounds; reading.py reads one value and says what was expected instead; building.py knows
the fields; unwise.py warns of what is legal and unwise.
"""

from listener.campaign_file.building import Checked, check, load
from listener.campaign_file.unwise import warnings

__all__ = ["Checked", "check", "load", "warnings"]
