"""Stance: whether the author is for the campaign's story, against it, neither, or shows nothing of it.

Tone is another matter: who is angry that nobody helps stands with those who need help, and who jokes about a scam
does not. So tone is asked last, and only about a name of the story.
"""

from pipelines.tags.stance.declared_terms import StoryTerms, story_terms
from pipelines.tags.stance.reading import PostReading, stance_of

__all__ = ["PostReading", "StoryTerms", "stance_of", "story_terms"]
