"""Explaining: why a post belongs to an audience or does not. For people who try a campaign file, one post at a time.

Whether a term stands in a post is asked of a `Matcher` that has each term as a campaign of its own, so an explanation
cannot disagree with what matches.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from msgspec.structs import replace

from models.campaigns import EVERYTHING, Audience, AudienceFilter, Campaign, MatchTerms
from models.posts import Post
from models.tags import PreTags, Why
from pipelines.tags.language import identify, is_among
from pipelines.tags.matching.stories import Matcher
from pipelines.tags.matching.themes import ThemeMatcher, find_themes
from pipelines.tags.text import tokenize


class Barrier(StrEnum):
    """What keeps a post out of an audience, in the order in which it is asked."""

    NO_TERM = "no-term"  # of `match: any` stands in it
    UNWANTED_TERM = "unwanted-term"  # one of `match: none` does
    CHANNEL = "channel"
    LANGUAGE = "language"
    ARRIVED_TAGGED = "arrived-tagged"  # for another audience: what stands in it is not asked


class FoundTerm(NamedTuple):
    """A term of the campaign that stands in the post, and where; `hashtag` or `match` where no span can show it."""

    term: str
    is_wanted: bool
    shown: Why


class AudienceMatch(NamedTuple):
    """Whether a post belongs to an audience: it does where nothing keeps it out."""

    audience: Audience
    barriers: tuple[Barrier, ...]


class MatchExplanation(NamedTuple):
    """What of the campaign stands in a post, in which language it is found to be, and each audience's answer."""

    terms: tuple[FoundTerm, ...]
    language: str | None
    audiences: tuple[AudienceMatch, ...]

    @property
    def is_match(self) -> bool:
        """Whether any audience has the post."""
        return any(not each.barriers for each in self.audiences)


class MatchExplainer:
    """Explains the matching of one campaign."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        terms = [(term, True) for term in campaign.match.any] + [(term, False) for term in campaign.match.none]
        self._terms = {str(number): pair for number, pair in enumerate(terms)}
        everyone = (replace(campaign.audiences[0], when=AudienceFilter()),)
        self._matcher = Matcher(
            replace(campaign, name=name, match=MatchTerms((term,)), audiences=everyone)
            for name, (term, _) in self._terms.items()
        )

    def explain(self, post: Post) -> MatchExplanation:
        """The terms that stand in the post, and what keeps it out of each audience."""
        if post.tags:
            return self._explain_arrived(post, post.tags)
        terms = tuple(self._find_terms(post))
        language = identify(post.text or "", post.lang).code
        audiences = [AudienceMatch(each, _barriers(each, post, language, terms)) for each in self._campaign.audiences]
        return MatchExplanation(terms, language, tuple(audiences))

    def _explain_arrived(self, post: Post, tags: PreTags) -> MatchExplanation:
        """A post that arrived tagged belongs where it says."""
        named = tags.audience if tags.campaign == self._campaign.name else None
        audiences = [
            AudienceMatch(each, () if each.name == named else (Barrier.ARRIVED_TAGGED,))
            for each in self._campaign.audiences
        ]
        return MatchExplanation((), post.lang, tuple(audiences))

    def _find_terms(self, post: Post) -> Iterator[FoundTerm]:
        for number, _ in self._matcher.match(post):
            term, is_wanted = self._terms[number]
            yield FoundTerm(term, is_wanted, _show(term, post))


def _show(term: str, post: Post) -> Why:
    """Where a term that stands in the post does: themes are found as matches are."""
    if term == EVERYTHING:
        return "match"
    found = find_themes([ThemeMatcher({"match": (term,)})], tokenize(post.text or ""), post.hashtags, ())
    return found.get("match", "match")


def _barriers(
    audience: Audience, post: Post, language: str | None, terms: tuple[FoundTerm, ...]
) -> tuple[Barrier, ...]:
    when = audience.when
    holds = {
        Barrier.NO_TERM: not any(each.is_wanted for each in terms),
        Barrier.UNWANTED_TERM: any(not each.is_wanted for each in terms),
        Barrier.CHANNEL: bool(when.channels) and post.channel not in when.channels,
        Barrier.LANGUAGE: bool(when.languages) and not is_among(language, when.languages),
    }
    return tuple(each for each, is_so in holds.items() if is_so)
