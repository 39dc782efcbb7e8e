"""Interest: what of a whole network somebody listens for. What no campaign can match is passed over before it is read
to the end: of most posts neither author nor id becomes a pseudonym, and likes are not even asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.campaigns import EVERYTHING, Campaign
from pipelines.tags import Matcher
from pipelines.tags.matching import FirstWords


class Interest:
    """That of these campaigns."""

    def __init__(self, campaigns: Iterable[Campaign]) -> None:
        campaigns = tuple(campaigns)
        self._matcher = Matcher(campaigns)
        self._first_words = FirstWords(term for each in campaigns for term in each.match.any)
        self.takes_activity = any(EVERYTHING in each.match.any for each in campaigns)  # it has no words to match

    def may_want(self, frame: bytes) -> bool:
        """Whether a frame of JSON may hold a text that is wanted: one of ASCII without a term's word cannot."""
        if self.takes_activity or not frame.isascii() or b"\\u" in frame:
            return True
        return self._first_words.may_stand_in(frame.lower().decode("ascii"))

    def wants(self, text: str, hashtags: Sequence[str] = ()) -> bool:
        """Whether a campaign may match a post of these words; its channel and language have their say later."""
        return self._matcher.is_spoken_of(text, hashtags)
