"""Heard days: what was heard on each local day, and how much of it is told.

A person stands in one group a day, by what they said first on it. A day is told once it is over, each day by itself:
what is told of several days is a sum of what is told of each, in whole groups, so no difference of two spans is of
few people.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from listener.board.views.audience_history import DecisionPoint
from models.heard import HeardGroup
from models.posts import instant, millis
from pipelines.few_in_tables import Table, find_hidden_cells
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
_DAYS_REMEMBERED = (
    4_096  # as they were told: of some audiences their whole history, and the parts that people ask for
)


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
        yield _tell_day(day, _SameHours(tuple(hours)), least, only, end >= _end_of(day, here))


def _end_of(day: date, here: ZoneInfo) -> int:
    """The first moment after a local day, in milliseconds."""
    return millis(datetime.combine(day + timedelta(days=1), time(), here))


@dataclass(frozen=True, eq=False)
class _SameHours:
    """The hours of a day, equal to no others than these very points: they never change, and are long to compare."""

    points: tuple[DecisionPoint, ...]

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.points)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameHours) and list(map(id, self.points)) == list(map(id, other.points))


@lru_cache(maxsize=_DAYS_REMEMBERED)
def _tell_day(day: date, hours: _SameHours, least: int, only: Only, is_over: bool) -> ToldDay:
    heard = [each.heard for each in hours.points if each.heard is not None]
    posts = sum(each.posts for each in heard)
    if not is_over:
        return ToldDay(day, is_over, posts, None, None)
    groups = [group for each in heard for group in each.first_today]
    people = _tell(_split_by(lambda _: _ALL, groups, only), least, only).get(_ALL)
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
        told = _tell(_split_by(_PARTS[kind], groups, only), least, only)
        return {name: people for name, people in told.items() if name}
    tables = _split_by_themes(_THEMED[kind], groups, only)
    found = {name: _tell(table, least, only).get(name, 0) for name, table in sorted(tables.items())}
    return {name: people for name, people in found.items() if people}


def _split_by(split: _Split, groups: Iterable[HeardGroup], only: Only) -> Table:
    """The people by row and by the part that they belong to."""
    table = defaultdict[str, Counter[str]](Counter)
    for group in groups:
        table[only.row_of(group)][split(group)] += group.authors
    return table


def _split_by_themes(
    is_of: Callable[[HeardGroup], bool], groups: Iterable[HeardGroup], only: Only
) -> dict[str, Table]:
    """By theme, a table of who is of a kind for this theme, and the rest."""
    rows, themes = Counter[str](), defaultdict[str, Counter[str]](Counter)
    for group in groups:
        row = only.row_of(group)
        rows[row] += group.authors
        for name in dict.fromkeys(group.themes or (OTHER,)) if is_of(group) else ():
            themes[name][row] += group.authors
    return {
        name: {row: +Counter({name: people[row], _REST: everybody - people[row]}) for row, everybody in rows.items()}
        for name, people in themes.items()
    }


def _tell(table: Table, least: int, only: Only) -> dict[str, int]:
    """The people of the row that is asked for; those are left out of whom nothing is told."""
    hidden, row = find_hidden_cells(table, least), only.name
    told = {name: people for name, people in table.get(row, {}).items() if (row, name) not in hidden}
    return {name: whole_groups(people, least) for name, people in told.items()}
