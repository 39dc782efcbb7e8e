"""Copies: which texts many authors posted. Such a text is one voice, and has no vote."""

from collections.abc import Iterable
from operator import attrgetter

from models.journeys import Copy, PendingPost
from models.policy import Eligibility, Policy
from models.posts import DAY_MS
from models.shards import ShardedMap

Copies = ShardedMap[Copy]

_AGE = attrgetter("last", "cluster")


def note(copies: Copies, posts: Iterable[PendingPost], policy: Policy) -> Copies:
    """With these posts' texts counted."""
    changes: dict[int, Copy | None] = {}
    for post in posts:
        if post.copy >= 0:
            known = changes.get(post.copy) or copies.get(post.copy)
            changes[post.copy] = _counted(known, post, policy.eligibility)
    return _bounded(copies.changed(changes), changes, policy.eligibility.copies_per_shard)


def _counted(known: Copy | None, post: PendingPost, policy: Eligibility) -> Copy:
    if known is None or known.last < post.at - policy.copies_days * DAY_MS:
        return Copy(post.copy, post.at, (post.author,))
    authors, limit = known.authors, policy.copies_limit
    if post.author not in authors and (len(authors) <= limit or post.author < authors[-1]):
        authors = tuple(sorted((*authors, post.author))[: limit + 1])
    return Copy(post.copy, max(post.at, known.last), authors)


def is_copied(copies: Copies, cluster: int, policy: Policy) -> bool:
    """Whether more authors than the policy allows posted this text."""
    copy = copies.get(cluster) if cluster >= 0 else None
    return copy is not None and len(copy.authors) > policy.eligibility.copies_limit


def _bounded(copies: Copies, changed: Iterable[int], most: int) -> Copies:
    """Without the oldest texts of pieces that have outgrown their size."""
    pieces = copies.pieces
    full = {number for number in {id % len(pieces) for id in changed} if len(pieces[number]) > most}
    oldest = [copy for number in full for copy in sorted(pieces[number].values(), key=_AGE)[:-most]]
    return copies.changed({copy.cluster: None for copy in oldest})
