"""Panel: the bounded sample of authors whose posts can vote.

It has two pools: authors who came back on another day (`panel_size`), and newcomers seen on one day only
(`newcomer_pool`). Each keeps the authors of lowest keyed hash. The hash depends on the author's pseudonym alone, so
posting more, or earlier, gets nobody in. A flood of accounts that never return fills the newcomers' pool, and takes
no place from authors who returned.

Two-pool bottom-k sampling: see Cohen and Kaplan, "Summarizing data using bottom-k sketches", PODC 2007.
"""

from collections.abc import Iterable
from heapq import nsmallest

from models.journeys import Author, PendingPost
from models.policy import Policy
from models.posts import DAY_MS, Millis
from models.shards import ShardedMap
from pipelines.journeys.authors import add_post, first_entry

Panel = ShardedMap[Author]  # by author id


def add_posts(panel: Panel, posts: Iterable[PendingPost], policy: Policy) -> Panel:
    """The panel with each post in its author's entry; new authors get one. Order and repeats do not matter.

    The panel may outgrow its bounds: `trim` follows once the posts have voted.
    """
    changes: dict[int, Author | None] = {}
    for post in posts:
        entry = changes.get(post.author) or panel.get(post.author)
        changes[post.author] = add_post(entry, post, policy) if entry else first_entry(post)
    return panel.with_changes(changes)


def trim(panel: Panel, at: Millis, policy: Policy) -> Panel:
    """The panel within its bounds at event time `at`; the same panel while it is within `panel_overgrowth` of them.

    Authors whom nobody has seen within the activity horizon are dropped, and then those of the highest hashes in each
    pool. Trimming looks at every author, so the panel may grow to `panel_overgrowth` times its bounds between.
    """
    bounds = policy.eligibility
    if len(panel) <= bounds.panel_overgrowth * (bounds.panel_size + bounds.newcomer_pool):
        return panel
    present = [author for author in panel.values() if is_present(author, at, policy)]
    returned = (author.id for author in present if author.returned)
    newcomers = (author.id for author in present if not author.returned)
    kept = {*nsmallest(bounds.panel_size, returned), *nsmallest(bounds.newcomer_pool, newcomers)}
    return panel.with_changes({author.id: None for author in panel.values() if author.id not in kept})


def is_present(author: Author, at: Millis, policy: Policy) -> bool:
    """Whether the author was seen within the activity horizon before `at`."""
    return author.last_seen >= at - policy.eligibility.activity_days * DAY_MS
