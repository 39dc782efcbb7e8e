"""Whose post is it: one automaton over the terms of all campaigns, so the cost does not grow with their number."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.campaigns import EVERYTHING, Audience, Campaign
from models.posts import Post
from pipelines.tags.language import identify_all, is_among
from pipelines.tags.matching.finding import TermFinder
from pipelines.tags.matching.search_text import read_for_search
from pipelines.tags.text import tokenize_all

_MAX_TERM_SETS = 4_096  # remembered sets of terms found together: a campaign has few, a bound keeps it so

Use = tuple[int, bool]  # of a term: a campaign by number, and whether it wants the term


class Belonging(NamedTuple):
    """An audience of a campaign that a post belongs to."""

    campaign: str
    audience: str


class Matcher:
    """Tells which (campaign, audience) a post belongs to: terms, then channel, then language. Picklable.

    A term matches whole words, whatever their case or Unicode form, in the text or the hashtags, which count whole
    and as their words. `#term` matches the hashtag alone; `term*` matches words that begin so; `*` every post.
    """

    def __init__(self, campaigns: Iterable[Campaign]) -> None:
        self._campaigns = tuple(campaigns)
        self._finder = TermFinder(_uses(self._campaigns))
        everything = (number for number, each in enumerate(self._campaigns) if EVERYTHING in each.match.any)
        self._all_posts = frozenset(everything)
        self._audiences = [[(Belonging(c.name, a.name), a) for a in c.audiences] for c in self._campaigns]
        self._by_uses: dict[frozenset[Use], Sequence[tuple[Belonging, Audience]]] = {}

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

    def is_spoken_of(self, text: str, hashtags: Sequence[str] = ()) -> bool:
        """Whether a post of these words may belong to anyone, whatever its channel and language."""
        if self._all_posts:
            return True
        hits = self._finder.find(read_for_search(text, hashtags))
        return bool(hits) and any(is_wanted for hit in hits for _, is_wanted in hit.keys)

    def _candidates(self, post: Post) -> list[tuple[Belonging, Audience]]:
        """The audiences that the post belongs to if it is in their language."""
        hits = self._finder.find(read_for_search(post.text or "", post.hashtags))
        found = frozenset([use for hit in hits for use in hit.keys])
        if not found and not self._all_posts:
            return []
        return [each for each in self._addressed(found) if _is_of_channel(each[1], post.channel)]

    def _addressed(self, found: frozenset[Use]) -> Sequence[tuple[Belonging, Audience]]:
        """The audiences of the campaigns that want a post in which terms with these uses stand."""
        if found not in self._by_uses:
            wanted = self._all_posts.union(number for number, is_wanted in found if is_wanted)
            unwanted = {number for number, is_wanted in found if not is_wanted}
            if len(self._by_uses) >= _MAX_TERM_SETS:
                self._by_uses.clear()
            self._by_uses[found] = [each for number in sorted(wanted - unwanted) for each in self._audiences[number]]
        return self._by_uses[found]


def _uses(campaigns: Sequence[Campaign]) -> Iterable[tuple[Use, str]]:
    for number, campaign in enumerate(campaigns):
        for is_wanted, terms in ((True, campaign.match.any), (False, campaign.match.none)):
            yield from (((number, is_wanted), term) for term in terms)


def _is_of_channel(audience: Audience, channel: str) -> bool:
    return not audience.when.channels or channel in audience.when.channels


def _speaks(audience: Audience, code: str | None) -> bool:
    return not audience.when.languages or is_among(code, audience.when.languages)


def _identify(posts: Sequence[Post]) -> list[str | None]:
    """The languages of posts."""
    texts = tokenize_all([post.text or "" for post in posts])
    return [guess.code for guess in identify_all(texts, [post.lang for post in posts])]
