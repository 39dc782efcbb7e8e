"""Keepers: which author keeps the vote of a text that many posted.

It is the first who votes with it. So whoever copies a text hours later takes nothing, and of a slogan that thousands
share there is one voice. In an hour in which a copied text has no keeper yet, the earliest of its posts (event time,
then the hash of its id) whose author may vote claims it.

An author claims at most one such text in an hour, and votes in that hour, so none for `vote_every_hours` after. That
bounds what accounts can do that copy every post and date their copies back, so that each is the earliest: so many
accounts take the votes of so many texts a day, and no more.
"""

from collections.abc import Iterable

from models.journeys import PendingPost
from models.policy import Policy
from pipelines.journeys.authors import may_vote
from pipelines.journeys.copies import Copies, find_keeper
from pipelines.journeys.panel import Panel

Keepers = dict[int, int]  # cluster -> author id


def choose_keepers(panel: Panel, copied: Iterable[PendingPost], copies: Copies, policy: Policy) -> Keepers:
    """The keepers of the texts of these copied posts of an hour. `panel` and `copies` must have the posts already."""
    keepers: Keepers = {}
    busy: set[int] = set()  # authors who have their one text of the hour
    for post in sorted(copied):
        known = find_keeper(copies, post.text_cluster)
        keeper = keepers.get(post.text_cluster) if known is None else known
        if keeper is None and post.author not in busy and _may_claim(panel, post, policy):
            keeper = post.author
        if keeper is not None:
            keepers[post.text_cluster] = keeper
        if keeper == post.author:
            busy.add(post.author)
    return keepers


def _may_claim(panel: Panel, post: PendingPost, policy: Policy) -> bool:
    author = panel.get(post.author)
    return author is not None and author.returned and may_vote(author, post.at, policy)
