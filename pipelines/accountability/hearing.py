"""Hearing: what posts say of commitments, as messages: the brand's updates, and people's demands."""

from collections.abc import Container, Sequence
from typing import Protocol

from models.accountability import Demand
from models.author_keys import AuthorKey
from models.campaigns import Campaign, audience_key
from models.commitments import Speaker
from models.ledger import Update
from models.posts import Post
from models.tags import Tags
from pipelines.accountability.concerns import CommitmentReader, Concern


class PostTagger(Protocol):
    """Whatever tags posts in batches: a Tagger, or several of them in processes of their own."""

    version: str

    def tag(self, posts: Sequence[Post], campaigns: Sequence[str | None]) -> list[Tags]:
        """Tags of each post, in the same order. `campaigns` has the campaign that each post is tagged for."""
        ...


class CommitmentHearing:
    """Built once from the campaigns. Holds no state."""

    def __init__(self, campaigns: Sequence[Campaign], tagger: PostTagger, author_key: AuthorKey) -> None:
        self._reader, self._tagger = CommitmentReader(campaigns, author_key), tagger
        self._keys = {
            c.name: (c.name, *(audience_key(c.name, a.name) for a in c.audiences)) for c in campaigns if c.commitments
        }

    @property
    def campaigns(self) -> tuple[str, ...]:
        """Those with commitments: the keys of their books."""
        return tuple(self._keys)

    def find_speaker(self, campaign: str, post: Post) -> Speaker | None:
        """Who of the brand speaks; None: somebody else does."""
        return self._reader.find_speaker(campaign, post)

    def find_concerns(self, post: Post, story: Container[str]) -> list[tuple[Post, Concern]]:
        """The commitments that a post is about, whether the panel has a place for its author or not. `story`: the
        campaigns that it belongs to."""
        if not self._keys or post.kind.is_activity:
            return []
        return [(post, each) for each in self._reader.find_concerns(post, story)]

    def speak(self, concerned: Sequence[tuple[Post, Concern]]) -> list[tuple[str, Update | Demand]]:
        """The brand's updates, to the campaign and to each audience; and people's demands, to the campaign."""
        asking = [(post, concern) for post, concern in concerned if concern.speaker is None]
        tags = self._tagger.tag([post for post, _ in asking], [concern.campaign for _, concern in asking])
        demands = [
            (concern.campaign, demand)
            for (post, concern), its_tags in zip(asking, tags, strict=True)
            if (demand := self._reader.read_demand(post, its_tags, concern))
        ]
        updates = [
            (key, self._reader.read_update(post, concern))
            for post, concern in concerned
            if concern.speaker is not None
            for key in self._keys[concern.campaign]
        ]
        return [*updates, *demands]
