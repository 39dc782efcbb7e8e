"""Copies: which texts many authors posted. Such a text is one voice repeated: one author votes with it (`keepers`).

A text is known by its cluster of near-identical texts (`tags.text.near_copies`).
"""

from collections.abc import Iterable, Mapping
from operator import attrgetter

from msgspec.structs import replace

from models.journeys import CopiedText, PendingPost
from models.policy import Eligibility, Policy
from models.posts import DAY_MS
from models.shards import ShardedMap

Copies = ShardedMap[CopiedText]  # by cluster

_by_age = attrgetter("last_posted", "cluster")


def count_copies(copies: Copies, posts: Iterable[PendingPost], policy: Policy) -> Copies:
    """The copies with the authors of these posts. Repeated posts change nothing."""
    changes: dict[int, CopiedText | None] = {}
    for post in posts:
        if post.text_cluster >= 0:
            text = changes.get(post.text_cluster) or copies.get(post.text_cluster)
            changes[post.text_cluster] = _add_author(text, post, policy.eligibility)
    return _drop_oldest(copies.with_changes(changes), changes, policy.eligibility.copies_per_shard)


def _add_author(text: CopiedText | None, post: PendingPost, policy: Eligibility) -> CopiedText:
    """Keeps the lowest author ids, one more than may share a text: enough to know, whatever the order."""
    if text is None or text.last_posted < post.at - policy.copies_days * DAY_MS:
        return CopiedText(post.text_cluster, post.at, (post.author,))
    authors, limit = text.authors, policy.copies_limit
    if post.author not in authors and (len(authors) <= limit or post.author < authors[-1]):
        authors = tuple(sorted((*authors, post.author))[: limit + 1])
    return CopiedText(post.text_cluster, max(post.at, text.last_posted), authors, text.keeper)


def is_copied(copies: Copies, cluster: int, policy: Policy) -> bool:
    """Whether more authors than `copies_limit` posted this text; never for -1, a text too short to tell."""
    text = copies.get(cluster) if cluster >= 0 else None
    return text is not None and len(text.authors) > policy.eligibility.copies_limit


def find_keeper(copies: Copies, cluster: int) -> int | None:
    """The author whose vote this text is; None where it is nobody's yet."""
    text = copies.get(cluster)
    return None if text is None else text.keeper


def note_keepers(copies: Copies, keepers: Mapping[int, int]) -> Copies:
    """The copies with the authors who keep these clusters' votes. A text that has a keeper has it for good."""
    texts = [(copies.get(cluster), author) for cluster, author in keepers.items()]
    return copies.with_changes(
        {text.cluster: replace(text, keeper=author) for text, author in texts if text and text.keeper is None}
    )


def _drop_oldest(copies: Copies, changed: Iterable[int], limit: int) -> Copies:
    """Of the shards that have changed, those with more than `limit` texts lose the ones posted longest ago."""
    shards = copies.shards
    overfull = {number for number in {id % len(shards) for id in changed} if len(shards[number]) > limit}
    oldest = [text for number in overfull for text in sorted(shards[number].values(), key=_by_age)[:-limit]]
    return copies.with_changes({text.cluster: None for text in oldest})
