"""Calls in posts: which calls to action a post takes up or speaks of, and which one a post of the campaign makes."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.campaigns import Audience
from models.posts import Post
from pipelines.tags.matching import PhraseFinder

_MET, _ANSWERED = "met", "answered"


class FoundCalls(NamedTuple):
    """Chapters by whose call's words a post speaks, and whose uptake it shows."""

    met: frozenset[str]
    answered: frozenset[str]

    @property
    def marks(self) -> tuple[str, ...]:
        """As marks of a day: `met:<chapter>`, `answered:<chapter>`."""
        return tuple(f"{kind}:{name}" for kind, names in zip((_MET, _ANSWERED), self, strict=True) for name in names)


NO_CALLS = FoundCalls(frozenset(), frozenset())


class CallReader:
    """The calls of one audience. A function of a post."""

    def __init__(self, audience: Audience) -> None:
        words = [((_MET, each.name), each.call_to_action) for each in audience.chapters]
        uptake = [((_ANSWERED, each.name), term) for each in audience.chapters for term in each.uptake.any]
        self._finder = PhraseFinder([*words, *uptake])
        self._links = [(each.name, link.casefold()) for each in audience.chapters for link in each.uptake.links]

    def find(self, post: Post) -> FoundCalls:
        """The calls in a post: a call's words, its uptake's words, or a link that begins with one of its links."""
        found = self._finder.find_keys(post.text or "", post.hashtags)
        answered = {name for kind, name in found if kind == _ANSWERED} | self._find_links(post.links, post.text or "")
        met = {name for kind, name in found if kind == _MET}
        return FoundCalls(frozenset(met), frozenset(answered)) if met or answered else NO_CALLS

    def _find_links(self, links: Sequence[str], text: str) -> set[str]:
        if not self._links:
            return set()
        written: Iterable[str] = (word.strip("()[]<>\"'.,") for word in text.split() if "://" in word)
        some = [each.casefold() for each in (*links, *written)]
        return {name for name, link in self._links if any(each.startswith(link) for each in some)}
