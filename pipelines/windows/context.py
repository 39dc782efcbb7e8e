"""Context: what a decision shows beside its evidence.

Functions of the posts as a set, fixed when the hour closes; nothing here feeds back into a decision.
"""

from collections.abc import Sequence, Set
from itertools import groupby

from models.decisions import Context
from models.journeys import Census, PendingPost


def describe_context(activity: int, census: Census, posts: Sequence[PendingPost]) -> Context:
    """Activity so far, the roles of the panel's authors, the themes and emotions of the hour's posts."""
    themes = {(post.author, str(name)) for post in posts for name in post.themes}
    emotions = {(post.author, str(name)) for post in posts for name in post.emotions}
    return Context(activity, census.roles, census.new_activists, _authors(themes), _authors(emotions))


def _authors(said: Set[tuple[int, str]]) -> dict[str, int]:
    """Distinct authors by name: who says it twice counts once."""
    names = sorted([name for _, name in said])
    return {name: len(list(same)) for name, same in groupby(names)}
