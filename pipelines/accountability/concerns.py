"""Concerns: which commitments a post is about, and what it is to them: the brand's update, or somebody's demand.

The brand's own posts are those that their source flags, or that come from its `own_accounts`; bots speak for nobody.
Others demand an account where they ask, object or turn against the story; whether they are of the campaign at all is
the matcher's to say.
"""

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from models.accountability import Demand, DemandKind
from models.author_keys import AuthorKey, pseudonym_of_post
from models.campaigns import Campaign
from models.commitments import Commitment, Speaker
from models.ledger import Update
from models.posts import Post
from models.sketches import hash64
from models.tags import Act, Stance, Tags
from pipelines.accountability.specifics import find_link, read_specifics, read_value
from pipelines.journeys.authors import author_id
from pipelines.tags.matching.finding import TermFinder
from pipelines.tags.matching.search_text import read_for_search

_OBJECTIONS = (Act.DEMAND_AN_ACCOUNT, Act.CRITICISE, Act.REFUSE)


_Use = tuple[str, int, bool]  # of a term: a campaign, a commitment by number, and whether it wants the term


class Concern(NamedTuple):
    """A commitment that a post is about, of which campaign, and who of the brand speaks; None: somebody else."""

    campaign: str
    commitment: Commitment
    speaker: Speaker | None


class CommitmentReader:
    """Built once from the campaigns. Holds no state."""

    def __init__(self, campaigns: Sequence[Campaign], author_key: AuthorKey) -> None:
        self._campaigns = [each for each in campaigns if each.commitments]
        self._finder = TermFinder(_uses(self._campaigns))
        self._speakers = {each.name: _pseudonyms(each, author_key) for each in self._campaigns}
        self._panel_keys = {each.name: author_key.panel_key(each.name) for each in self._campaigns}

    def find_concerns(self, post: Post, story: Container[str]) -> list[Concern]:
        """The commitments that a post is about. `story`: the campaigns that it belongs to; others' posts must."""
        mine = [each for each in self._campaigns if self._may_concern(each.name, post, story)]
        if not mine or "bot" in post.author_flags:
            return []
        hits = self._finder.find(read_for_search(post.text or "", post.hashtags))
        uses = {use for hit in hits for use in hit.keys}
        return [each for campaign in mine for each in self._concerns_of(campaign, post, uses)] if uses else []

    def _may_concern(self, campaign: str, post: Post, story: Container[str]) -> bool:
        return campaign in story or self.find_speaker(campaign, post) is not None

    def _concerns_of(self, campaign: Campaign, post: Post, uses: set[_Use]) -> Iterator[Concern]:
        name, speaker = campaign.name, self.find_speaker(campaign.name, post)
        for number, commitment in enumerate(campaign.commitments):
            if (name, number, True) in uses and (name, number, False) not in uses:
                yield Concern(name, commitment, speaker)

    def find_speaker(self, campaign: str, post: Post) -> Speaker | None:
        """Who of the brand speaks; None: somebody else does."""
        flagged = (each for each in Speaker if each in post.author_flags)
        return next(flagged, self._speakers.get(campaign, {}).get(post.author))

    def read_update(self, post: Post, concern: Concern) -> Update:
        """The brand's post as an update. Its id is a pseudonym, and none of its words are kept."""
        text, measure = post.text or "", concern.commitment.measure
        pseudonym = pseudonym_of_post(self._panel_keys[concern.campaign], hash64(post.id))
        return Update(
            id=f"{post.channel}:{pseudonym}:{concern.commitment.name}",
            campaign=concern.campaign,
            commitment=concern.commitment.name,
            at=post.created_at,
            speaker=concern.speaker or Speaker.BRAND,
            value=read_value(text, measure),
            source=find_link(text, post.links)[:1_000],
            specifics=read_specifics(text, post.links, measure),
        )

    def read_demand(self, post: Post, tags: Tags, concern: Concern) -> Demand | None:
        """Somebody's post as a demand; None where they neither ask nor object."""
        kind = _kind_of(tags)
        if kind is None:
            return None
        author = author_id(post.author, self._panel_keys[concern.campaign])
        copy = -1 if tags.copy is None else tags.copy
        return Demand(concern.commitment.name, post.created_at, author, kind, copy)


def _uses(campaigns: Sequence[Campaign]) -> Iterator[tuple[_Use, str]]:
    for campaign in campaigns:
        for number, each in enumerate(campaign.commitments):
            yield from (((campaign.name, number, True), word) for word in each.words)
            yield from (((campaign.name, number, False), word) for word in each.not_words)


def _pseudonyms(campaign: Campaign, key: AuthorKey) -> dict[str, Speaker]:
    """The own accounts as sources name their authors, by who speaks there."""
    found: dict[str, Speaker] = {}
    for speaker, accounts in campaign.own_accounts.by_speaker().items():
        for account in accounts:
            channel, _, native = account.partition(":")
            found.setdefault(key.author_pseudonym(channel, native), speaker)
    return found


def _kind_of(tags: Tags) -> DemandKind | None:
    if tags.act in _OBJECTIONS or (tags.act is not Act.ASK and tags.stance is Stance.OPPOSE):
        return DemandKind.OBJECT
    return DemandKind.ASK if tags.act is Act.ASK else None
