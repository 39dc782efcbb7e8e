"""Said by day: what was said in a span of days - posts, people, tone, stance, where and in which languages - what
explains the days that stand out, and how a span compares with the one before it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from listener.board.views.audience_history import DecisionPoint
from listener.board.views.heard_days import EVERYBODY, HEARD_KINDS, Only, ToldDay, tell_days
from models.campaigns import Campaign, Event
from models.posts import Millis, instant

DAYS_SHOWN = 42
_USUAL_DAYS = 7  # that a day is compared with
_SPIKE = 2.0  # times the usual number of posts, from which on a day stands out
_LEAST_POSTS = 20  # of such a day
_COLUMNS = (("tone", ("negative", "neutral", "positive")), ("stance", ("support", "oppose", "neutral", "unknown")))


@dataclass(frozen=True)
class Spike:
    """A day with many more posts than usual, and what goes with it."""

    day: ToldDay
    times: float  # the usual number of posts
    events: tuple[str, ...]  # planned ones that were on
    theme: str  # of which more spoke than of any other; empty where none is told of
    is_of_newcomers: bool  # half or more of that day's people had never been heard before


@dataclass(frozen=True)
class DaySpan:
    """Days, first and last of them included."""

    first: date
    last: date

    @property
    def before(self) -> "DaySpan":
        """As many days, just before."""
        days = self.last - self.first + timedelta(days=1)
        return DaySpan(self.first - days, self.last - days)

    def has(self, day: date) -> bool:
        """Whether a day is in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Listening:
    """What was said in a span."""

    days: tuple[ToldDay, ...]
    spikes: tuple[Spike, ...]
    counts: dict[str, tuple[tuple[str, int], ...]]  # by kind: names, and people, each once a day; the most first
    least: int  # people of whom a number is told

    @property
    def most_posts(self) -> int:
        """Of a day."""
        return max((each.posts for each in self.days), default=0)

    @property
    def posts(self) -> int:
        """In all."""
        return sum(each.posts for each in self.days)

    @property
    def people(self) -> int:
        """Each once a day; of days of few nobody is counted."""
        return sum(each.people or 0 for each in self.days)

    @property
    def new_people(self) -> int:
        """Who had never been heard before, likewise."""
        return sum(each.new_people or 0 for each in self.days)

    def latest(self, number: int) -> "Listening":
        """The latest so many days that are over."""
        days = tuple(each for each in self.days if each.is_over)[-number:]
        return replace(self, days=days, spikes=(), counts={kind: _add_up(days, kind) for kind in HEARD_KINDS})

    def share(self, kind: str, name: str) -> float | None:
        """Which part of the people whose kind is told is of that name (0..1)."""
        counts = dict(self.counts[kind])
        return counts.get(name, 0) / sum(counts.values()) if counts else None


def listen(
    points: Sequence[DecisionPoint],
    campaign: Campaign | None,
    least: int,
    span: DaySpan | None = None,
    only: Only = EVERYBODY,
) -> Listening:
    """What was said in a span, by default in the latest weeks. Groups of fewer than `least` people are left out."""
    zone = campaign.timezone if campaign else "UTC"
    everything = tuple(tell_days(points, zone, least, only))
    days = tuple(each for each in everything if span.has(each.day)) if span else everything[-DAYS_SHOWN:]
    spikes = find_spikes(everything, campaign.events if campaign else (), zone)
    shown = {each.day for each in days}
    return Listening(
        days=days,
        spikes=tuple(each for each in spikes if each.day.day in shown),
        counts={kind: _add_up(days, kind) for kind in HEARD_KINDS},
        least=least,
    )


def _add_up(days: Sequence[ToldDay], kind: str) -> tuple[tuple[str, int], ...]:
    people = sum((Counter(each.counts.get(kind, {})) for each in days), Counter[str]())
    return tuple(sorted(people.items(), key=lambda each: (-each[1], each[0])))


def find_spikes(days: Sequence[ToldDay], events: Sequence[Event], zone: str) -> Iterator[Spike]:
    """The days that stand out from the week before them."""
    for number, day in enumerate(days):
        before = [each.posts for each in days[max(0, number - _USUAL_DAYS) : number]]
        usual = median(before) if len(before) == _USUAL_DAYS else 0
        if usual > 0 and day.posts >= max(_SPIKE * usual, _LEAST_POSTS):
            yield _explain(day, day.posts / usual, events, zone)


def _explain(day: ToldDay, times: float, events: Sequence[Event], zone: str) -> Spike:
    themes = day.counts.get("theme", {})
    theme = max(themes, key=lambda name: (themes[name], name), default="")
    is_new = bool(day.people and day.new_people and day.new_people * 2 >= day.people)
    return Spike(day, times, events_on(day.day, events, zone), theme, is_new)


def events_on(day: date, events: Sequence[Event], zone: str) -> tuple[str, ...]:
    """The planned events of a local day."""
    return tuple(each.name for each in events if _local(each.start, zone) <= day <= _local(each.end, zone))


def _local(at: Millis, zone: str) -> date:
    return instant(at).astimezone(ZoneInfo(zone)).date()


def table_of_days(days: Sequence[ToldDay], zone: str) -> Iterator[list[str]]:
    """The days as rows: posts, people, new ones, people by tone and by stance. A number that is not told is empty."""
    columns = [f"people_{kind}_{name}" for kind, names in _COLUMNS for name in names]
    yield ["day", "timezone", "posts", "people", "new_people", *columns]
    for day in days:
        numbers = [day.counts.get(kind, {}).get(name) for kind, names in _COLUMNS for name in names]
        told = [_cell(each) for each in (day.people, day.new_people, *numbers)]
        yield [day.day.isoformat(), zone, str(day.posts), *told]


def _cell(people: int | None) -> str:
    return "" if people is None else str(people)


def parse_day(text: str) -> date | None:
    """A day as `2025-11-03`; None for anything else."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
