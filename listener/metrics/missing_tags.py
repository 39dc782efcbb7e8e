"""Missing tags: whether the tagger still says anything, by the last posts that it read.

A tagger that is broken says nothing of any post, and no other figure shows it: posts go on to be counted.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from typing import Final

from models.journeys import TaggedPost
from models.tags import Stance, Tags

POSTS_JUDGED: Final = 100  # that are looked at, the latest; with fewer nothing is said
_KINDS: Final = ("language", "sentiment", "stance", "act")


class MissingTags:
    """Of the last posts that our own tagger read, what it said of each."""

    def __init__(self) -> None:
        self._said: deque[frozenset[str]] = deque(maxlen=POSTS_JUDGED)

    def add(self, messages: Iterable[object]) -> None:
        """Notes the tags of the posts among the messages, but of those that arrived with some."""
        own = [each for each in messages if isinstance(each, TaggedPost) and not each.tags.arrived]
        self._said.extend(_find_said(each.tags) for each in own)

    def ratios(self) -> Mapping[tuple[str, ...], float]:
        """The share of the last posts without a tag, by tag; nothing before there are as many posts."""
        if len(self._said) < POSTS_JUDGED:
            return {}
        return {(kind,): sum(kind not in said for said in self._said) / POSTS_JUDGED for kind in _KINDS}


def _find_said(tags: Tags) -> frozenset[str]:
    found = {
        "language": tags.language is not None,
        "sentiment": tags.sentiment is not None,
        "stance": tags.stance is not Stance.UNKNOWN,
        "act": tags.act is not None,
    }
    return frozenset(kind for kind, is_said in found.items() if is_said)
