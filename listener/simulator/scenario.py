"""Scenario: a story about an audience, as a small YAML file that reads like it. Loads and checks it.

Days count from the scenario's start. A number may be plain (`volume: 2`) or change through the days:
`share: {start: 0.12, changes: [{day: 14, to: 0.5, over_hours: 6}]}`; with `for_hours` a change goes back.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import yaml
from msgspec import Meta

from listener.simulator.tracks import Number, Track
from models.errors import ScenarioError
from models.tags import Stage

Share = Annotated[float, Meta(ge=0, le=1)]
Positive = Annotated[float, Meta(gt=0, le=1e6)]
NotNegative = Annotated[float, Meta(ge=0, le=1e6)]
Name = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_.-]{0,63}$")]


class Channel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where members speak. `members` are parts of the whole; `share` replaces the audience's own there."""

    name: Name
    members: Positive = 1.0
    languages: tuple[str, ...] = ("en",)
    volume: Number = 1.0  # times the usual number of posts; 0 is an outage
    share: Number | None = None


class Mood(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Probabilities that a post supports, or opposes, by whether its author is beyond the chapter's stage."""

    support_beyond: Number = 0.75
    support_others: Number = 0.25
    against_beyond: Number = 0.03
    against_others: Number = 0.10


class Tagger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The confusion between a true stage and its tag. `hype`: others who sound as if they were beyond, as tagged."""

    sensitivity: Number = 0.85
    false_positive: Number = 0.05
    hype: Number = 0.0


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Some who differ from the audience: a loud minority, bots, bought accounts, fans of a star.

    `size` is in parts of the members. `members` are true ones and count in the truth; `bought` ones took over
    members' accounts when they wake; others come from outside.
    """

    name: Name
    size: Share | Annotated[float, Meta(ge=0, le=20)]
    who: Literal["members", "bought", "outside"] = "outside"
    posts_per_day: Positive = 1.0
    beyond: Share = 1.0  # of their posts that show the chapter's stage, before the tagger
    support: Share = 0.9
    joins_day: NotNegative = 0.0
    joins_over_days: NotNegative = 1.0
    stays_days: Positive | None = None
    wakes_day: NotNegative = 0.0  # before it they post `idle_posts_per_day`, harmless ones
    idle_posts_per_day: NotNegative = 0.2
    texts: Literal["distinct", "copied"] = "distinct"
    even_hours: bool = False  # posts around the clock


class Audience(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One audience: how many of its members are beyond the chapter's stage, and how they speak."""

    share: Number
    name: Name = "locals"
    deeper: dict[Stage, Number] = {}  # shares beyond later stages
    members: Positive = 1.0  # parts of all authors
    channels: tuple[Channel, ...] = (
        Channel(name="bluesky", members=0.5),
        Channel(name="mastodon", members=0.3),
        Channel(name="reddit", members=0.2),
    )
    mood: Mood = Mood()
    groups: tuple[Group, ...] = ()


class Weekend(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What Saturdays and Sundays are like."""

    volume: NotNegative = 0.8
    hype: Share = 0.0


class Late(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Posts that arrive late, evenly up to so many hours."""

    share: Share = 0.0
    hours: NotNegative = 24.0


class Scenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole story. `ready` is what it is meant to show; the truth is computed."""

    scenario: Name
    story: str
    audiences: tuple[Audience, ...]
    ready: bool = False
    step_back: bool = False
    campaign: Name = "relief-fund"
    stage: Stage = Stage.INTEREST  # the chapter's
    bar: Annotated[float, Meta(gt=0, lt=1)] = 0.30
    days: Annotated[int, Meta(ge=1, le=400)] = 28
    authors: Annotated[int, Meta(ge=1, le=5_000_000)] = 3_000
    starts: Annotated[datetime, Meta(tz=True)] = datetime(
        2025, 1, 6, tzinfo=UTC
    )  # a Monday, long past: no clock finds it in the future
    jitter_days: NotNegative = 1.0  # changes come up to so much later than written, by the seed
    lurkers: Share = 0.5
    posts_per_day: Positive = 0.2  # median of those who are no lurkers; heavy-tailed
    spread: NotNegative = 1.0  # s.d. of ln(posts per day)
    lurker_posts_per_day: NotNegative = 0.02
    volume: Number = 1.0
    weekend: Weekend = Weekend()
    day_mood: NotNegative = 0.15  # s.d. of a day's shared effect on the logit of the share
    tagger: Tagger = Tagger()
    replies: Annotated[float, Meta(ge=0, lt=0.9)] = 0.15  # replies that each post excites, on average (Hawkes)
    likes: Number = 1.0  # likes and reposts a post
    late: Late = Late()
    duplicates: Share = 0.0  # posts delivered twice
    match: str = "relief fund"  # the words by which the campaign knows its posts


def shipped() -> list[str]:
    """Names of the scenarios that come with us."""
    return sorted(path.name.removesuffix(".yaml") for path in _folder().iterdir() if path.name.endswith(".yaml"))


@cache
def named(name: str) -> Scenario:
    """A shipped scenario. Raises ScenarioError where there is none of that name."""
    if name not in shipped():
        raise ScenarioError(f"scenario: none is called {name!r}; there are: {', '.join(shipped())}")
    return parsed((_folder() / f"{name}.yaml").read_text(encoding="utf-8"), name)


def found(name_or_file: str) -> Scenario:
    """A shipped scenario by its name, or one from a file. Raises ScenarioError."""
    path = Path(name_or_file)
    if path.suffix not in (".yaml", ".yml") and not path.is_file():
        return named(name_or_file)
    try:
        return parsed(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path}: cannot be read: {error}") from None


def parsed(text: str, origin: str) -> Scenario:
    """A scenario from YAML. Raises ScenarioError with field and reason."""
    try:
        scenario = msgspec.convert(yaml.safe_load(text), Scenario)
    except yaml.YAMLError as error:
        raise ScenarioError(f"{origin}: not YAML: {error}") from None
    except msgspec.ValidationError as error:
        reason, _, where = str(error).partition(" - at `$")
        raise ScenarioError(f"{origin}: {where.strip('.`') or 'the file'}: {reason}") from None
    for problem in _impossible(scenario):
        raise ScenarioError(f"{origin}: {problem}")
    return scenario


def _impossible(scenario: Scenario) -> list[str]:
    """What no field alone shows: shares that leave 0..1, an audience of nobody, changes out of order."""
    numbers = list(_numbers(scenario))
    wrong = [
        f"{at}: {_highest(number)} is over 1" for at, number, share in numbers if share and _highest(number) > 1.0
    ]
    wrong += [f"{at}: changes are not in order of their days" for at, number, _ in numbers if not _in_order(number)]
    wrong += ["audiences: none"] if not scenario.audiences else []
    wrong += [f"audiences.{a.name}.channels: none" for a in scenario.audiences if not a.channels]
    names = [audience.name for audience in scenario.audiences]
    wrong += ["audiences: two have the same name"] if len(set(names)) < len(names) else []
    wrong += [f"audiences.{a.name}.groups: more than all members" for a in scenario.audiences if _inside(a) > 1.0]
    if scenario.stage is Stage.AWARENESS:
        wrong.append("stage: awareness is what all who speak have; name a deeper one")
    return wrong


def _inside(audience: Audience) -> float:
    return sum(group.size for group in audience.groups if group.who != "outside")


def _numbers(scenario: Scenario) -> Iterator[tuple[str, Number, bool]]:
    """Every number that may change through the days: where it stands, and whether it is a share."""
    yield from (("volume", scenario.volume, False), ("likes", scenario.likes, False))
    for name in Tagger.__struct_fields__:
        yield f"tagger.{name}", getattr(scenario.tagger, name), True
    for audience in scenario.audiences:
        at = f"audiences.{audience.name}"
        yield f"{at}.share", audience.share, True
        yield from ((f"{at}.deeper.{stage}", number, True) for stage, number in audience.deeper.items())
        yield from ((f"{at}.mood.{name}", getattr(audience.mood, name), True) for name in Mood.__struct_fields__)
        for channel in audience.channels:
            yield f"{at}.channels.{channel.name}.volume", channel.volume, False
            if channel.share is not None:
                yield f"{at}.channels.{channel.name}.share", channel.share, True


def _in_order(number: Number) -> bool:
    days = [change.day for change in number.changes] if isinstance(number, Track) else []
    return days == sorted(days)


def _highest(number: Number) -> float:
    changes = number.changes if isinstance(number, Track) else ()
    return max([number.start if isinstance(number, Track) else number, *(change.to for change in changes)])


def _folder() -> Traversable:
    return files("listener.simulator") / "scenarios"
