"""Context: what a decision tells beside its evidence, and what the rule looked at, so that one can decide again.

Functions of the posts as a set, fixed when the hour closes; nothing here feeds back into a decision.
"""

from collections.abc import Sequence, Set
from itertools import groupby

from models.decisions import Context, Weighed
from models.journeys import Census, PendingPost
from models.posts import HOUR_MS
from pipelines.readiness import Aim, ChapterDetector


def describe_context(activity: int, census: Census, posts: Sequence[PendingPost]) -> Context:
    """Activity so far, the roles of the panel's authors, the themes and emotions of the hour's posts."""
    themes = {(post.author, str(name)) for post in posts for name in post.themes}
    emotions = {(post.author, str(name)) for post in posts for name in post.emotions}
    return Context(activity, census.roles, census.new_activists, _authors(themes), _authors(emotions))


def _authors(said: Set[tuple[int, str]]) -> dict[str, int]:
    """Distinct authors by name: who says it twice counts once."""
    names = sorted([name for _, name in said])
    return {name: len(list(same)) for name, same in groupby(names)}


def weighed(detector: ChapterDetector, aim: Aim) -> Weighed:
    """What the rule looked at, from its detector after the window."""
    since = detector.enough_authors_since
    return Weighed(
        claims={name: wealth.e_value for name, wealth in sorted(detector.e_processes.items())},
        settled=bool(detector.channel_weights),
        arrived=aim.wanted is None,
        silent_hours=(detector.last_closed - detector.last_voted) // HOUR_MS,
        asked_authors=aim.authors,
        enough_hours=(detector.last_closed - since) // HOUR_MS if since >= 0 else None,
    )
