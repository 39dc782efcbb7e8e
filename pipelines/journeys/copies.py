"""Copies: which texts many authors posted. Such a text is one voice, and has no vote."""

from collections.abc import Iterable
from operator import attrgetter

from models.journeys import CopiedText, PendingPost
from models.policy import Eligibility, Policy
from models.posts import DAY_MS
from models.shards import ShardedMap

Copies = ShardedMap[CopiedText]

_AGE = attrgetter("last_posted", "cluster")


def count_copies(copies: Copies, posts: Iterable[PendingPost], policy: Policy) -> Copies:
    """With these posts' texts counted."""
    changes: dict[int, CopiedText | None] = {}
    for post in posts:
        if post.text_cluster >= 0:
            known = changes.get(post.text_cluster) or copies.get(post.text_cluster)
            changes[post.text_cluster] = _counted(known, post, policy.eligibility)
    return _bounded(copies.with_changes(changes), changes, policy.eligibility.copies_per_shard)


def _counted(known: CopiedText | None, post: PendingPost, policy: Eligibility) -> CopiedText:
    if known is None or known.last_posted < post.at - policy.copies_days * DAY_MS:
        return CopiedText(post.text_cluster, post.at, (post.author,))
    authors, limit = known.authors, policy.copies_limit
    if post.author not in authors and (len(authors) <= limit or post.author < authors[-1]):
        authors = tuple(sorted((*authors, post.author))[: limit + 1])
    return CopiedText(post.text_cluster, max(post.at, known.last_posted), authors)


def is_copied(copies: Copies, cluster: int, policy: Policy) -> bool:
    """Whether more authors than the policy allows posted this text."""
    copy = copies.get(cluster) if cluster >= 0 else None
    return copy is not None and len(copy.authors) > policy.eligibility.copies_limit


def _bounded(copies: Copies, changed: Iterable[int], most: int) -> Copies:
    """Without the oldest texts of shards that have outgrown their size."""
    shards = copies.shards
    full = {number for number in {id % len(shards) for id in changed} if len(shards[number]) > most}
    oldest = [copy for number in full for copy in sorted(shards[number].values(), key=_AGE)[:-most]]
    return copies.with_changes({copy.cluster: None for copy in oldest})
