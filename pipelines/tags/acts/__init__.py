"""Acts: what the author does by posting, told by wordings and phrases, and where that puts them."""

from pipelines.tags.acts.bars import act_bars
from pipelines.tags.acts.deciding import Deed, act_of
from pipelines.tags.acts.participation import participation_of
from pipelines.tags.acts.patterns import PHRASES
from pipelines.tags.acts.phrases import Phrases, find_phrases
from pipelines.tags.acts.stages import calibrate, stage_of
from pipelines.tags.acts.wording_reader import Wording, read_wordings

__all__ = [
    "PHRASES",
    "Deed",
    "Phrases",
    "Wording",
    "act_bars",
    "act_of",
    "calibrate",
    "find_phrases",
    "participation_of",
    "read_wordings",
    "stage_of",
]
