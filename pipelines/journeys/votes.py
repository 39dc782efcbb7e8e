"""Votes: what the eligible authors of the panel say in one hour, at most one vote each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from models.journeys import Author, PendingPost
from models.policy import Policy
from models.posts import DAY_MS
from models.votes import Vote
from pipelines.journeys.authors import may_vote
from pipelines.journeys.copies import Copies, is_copied
from pipelines.journeys.panel import Panel


class VoteBatch(msgspec.Struct, frozen=True):
    """An hour's votes, the posts that cast them, who voted (to be put back into the panel), what was discounted."""

    votes: tuple[Vote, ...]
    posts: tuple[PendingPost, ...]
    voters: dict[int, Author | None]
    copies: int


NO_VOTES = VoteBatch((), (), {}, 0)


def cast_votes(panel: Panel, posts: Sequence[PendingPost], copies: Copies, policy: Policy) -> VoteBatch:
    """The votes of these posts; the panel has them in its entries already."""
    own = [post for post in posts if not is_copied(copies, post.text_cluster, policy)]
    cast = [(author, post) for author, some in _by_author(panel, own) if (post := _latest(author, some, policy))]
    votes = tuple(vote(author, post, policy) for author, post in cast)
    voters: dict[int, Author | None] = {author.id: _voted(author, post) for author, post in cast}
    return VoteBatch(votes, tuple(post for _, post in cast), voters, len(posts) - len(own))


def _by_author(panel: Panel, posts: Iterable[PendingPost]) -> list[tuple[Author, list[PendingPost]]]:
    grouped: dict[int, list[PendingPost]] = defaultdict(list)
    for post in posts:
        grouped[post.author].append(post)
    found = ((panel.get(id), some) for id, some in sorted(grouped.items()))
    return [(author, some) for author, some in found if author and author.returned]


def _latest(author: Author, posts: Sequence[PendingPost], policy: Policy) -> PendingPost | None:
    return max((post for post in posts if may_vote(author, post.at, policy)), default=None)


def vote(author: Author, post: PendingPost, policy: Policy) -> Vote:
    """The author's vote by this post, of weight 1 / active days: posting daily adds nothing."""
    today = post.at // DAY_MS
    days = [day for day in author.active_days if today - policy.eligibility.activity_days < day.number <= today]
    age = (post.at - author.first_seen) / DAY_MS
    return Vote(
        author=author.id,
        at=post.at,
        stage=post.stage,
        stance=post.stance,
        weight=1 / len(days),
        channel=post.channel,
        active_days=len(days),
        age_days=age,
        recent_days=sum(today - policy.weighing.recent_days < day.number for day in days),
        by_own_tagger=post.by_own_tagger,
    )


def _voted(author: Author, post: PendingPost) -> Author:
    return replace(author, last_vote=post.at)
