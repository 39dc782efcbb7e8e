"""A measured figure, and a post made of a text to be tagged."""

from datetime import UTC, datetime

import msgspec

from listener.training.measuring.measures import Figure
from models.posts import Post


class MeasuredFigure(msgspec.Struct, frozen=True):
    """One measured figure beside its baselines and its target. `unseen`: nothing was fitted on what it is measured
    on, and nothing chosen by it."""

    set: str
    measure: str
    value: Figure
    size: int
    baselines: dict[str, float] = {}
    target: float | None = None
    how: str = ""
    unseen: bool = False


def make_post(text: str, lang: str | None = None) -> Post:
    """A post of nobody, to be tagged."""
    return Post(id="p", channel="c", author="a", created_at=datetime(2026, 1, 1, tzinfo=UTC), text=text, lang=lang)
