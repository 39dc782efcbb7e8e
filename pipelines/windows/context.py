"""Context: what a decision shows beside its evidence.

Functions of the posts as a set, fixed when the hour closes; nothing here feeds back into a decision.
"""

from collections.abc import Iterable, Sequence, Set
from itertools import groupby

from msgspec import UNSET, UnsetType

from models.decisions import Context, Heard
from models.journeys import Census, PendingPost
from models.posts import Millis
from models.tags import Act, Stance
from models.votes import UNKNOWN_STANCE
from pipelines.journeys.panel import Panel

_TONES = {-1: "negative", 0: "neutral", 1: "positive"}
_STANCES = {
    1: Stance.SUPPORT.value,
    0: Stance.NEUTRAL.value,
    -1: Stance.OPPOSE.value,
    UNKNOWN_STANCE: Stance.UNKNOWN.value,
}
_AGAINST = -1
_QUESTIONS = {Act.ASK.value, Act.DEMAND_AN_ACCOUNT.value}
_OTHER = "other"  # of a post without a theme
_GROUPS = 12  # channels and languages that are told of an hour


def describe_context(activity: int, census: Census, posts: Sequence[PendingPost], new_authors: int = 0) -> Context:
    """Activity so far, the roles of the panel's authors, and of the hour's posts what was said, by how many."""
    themes = {(post.author, str(name)) for post in posts for name in post.themes}
    emotions = {(post.author, str(name)) for post in posts for name in post.emotions}
    return Context(
        activity, census.roles, census.new_activists, _authors(themes), _authors(emotions), _hear(posts, new_authors)
    )


def count_new_authors(panel: Panel, posts: Sequence[PendingPost], start: Millis) -> int:
    """Authors of an hour's posts who were never heard before its start. The panel has the posts already."""
    spoke = {post.author for post in posts}
    return sum([author is not None and author.first_seen >= start for author in map(panel.get, spoke)])


def _hear(posts: Sequence[PendingPost], new_authors: int) -> Heard | UnsetType:
    """What was said, by authors of each kind: who says it twice counts once."""
    if not posts:
        return UNSET
    return Heard(
        posts=len(posts),
        authors=len({post.author for post in posts}),
        new_authors=new_authors,
        tones=_authors({(post.author, _TONES[post.tone]) for post in posts if post.tone in _TONES}),
        stances=_authors({(post.author, _STANCES[post.stance]) for post in posts}),
        channels=_largest(_authors({(post.author, post.channel) for post in posts})),
        languages=_largest(_authors({(post.author, post.language) for post in posts if post.language})),
        asked=_authors(_by_theme(post for post in posts if post.act in _QUESTIONS)),
        objected=_authors(_by_theme(post for post in posts if post.stance == _AGAINST)),
    )


def _by_theme(posts: Iterable[PendingPost]) -> set[tuple[int, str]]:
    return {(post.author, str(name)) for post in posts for name in post.themes or (_OTHER,)}


def _largest(groups: dict[str, int]) -> dict[str, int]:
    """The largest groups: whoever writes posts can make channels up."""
    kept = sorted(groups, key=lambda name: (-groups[name], name))[:_GROUPS]
    return {name: groups[name] for name in sorted(kept)}


def _authors(said: Set[tuple[int, str]]) -> dict[str, int]:
    """Distinct authors by name: who says it twice counts once."""
    names = sorted([name for _, name in said])
    return {name: len(list(same)) for name, same in groupby(names)}
