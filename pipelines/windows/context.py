"""Context: what a decision shows beside its evidence.

Functions of the posts as a set, fixed when the hour closes; nothing here feeds back into a decision.
"""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import groupby

from msgspec import UNSET, UnsetType

from models.decisions import Context
from models.heard import Heard, HeardGroup
from models.journeys import Census, PendingPost
from models.posts import HOUR_MS, Millis
from models.tags import Act, Stance
from models.votes import UNKNOWN_STANCE
from pipelines.accountability import local_day_number
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
_ALIKE = 64  # groups of people alike that are told of an hour; the rest are one


def describe_context(
    activity: int,
    census: Census,
    posts: Sequence[PendingPost],
    new_authors: int = 0,
    first_today: Set[int] = frozenset(),
) -> Context:
    """Activity so far, the roles of the panel's authors, and of the hour's posts what was said, by how many."""
    themes = {(post.author, str(name)) for post in posts for name in post.themes}
    emotions = {(post.author, str(name)) for post in posts for name in post.emotions}
    heard = _hear(posts, new_authors, first_today)
    return Context(activity, census.roles, census.new_activists, _authors(themes), _authors(emotions), heard)


def count_new_authors(panel: Panel, posts: Sequence[PendingPost], start: Millis) -> int:
    """Authors of an hour's posts who were never heard before its start. The panel has the posts already."""
    spoke = {post.author for post in posts}
    return sum([author is not None and author.first_seen >= start for author in map(panel.get, spoke)])


def find_first_today(before: Panel, posts: Sequence[PendingPost], hour: Millis, zone: str) -> frozenset[int]:
    """Authors of an hour's posts who were not heard before on its local day. `before` is the panel without the posts.

    An hour is of the day on which it starts.
    """
    today = local_day_number(hour, zone)
    entries = {author: before.get(author) for author in {post.author for post in posts}}
    heard = {author: entry.last_seen // HOUR_MS * HOUR_MS for author, entry in entries.items() if entry}
    return frozenset(
        [author for author in entries if author not in heard or local_day_number(heard[author], zone) < today]
    )


def _hear(posts: Sequence[PendingPost], new_authors: int, first_today: Set[int]) -> Heard | UnsetType:
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
        first_today=_group_alike(post for post in posts if post.author in first_today),
    )


def _group_alike(posts: Iterable[PendingPost]) -> tuple[HeardGroup, ...]:
    """The authors of these posts by their first one, the largest groups first; beyond so many, the rest as one."""
    firsts = {post.author: post for post in sorted(posts, reverse=True)}
    alike = Counter(map(_group_of, firsts.values())).most_common()
    alike.sort(key=lambda each: (-each[1], each[0]))
    groups = [HeardGroup(authors, *said) for said, authors in alike[:_ALIKE]]
    rest = sum(authors for _, authors in alike[_ALIKE:])
    return tuple(groups) + ((HeardGroup(rest),) if rest else ())


def _group_of(post: PendingPost) -> tuple[str, str, tuple[str, ...], str, str, bool]:
    tone, stance = _TONES.get(post.tone, ""), _STANCES[post.stance]
    return post.channel, post.language, tuple(map(str, post.themes)), tone, stance, post.act in _QUESTIONS


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
