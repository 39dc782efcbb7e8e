"""Around: what a decision tells beside its evidence, and what the rule looked at, so that one can decide again.

Functions of the posts as a set, fixed when the hour closes; nothing here feeds back into a decision.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from models.decisions import Around, Weighed
from models.journeys import Census, Waiting
from models.posts import HOUR_MS
from pipelines.readiness import Aim, Detector


def around(activity: int, census: Census, posts: Sequence[Waiting]) -> Around:
    """Activity so far, the roles of the panel's authors, the themes and emotions of the hour's posts."""
    themes = _authors((post.author, name) for post in posts for name in post.themes)
    emotions = _authors((post.author, name) for post in posts for name in post.emotions)
    return Around(activity, census.roles, census.crossed, themes, emotions)


def _authors(said: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Distinct authors by name: who says it twice counts once."""
    names = [str(name) for _, name in set(said)]
    return dict(sorted(Counter(names).items())) if names else {}


def weighed(detector: Detector, aim: Aim) -> Weighed:
    """What the rule looked at, from its detector after the window."""
    since = detector.enough_since
    return Weighed(
        claims={name: wealth.e_value for name, wealth in sorted(detector.wealth.items())},
        settled=bool(detector.channels),
        arrived=aim.wanted is None,
        silent_hours=(detector.closed - detector.voted) // HOUR_MS,
        asked_authors=aim.authors,
        enough_hours=(detector.closed - since) // HOUR_MS if since >= 0 else None,
    )
