"""What a post is about: the terms of a campaign's themes, found as those that it matches are, with their spans."""

from collections.abc import Iterable, Mapping
from math import inf

from models.tags import Span, Why
from pipelines.tags.matching.finding import TermFinder
from pipelines.tags.matching.search_text import Place, read_for_search
from pipelines.tags.text import Tokens, is_clear


class ThemeMatcher:
    """The themes of one campaign."""

    def __init__(self, themes: Mapping[str, Iterable[str]]) -> None:
        named = ((theme, term) for theme, terms in themes.items() for term in terms)
        self.finder = TermFinder(named)


def find_themes(
    wanted: Iterable[ThemeMatcher], tokens: Tokens, hashtags: tuple[str, ...], boilerplate: tuple[Span, ...]
) -> dict[str, Why]:
    """Theme -> its first span outside boilerplate, or `hashtag` where only the post's hashtags have it."""
    finders = [each.finder for each in wanted]
    if not finders:
        return {}
    searched = read_for_search(tokens.text, hashtags)
    hits = [(name, hit.place) for finder in finders for hit in finder.find(searched) for name in hit.keys]
    found: dict[str, Why] = {}
    for name, place in sorted(hits, key=_in_order):
        cue = Span(*tokens.written_place(*place), f"theme:{name}") if place else "hashtag"
        if isinstance(cue, str) or is_clear(cue, boilerplate):
            found.setdefault(name, cue)
    return dict(sorted(found.items()))


def _in_order(hit: tuple[str, Place | None]) -> tuple[float, float]:
    """By where a term begins, the longest first; last those beside the text."""
    place = hit[1]
    return (place[0], -place[1]) if place else (inf, 0)
