"""Votes: what the eligible authors of the panel say in one hour. One author has at most one vote.

A vote is the author's latest post of the hour that may vote (`authors.may_vote`). It weighs 1 / d, where d is the
number of days within the activity horizon on which the author was active. An author votes about once on an active
day, so over the horizon the weights of one author add up to about 1, however often they post: the share is one of
authors.

With a text that more than a few authors posted (`copies`) one of them votes (`keepers`); posts of the others are
counted.
"""

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
from pipelines.journeys.keepers import Keepers, choose_keepers
from pipelines.journeys.panel import Panel


class VoteBatch(msgspec.Struct, frozen=True):
    """The votes of one hour, and what comes with them."""

    votes: tuple[Vote, ...]
    posts: tuple[PendingPost, ...]  # those that cast the votes, in the same order
    voters: dict[int, Author | None]  # the voters' entries with `last_vote` set: changes that the panel must take
    copied_posts: int  # posts without a vote because many authors posted their text
    keepers: Keepers = {}  # whose vote some texts are from now on: changes that the copies must take


EMPTY_BATCH = VoteBatch((), (), {}, 0)


def cast_votes(panel: Panel, posts: Sequence[PendingPost], copies: Copies, policy: Policy) -> VoteBatch:
    """The votes of these posts, in the order of author ids. `panel` and `copies` must have the posts already.

    The caller stores `voters`: without them an author could vote again before `vote_every_hours` have passed. And it
    stores `keepers`: without them each hour's first would vote with a text that many post.
    """
    copied = [post for post in posts if is_copied(copies, post.text_cluster, policy)]
    keepers = choose_keepers(panel, copied, copies, policy)
    silent = {post.id for post in copied if keepers.get(post.text_cluster) != post.author}
    originals = [post for post in posts if post.id not in silent] if silent else posts
    ballots = [
        (author, post)
        for author, own_posts in _group_by_author(panel, originals)
        if (post := _latest_eligible(author, own_posts, policy))
    ]
    return VoteBatch(
        votes=tuple([make_vote(author, post, policy) for author, post in ballots]),
        posts=tuple([post for _, post in ballots]),
        voters={author.id: replace(author, last_vote=post.at) for author, post in ballots},
        copied_posts=len(posts) - len(originals),
        keepers=_add_first_voters(keepers, [post for _, post in ballots]),
    )


def _add_first_voters(keepers: Keepers, posts: Iterable[PendingPost]) -> Keepers:
    """The keepers, and of the other texts that these posts voted with those who did first."""
    for post in sorted(posts):
        if post.text_cluster >= 0:
            keepers.setdefault(post.text_cluster, post.author)
    return keepers


def _group_by_author(panel: Panel, posts: Iterable[PendingPost]) -> list[tuple[Author, list[PendingPost]]]:
    """The posts of each author of the panel who has returned, in the order of author ids."""
    by_author: dict[int, list[PendingPost]] = defaultdict(list)
    for post in posts:
        by_author[post.author].append(post)
    entries = ((panel.get(id), own_posts) for id, own_posts in sorted(by_author.items()))
    return [(author, own_posts) for author, own_posts in entries if author and author.returned]


def _latest_eligible(author: Author, posts: Sequence[PendingPost], policy: Policy) -> PendingPost | None:
    return max((post for post in posts if may_vote(author, post.at, policy)), default=None)


def make_vote(author: Author, post: PendingPost, policy: Policy) -> Vote:
    """The author's vote by this post, with what weighing needs of the author's history up to the post's day."""
    today = post.at // DAY_MS
    horizon, recent = policy.eligibility.activity_days, policy.weighing.recent_days
    days = [day.number for day in author.active_days if today - horizon < day.number <= today]
    return Vote(
        author=author.id,
        at=post.at,
        stage=post.stage,
        stance=post.stance,
        weight=1 / len(days),
        channel=post.channel,
        active_days=len(days),
        age_days=(post.at - author.first_seen) / DAY_MS,
        recent_days=sum([today - recent < number for number in days]),
        by_own_tagger=post.by_own_tagger,
    )
