"""Values in posts: which of a campaign's values a post contradicts, by the words of the campaign file."""

from collections.abc import Iterable, Mapping

from models.posts import Post
from pipelines.movement.observing import VALUE_MARK
from pipelines.tags.matching import PhraseFinder


class ValueReader:
    """The values of one campaign: words that contradict each. A function of a post."""

    def __init__(self, values: Mapping[str, Iterable[str]]) -> None:
        terms = [(name, term) for name, terms in values.items() for term in terms]
        self._finder = PhraseFinder(terms) if terms else None

    def find_marks(self, post: Post) -> tuple[str, ...]:
        """As marks of a day: `contradicts:<value>`, in order."""
        found = self._finder.find_keys(post.text or "", post.hashtags) if self._finder else ()
        return tuple(sorted(f"{VALUE_MARK}{name}" for name in set(found)))
