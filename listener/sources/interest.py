"""Interest: what of a whole network somebody listens for. What no campaign can match is passed over: of most posts
neither author nor id becomes a pseudonym, no person in the text is looked for, and likes are not even asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.campaigns import EVERYTHING, Campaign
from pipelines.tags import Matcher
from pipelines.tags.matching import FirstWords

_OF_MASKS = ("user", "e", "phone")  # with which terms begin that can stand where sources write `@user`


class Interest:
    """That of these campaigns."""

    def __init__(self, campaigns: Iterable[Campaign]) -> None:
        campaigns = tuple(campaigns)
        self._matcher = Matcher(campaigns)
        self._first_words = FirstWords(term for each in campaigns for term in each.match.any)
        self._masks_may_match = any(
            each.startswith(_OF_MASKS[0]) or each in _OF_MASKS for each in self._first_words.words
        )
        self.takes_activity = any(EVERYTHING in each.match.any for each in campaigns)  # it has no words to match

    def may_want(self, text: str, hashtags: Sequence[str] = ()) -> bool:
        """Whether a campaign may match a post of this text once people are masked in it. Quick; False is sure."""
        if self.takes_activity or self._masks_may_match:
            return True
        return self._first_words.may_stand_in(text, hashtags)

    def wants(self, text: str, hashtags: Sequence[str] = ()) -> bool:
        """Whether a campaign may match a post of these words; its channel and language have their say later."""
        return self._matcher.is_spoken_of(text, hashtags)
