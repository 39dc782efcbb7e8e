"""Said by day: what was said day by day - posts, people, tone, stance - where and in which languages, and what
explains a day that stands out.

People are counted once an hour, and hours are added up: a topic of a day is "so many people, each once an hour". They
are told in whole groups of the campaign's smallest (tens): fewer are not told, and no difference of two numbers tells
them: of one less another, of a day at noon less the same at eleven.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from zoneinfo import ZoneInfo

from listener.board.views.board_state import DecisionPoint
from models.campaigns import Campaign, Event
from models.decisions import Heard
from models.posts import instant
from pipelines.few_people import whole_groups

DAYS_SHOWN = 42
_USUAL_DAYS = 7  # that a day is compared with
_SPIKE = 2.0  # times the usual number of posts, from which on a day stands out
_LEAST_POSTS = 20  # of such a day
_GROUPS = ("tones", "stances", "channels", "languages", "asked", "objected")
_COLUMNS = ("negative", "neutral", "positive", "support", "oppose", "unknown")


@dataclass(frozen=True)
class HeardDay:
    """One local day: posts, people who were new, and people of each kind, each once an hour."""

    day: date
    posts: int = 0
    new_people: int = 0
    people: dict[str, Counter[str]] = field(default_factory=dict)  # by kind of group: tones, stances, channels, ...
    themes: Counter[str] = field(default_factory=Counter)

    def tell_people(self, kind: str, least: int) -> dict[str, int]:
        """The people of a kind of group, in whole groups of `least`."""
        return {name: whole_groups(count, least) for name, count in self.people[kind].items()}


@dataclass(frozen=True)
class Spike:
    """A day with many more posts than usual, and what goes with it."""

    day: HeardDay
    times: float  # the usual number of posts
    events: tuple[str, ...]  # planned ones that were on
    theme: str  # of which more spoke than of any other; empty where none was named by more than a few
    is_of_newcomers: bool  # half or more of that day's people had never been heard before
    new_people: int  # who had never been heard before, in whole groups; 0 of a few


@dataclass(frozen=True)
class Listening:
    """What the page shows."""

    days: tuple[HeardDay, ...]
    spikes: tuple[Spike, ...]
    most_posts: int  # of a day
    channels: tuple[tuple[str, int], ...]  # people of the last week, each once an hour
    languages: tuple[tuple[str, int], ...]
    asked: tuple[tuple[str, int], ...]
    objected: tuple[tuple[str, int], ...]


def listen(points: Sequence[DecisionPoint], campaign: Campaign | None, least: int) -> Listening:
    """All of an audience's points, by local day. Groups of fewer than `least` people are left out."""
    zone = campaign.timezone if campaign else "UTC"
    days = tuple(add_up_days(points, zone))[-DAYS_SHOWN:]
    week = [each.people for each in days[-_USUAL_DAYS:]]
    largest = {kind: _largest(sum((each[kind] for each in week), Counter()), least) for kind in _GROUPS}
    return Listening(
        days=days,
        spikes=tuple(_find_spikes(days, campaign.events if campaign else (), zone, least)),
        most_posts=max((each.posts for each in days), default=0),
        channels=largest["channels"],
        languages=largest["languages"],
        asked=largest["asked"],
        objected=largest["objected"],
    )


def add_up_days(points: Sequence[DecisionPoint], zone: str) -> Iterator[HeardDay]:
    """The local days, in order; a day without a word is there, too."""
    here, days = ZoneInfo(zone), dict[date, list[DecisionPoint]]()
    for point in points:
        days.setdefault(instant(point.start).astimezone(here).date(), []).append(point)
    for day, hours in days.items():
        heard = [each.heard for each in hours if each.heard is not None]
        yield HeardDay(
            day,
            posts=sum(each.posts for each in heard),
            new_people=sum(each.new_authors for each in heard),
            people={kind: _add_up(heard, kind) for kind in _GROUPS},
            themes=sum((Counter(each.themes) for each in hours), Counter()),
        )


def _add_up(heard: Sequence[Heard], kind: str) -> Counter[str]:
    return sum((Counter(getattr(each, kind)) for each in heard), Counter())


def _largest(people: Counter[str], least: int) -> tuple[tuple[str, int], ...]:
    told = [(name, whole_groups(count, least)) for name, count in people.items() if count >= least]
    return tuple(sorted(told, key=lambda each: (-each[1], each[0])))


def _find_spikes(days: Sequence[HeardDay], events: Sequence[Event], zone: str, least: int) -> Iterator[Spike]:
    for number, day in enumerate(days):
        before = [each.posts for each in days[max(0, number - _USUAL_DAYS) : number]]
        usual = median(before) if len(before) == _USUAL_DAYS else 0
        if usual > 0 and day.posts >= max(_SPIKE * usual, _LEAST_POSTS):
            yield _explain(day, day.posts / usual, events, zone, least)


def _explain(day: HeardDay, times: float, events: Sequence[Event], zone: str, least: int) -> Spike:
    here = ZoneInfo(zone)
    on = [
        each.name
        for each in events
        if instant(each.start).astimezone(here).date() <= day.day <= instant(each.end).astimezone(here).date()
    ]
    themes = {name: count for name, count in day.themes.items() if count >= least}
    theme = max(themes, key=lambda name: (themes[name], name), default="")
    people, new = day.people["channels"].total(), whole_groups(day.new_people, least)
    return Spike(day, times, tuple(on), theme, new > 0 and day.new_people * 2 >= people, new)


def table_of_days(points: Sequence[DecisionPoint], zone: str, least: int) -> Iterator[list[str]]:
    """The days as rows: posts; new people, people by tone and by stance, in whole groups; of few, an empty cell."""
    yield ["day", "timezone", "posts", "new_people", *(f"people_{name}" for name in _COLUMNS)]
    for day in add_up_days(points, zone):
        people = day.people["tones"] | Counter({n: c for n, c in day.people["stances"].items() if n != "neutral"})
        told = [_told(people[name], least) for name in _COLUMNS]
        yield [day.day.isoformat(), zone, str(day.posts), _told(day.new_people, least), *told]


def _told(people: int, least: int) -> str:
    """A cell: nothing where they are too few to be told of."""
    return "" if 0 < people < least else str(whole_groups(people, least))
