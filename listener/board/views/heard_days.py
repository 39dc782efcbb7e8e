"""Heard days: what was heard on each local day, and how much of it is told.

A person stands in one group a day, by what they said first on it. A day is told once it is over, each day by itself:
what is told of several days is a sum of what is told of each, in whole groups, so no difference of two spans is of
few people.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from listener.board.views.audience_history import DecisionPoint
from models.heard import HeardGroup
from models.posts import instant, millis
from pipelines.few_in_tables import find_hidden_cells
from pipelines.few_people import find_hidden_parts, whole_groups

_Split = Callable[[HeardGroup], str]  # which part of the people a group belongs to

_NEW, _REST, _ALL = "new", "\N{HORIZONTAL ELLIPSIS}", ""
_PARTS: Final[Mapping[str, _Split]] = {  # kinds of which each person is of one
    "channel": lambda group: group.channel,
    "language": lambda group: group.language,
    "tone": lambda group: group.tone,
    "stance": lambda group: group.stance,
}
_THEMED: Final[Mapping[str, Callable[[HeardGroup], bool]]] = {  # kinds of which each person is of several, or of none
    "theme": lambda group: bool(group.themes),
    "asked": lambda group: group.asks,
    "objected": lambda group: group.stance == "oppose",
}
HEARD_KINDS: Final = (*_PARTS, *_THEMED)
FILTERS: Final = ("channel", "language", "theme")
OTHER: Final = "other"  # than any theme


@dataclass(frozen=True)
class Only:
    """A part of the people: those of a channel, of a language, or who spoke of a theme."""

    kind: str = ""  # of FILTERS; empty for everybody
    name: str = ""

    def row_of(self, group: HeardGroup) -> str:
        """The part that a group belongs to, among those that are told beside this one."""
        if self.kind == "theme":
            return self.name if self.name in group.themes else _REST
        return _PARTS[self.kind](group) if self.kind else _ALL


EVERYBODY: Final = Only()


@dataclass(frozen=True)
class ToldDay:
    """What is told of a day. Numbers of people are None, or left out, where they are too few or the day goes on."""

    day: date
    is_over: bool
    posts: int
    people: int | None
    new_people: int | None
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # people by kind, and by name

    def parts(self, kind: str, names: Sequence[str]) -> list[tuple[str, float]]:
        """These parts of the people told of, as shares (0..1) that begin where the one before ends."""
        counts = self.counts.get(kind, {})
        whole = sum(counts.values())
        return [(name, counts.get(name, 0) / whole) for name in names] if whole else []


def tell_days(points: Sequence[DecisionPoint], zone: str, least: int, only: Only = EVERYBODY) -> Iterator[ToldDay]:
    """The local days, in order, with what is told of each. Of fewer than `least` people no number is."""
    here, end = ZoneInfo(zone), points[-1].end if points else 0
    days = dict[date, list[DecisionPoint]]()
    for point in points:
        days.setdefault(instant(point.start).astimezone(here).date(), []).append(point)
    for day, hours in days.items():
        yield _tell_day(day, hours, least, only, is_over=end >= _end_of(day, here))


def _end_of(day: date, here: ZoneInfo) -> int:
    """The first moment after a local day, in milliseconds."""
    return millis(datetime.combine(day + timedelta(days=1), time(), here))


def _tell_day(day: date, hours: Iterable[DecisionPoint], least: int, only: Only, *, is_over: bool) -> ToldDay:
    heard = [each.heard for each in hours if each.heard is not None]
    posts = sum(each.posts for each in heard)
    if not is_over:
        return ToldDay(day, is_over, posts, None, None)
    groups = [group for each in heard for group in each.first_today]
    people = _tell(groups, lambda _: _ALL, least, only).get(_ALL)
    new = sum(each.new_authors for each in heard)
    return ToldDay(
        day,
        is_over,
        posts,
        people,
        _tell_new(new, sum(each.authors for each in groups), least) if only == EVERYBODY else None,
        {kind: _tell_kind(groups, kind, least, only) for kind in HEARD_KINDS} if people else {},
    )


def _tell_new(new: int, everybody: int, least: int) -> int | None:
    """How many were heard for the first time ever, where neither they nor the others are few."""
    few, withheld = find_hidden_parts({_NEW: new, _REST: max(0, everybody - new)}, least)
    return None if _NEW in (*few, *withheld) else whole_groups(new, least)


def _tell_kind(groups: Sequence[HeardGroup], kind: str, least: int, only: Only) -> dict[str, int]:
    """The people of each name of a kind who are told of."""
    if kind in _PARTS:
        told = _tell(groups, _PARTS[kind], least, only)
        return {name: people for name, people in told.items() if name}
    names = {name for group in groups if _THEMED[kind](group) for name in group.themes or (OTHER,)}
    found = {name: _tell(groups, _of_theme(kind, name), least, only).get(name, 0) for name in sorted(names)}
    return {name: people for name, people in found.items() if people}


def _of_theme(kind: str, name: str) -> _Split:
    """Who is of a kind for this theme, and the rest."""
    is_of = _THEMED[kind]
    return lambda group: name if is_of(group) and name in (group.themes or (OTHER,)) else _REST


def _tell(groups: Sequence[HeardGroup], split: _Split, least: int, only: Only) -> dict[str, int]:
    """The people of a part, split; those are left out of whom nothing is told."""
    table = dict[str, Counter[str]]()
    for group in groups:
        table.setdefault(only.row_of(group), Counter())[split(group)] += group.authors
    hidden = find_hidden_cells(table, least)
    row = only.name
    told = {name: people for name, people in table.get(row, {}).items() if (row, name) not in hidden}
    return {name: whole_groups(people, least) for name, people in told.items()}
