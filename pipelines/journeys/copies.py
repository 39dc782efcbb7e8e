"""Copies: which texts many authors posted. Such a text is one voice, and has no vote."""

from collections.abc import Iterable, Mapping
from operator import attrgetter

from models.buckets import Buckets
from models.journeys import Copy, Waiting
from models.policy import Policy
from models.posts import DAY_MS, Millis

Copies = Buckets[Copy]

MEMORY_MS = 7 * DAY_MS  # a text that nobody posted for so long is forgotten
PIECE = 256  # texts that one piece remembers: the latest

_AGE = attrgetter("last", "cluster")


def note(copies: Copies, posts: Iterable[Waiting], policy: Policy) -> Copies:
    """With these posts' texts counted."""
    changes: dict[int, Copy | None] = {}
    for post in posts:
        if post.copy >= 0:
            known = changes.get(post.copy) or copies.get(post.copy)
            changes[post.copy] = _counted(known, post, policy.copies_limit)
    return _pruned(copies, copies.changed(changes)) if changes else copies


def _counted(known: Copy | None, post: Waiting, limit: int) -> Copy:
    if known is None:
        return Copy(post.copy, post.at, (post.author,))
    authors = known.authors
    if post.author not in authors and (len(authors) <= limit or post.author < authors[-1]):
        authors = tuple(sorted((*authors, post.author))[: limit + 1])
    return Copy(post.copy, max(post.at, known.last), authors)


def is_copied(copies: Copies, cluster: int, policy: Policy) -> bool:
    """Whether more authors than the policy allows posted this text."""
    copy = copies.get(cluster) if cluster >= 0 else None
    return copy is not None and len(copy.authors) > policy.copies_limit


def _pruned(before: Copies, after: Copies) -> Copies:
    """Each piece that just changed, without what is old or too much."""
    pairs = zip(before.pieces, after.pieces, strict=True)
    return Buckets(tuple([new if new is old else _fresh(new) for old, new in pairs]))


def _fresh(piece: Mapping[int, Copy]) -> Mapping[int, Copy]:
    lasts = [copy.last for copy in piece.values()]
    since: Millis = max(lasts) - MEMORY_MS
    if len(lasts) <= PIECE and min(lasts) >= since:
        return piece
    latest = sorted(piece.values(), key=_AGE)[-PIECE:]
    return {copy.cluster: copy for copy in latest if copy.last >= since}
