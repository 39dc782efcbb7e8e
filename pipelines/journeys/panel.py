"""Panel: the bounded sample of authors that votes, and the pool in which newcomers wait.

Who is in it is decided by a keyed hash alone, so neither loudness nor the order of arrival counts. A flood of
authors who never return fills the newcomers' pool and cannot crowd out those who did.
"""

from collections.abc import Iterable
from heapq import nsmallest

from models.journeys import Author, PendingPost
from models.policy import Policy
from models.posts import DAY_MS, Millis
from models.shards import ShardedMap
from pipelines.journeys import authors

Panel = ShardedMap[Author]


def add_posts(panel: Panel, posts: Iterable[PendingPost], policy: Policy) -> Panel:
    """With these posts in their authors' entries. Order and repeats do not matter."""
    changes: dict[int, Author | None] = {}
    for post in posts:
        known = changes.get(post.author) or panel.get(post.author)
        changes[post.author] = authors.add_post(known, post, policy) if known else authors.first_entry(post)
    return panel.with_changes(changes)


def trim(panel: Panel, at: Millis, policy: Policy) -> Panel:
    """Within its bounds again, once it has outgrown them: the idle leave, and the highest hashes."""
    bounds = policy.eligibility
    if len(panel) <= bounds.panel_overgrowth * (bounds.panel_size + bounds.newcomer_pool):
        return panel
    present = [author for author in panel.values() if is_present(author, at, policy)]
    returned = (author.id for author in present if author.returned)
    newcomers = (author.id for author in present if not author.returned)
    kept = {*nsmallest(bounds.panel_size, returned), *nsmallest(bounds.newcomer_pool, newcomers)}
    return panel.with_changes({author.id: None for author in panel.values() if author.id not in kept})


def is_present(author: Author, at: Millis, policy: Policy) -> bool:
    """Whether the author was seen within the activity horizon."""
    return author.last_seen >= at - policy.eligibility.activity_days * DAY_MS
