"""Whose post is it: one automaton over the terms of all campaigns, so the cost does not grow with their number."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import ahocorasick

from models.campaigns import EVERYTHING, Audience, Campaign
from models.posts import Post
from pipelines.tags.language import identify_all, is_among
from pipelines.tags.text import clean, tokenize_all

_MAX_TERM_SETS = 4_096  # remembered sets of terms found together: a campaign has few, a bound keeps it so

Uses = tuple[tuple[int, bool], ...]  # of a term: campaigns by number, and whether they want it


class Belonging(NamedTuple):
    """An audience of a campaign that a post belongs to."""

    campaign: str
    audience: str


class Matcher:
    """Tells which (campaign, audience) a post belongs to: terms, then channel, then language. Picklable.

    A term matches whole words, whatever their case or Unicode form, in the text or the hashtags. `#term` matches
    the hashtag alone; a term of several words matches its hashtag too; `*` matches every post.
    """

    def __init__(self, campaigns: Iterable[Campaign]) -> None:
        self._campaigns = tuple(campaigns)
        self._automaton = _automaton(self._campaigns)
        everything = (number for number, each in enumerate(self._campaigns) if EVERYTHING in each.match.any)
        self._all_posts = frozenset(everything)
        self._audiences = [[(Belonging(c.name, a.name), a) for a in c.audiences] for c in self._campaigns]
        self._by_uses: dict[frozenset[Uses], Sequence[tuple[Belonging, Audience]]] = {}

    def match(self, post: Post) -> tuple[Belonging, ...]:
        """Every audience the post belongs to, in the order of the campaign files; empty for most posts."""
        return self.match_all([post])[0]

    def match_all(self, posts: Sequence[Post]) -> list[tuple[Belonging, ...]]:
        """The same of each of several posts; the languages that audiences ask for are identified together."""
        candidates = [self._candidates(post) for post in posts]
        if not any(candidates):  # nearly all posts of a whole network
            return [()] * len(posts)
        asking = [i for i, some in enumerate(candidates) if any(audience.when.languages for _, audience in some)]
        codes = dict(zip(asking, _identify([posts[i] for i in asking]), strict=True)) if asking else {}
        return [
            tuple([who for who, audience in some if _speaks(audience, codes.get(i))]) if some else ()
            for i, some in enumerate(candidates)
        ]

    def _candidates(self, post: Post) -> list[tuple[Belonging, Audience]]:
        """The audiences that the post belongs to if it is in their language."""
        haystack = _haystack(post)
        hits = list(self._automaton.iter(haystack)) if self._automaton is not None else []
        if not hits and not self._all_posts:
            return []
        whole = {uses for end, (length, uses) in hits if _is_whole(haystack, end + 1 - length, end + 1)}
        addressed = self._addressed(frozenset(whole))
        return [each for each in addressed if _is_of_channel(each[1], post.channel)]

    def _addressed(self, found: frozenset[Uses]) -> Sequence[tuple[Belonging, Audience]]:
        """The audiences of the campaigns that want a post in which terms with these uses stand."""
        if found not in self._by_uses:
            wanted = self._all_posts.union(number for uses in found for number, is_wanted in uses if is_wanted)
            unwanted = {number for uses in found for number, is_wanted in uses if not is_wanted}
            if len(self._by_uses) >= _MAX_TERM_SETS:
                self._by_uses.clear()
            self._by_uses[found] = [each for number in sorted(wanted - unwanted) for each in self._audiences[number]]
        return self._by_uses[found]


def _automaton(campaigns: Sequence[Campaign]) -> Any:
    uses: dict[str, set[tuple[int, bool]]] = {}
    for number, campaign in enumerate(campaigns):
        for is_wanted, terms in ((True, campaign.match.any), (False, campaign.match.none)):
            for form in (form for term in terms for form in _forms(term)):
                uses.setdefault(form, set()).add((number, is_wanted))
    automaton = ahocorasick.Automaton()
    for form in sorted(uses):
        automaton.add_word(form, (len(form), tuple(sorted(uses[form]))))
    automaton.make_automaton()
    return automaton if uses else None


def _forms(term: str) -> list[str]:
    if term == EVERYTHING:
        return []
    folded = fold(term.strip())
    if " " in folded and not folded.startswith("#"):
        return [folded, "#" + folded.replace(" ", "")]
    return [folded] if folded else []


def _haystack(post: Post) -> str:
    text = post.text or ""
    if post.hashtags:
        text = f"{text} #{' #'.join(tag.lstrip('#') for tag in post.hashtags)}"
    return fold(text)


def fold(text: str) -> str:
    """Case, Unicode form (NFKC) and runs of white space made alike."""
    text = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return text if text.isprintable() and "  " not in text else " ".join(text.split())


def _is_whole(text: str, start: int, end: int) -> bool:
    before = start > 0 and _joins(text[start - 1], text[start])
    after = end < len(text) and _joins(text[end], text[end - 1])
    return not before and not after


def _joins(neighbour: str, edge: str) -> bool:
    """Whether a neighbouring character makes the term part of a longer word. Unspaced scripts have no such words."""
    if neighbour.isascii():
        return (neighbour.isalnum() or neighbour == "_") and _is_word(edge)
    return _is_word(neighbour) and _is_word(edge) and not (_is_unspaced(neighbour) or _is_unspaced(edge))


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.category(char)[0] == "M"


def _is_unspaced(char: str) -> bool:
    return "\u2e80" <= char <= "\ud7ff" or "\u0e00" <= char <= "\u0eff" or char >= "\U00020000"


def _is_of_channel(audience: Audience, channel: str) -> bool:
    return not audience.when.channels or channel in audience.when.channels


def _speaks(audience: Audience, code: str | None) -> bool:
    return not audience.when.languages or is_among(code, audience.when.languages)


def _identify(posts: Sequence[Post]) -> list[str | None]:
    """The languages of posts."""
    texts = tokenize_all([clean(post.text or "") for post in posts])
    return [guess.code for guess in identify_all(texts, [post.lang for post in posts])]
