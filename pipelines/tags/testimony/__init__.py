"""Testimony: whether somebody tells of harm done to them or to theirs, by words and what stands near them.

It is told twice: here, by words of harm near words for oneself and one's own, in every language that we read; and by
a head of the classifier of acts, which knows veiled tellings by how they are put. Either is enough.
"""

from pipelines.tags.testimony.harm import find_harm, find_harm_in_all
from pipelines.tags.testimony.signs import Sign, read_signs
from pipelines.tags.testimony.veiled import may_be_veiled

__all__ = ["Sign", "find_harm", "find_harm_in_all", "may_be_veiled", "read_signs"]
