"""Trends: what was spoken of in the last day, and how that compares with the days before."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from listener.board.views.audience_history import DecisionPoint
from models.posts import DAY_MS

_DAYS_BEFORE = 7  # that the last day is compared with: a whole week, as weekends differ from weekdays
_Number = TypeVar("_Number", int, float)
_RISE = 1.5  # times the usual number of a day


@dataclass(frozen=True)
class Trend:
    """A theme or an emotion: authors in the last day, and how that compares with the days before."""

    name: str
    authors: int | None  # None: of too few people to be told
    usual: float | None  # a day; None: the same

    @property
    def is_rising(self) -> bool:
        """Whether it is worth telling that it has risen; of too few people nothing is told."""
        return self.authors is not None and self.authors >= _RISE * (self.usual or 0.0)


def find_trends(
    points: Sequence[DecisionPoint], what: Literal["themes", "emotions"], least: int
) -> tuple[Trend, ...]:
    """Themes or emotions of the last day, the most risen first. Authors are counted once an hour.

    Of fewer than `least` authors no number is told.
    """
    end = points[-1].end
    last_day, before = Counter[str](), Counter[str]()
    for each in points:
        if each.end > end - (_DAYS_BEFORE + 1) * DAY_MS:
            (last_day if each.end > end - DAY_MS else before).update(getattr(each, what))
    days = min(_DAYS_BEFORE, max(1.0, (end - DAY_MS - points[0].start) / DAY_MS))
    trends = [
        Trend(name, _told(authors, authors, least), _told(before[name] / days, before[name], least))
        for name, authors in last_day.items()
    ]
    return tuple(sorted(trends, key=lambda each: ((each.usual or 0.0) - (each.authors or 0), each.name)))


def _told(value: _Number, people: int, least: int) -> _Number | None:
    return value if people >= least else None


def last_day_activity(points: Sequence[DecisionPoint]) -> int:
    """Likes and reposts of the last day."""
    before = [each.activity for each in points if each.end <= points[-1].end - DAY_MS]
    return points[-1].activity - (before[-1] if before else 0)
