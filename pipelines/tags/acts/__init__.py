"""Acts: what the author does by posting, told by phrases, and where that puts them."""

from pipelines.tags.acts.deciding import act_of
from pipelines.tags.acts.participation import participation_of
from pipelines.tags.acts.patterns import PHRASES
from pipelines.tags.acts.phrases import Phrases, find_phrases
from pipelines.tags.acts.stages import calibrate, stage_of

__all__ = ["PHRASES", "Phrases", "act_of", "calibrate", "find_phrases", "participation_of", "stage_of"]
