"""Scenario: a story about an audience, as a small YAML file that reads like it. What such a file may say.

Days count from the scenario's start. A number may be plain (`volume: 2`) or change through the days:
`share: {start: 0.12, changes: [{day: 14, to: 0.5, over_hours: 6}]}`; with `for_hours` a change goes back.
"""

from datetime import UTC, datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from listener.simulator.scenario_file.tracks import NotNegative, Number
from models.names import Slug
from models.tags import Stage

_Share = Annotated[float, Meta(ge=0, le=1)]
_Spread = Annotated[float, Meta(ge=0, le=5)]  # s.d. of a logarithm: 5 is a factor of 150 either way
_Positive = Annotated[float, Meta(gt=0, le=1e6)]
_Language = Annotated[str, Meta(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", max_length=35)]
_Words = Annotated[str, Meta(pattern=r"\S", max_length=200)]


class ChannelSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where members speak. `members` are parts of the whole; `share` replaces the audience's own there."""

    name: Slug
    members: _Positive = 1.0
    languages: Annotated[tuple[_Language, ...], Meta(min_length=1)] = ("en",)
    volume: Number = 1.0  # times the usual number of posts; 0 is an outage
    share: Number | None = None


class Mood(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Probabilities that a post supports, or opposes, by whether its author is beyond the chapter's stage."""

    support_beyond: Number = 0.75
    support_others: Number = 0.25
    against_beyond: Number = 0.03
    against_others: Number = 0.10


class TaggerSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The confusion between a true stage and its tag. `hype`: others who sound as if they were beyond, as tagged."""

    sensitivity: Number = 0.85
    false_positive: Number = 0.05
    hype: Number = 0.0


class GroupSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Some who differ from the audience: a loud minority, bots, bought accounts, fans of a star.

    `size` is in parts of the members. `members` are true ones and count in the truth; `bought` ones took over
    members' accounts when they wake; others come from outside.
    """

    name: Slug
    size: Annotated[float, Meta(ge=0, le=20)]
    who: Literal["members", "bought", "outside"] = "outside"
    posts_per_day: _Positive = 1.0
    beyond: _Share = 1.0  # of their posts that show the chapter's stage, before the tagger
    support: _Share = 0.9
    joins_day: NotNegative = 0.0
    joins_over_days: NotNegative = 1.0
    stays_days: _Positive | None = None
    wakes_day: NotNegative = 0.0  # before it they post `idle_posts_per_day`, harmless ones
    idle_posts_per_day: NotNegative = 0.2
    texts: Literal["distinct", "copied"] = "distinct"
    even_hours: bool = False  # posts around the clock


class AudienceSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One audience: how many of its members are beyond the chapter's stage, and how they speak."""

    share: Number
    name: Slug = "locals"
    deeper: dict[Stage, Number] = {}  # shares beyond later stages
    members: _Positive = 1.0  # parts of all authors
    channels: tuple[ChannelSpec, ...] = (
        ChannelSpec(name="bluesky", members=0.5),
        ChannelSpec(name="mastodon", members=0.3),
        ChannelSpec(name="reddit", members=0.2),
    )
    mood: Mood = Mood()
    groups: tuple[GroupSpec, ...] = ()


class Weekend(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What Saturdays and Sundays are like."""

    volume: NotNegative = 0.8
    hype: _Share = 0.0


class Late(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Posts that arrive late, evenly up to so many hours."""

    share: _Share = 0.0
    hours: NotNegative = 24.0


class Scenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole story. `ready` is what it is meant to show; the truth is computed."""

    scenario: Slug
    story: str
    audiences: tuple[AudienceSpec, ...]
    ready: bool = False
    step_back: bool = False
    campaign: Slug = "relief-fund"
    stage: Stage = Stage.INTEREST  # the chapter's
    bar: Annotated[float, Meta(gt=0, lt=1)] = 0.30
    days: Annotated[int, Meta(ge=1, le=400)] = 28
    authors: Annotated[int, Meta(ge=1, le=5_000_000)] = 3_000
    starts: Annotated[datetime, Meta(tz=True)] = datetime(
        2025, 1, 6, tzinfo=UTC
    )  # a Monday, long past: no clock finds it in the future
    jitter_days: NotNegative = 1.0  # changes come up to so much later than written, by the seed
    lurkers: _Share = 0.5
    posts_per_day: _Positive = 0.2  # median of those who are no lurkers; heavy-tailed
    spread: _Spread = 1.0  # s.d. of ln(posts per day)
    lurker_posts_per_day: NotNegative = 0.02
    volume: Number = 1.0
    weekend: Weekend = Weekend()
    day_mood: _Spread = 0.15  # s.d. of a day's shared effect on the logit of the share
    tagger: TaggerSpec = TaggerSpec()
    replies: Annotated[float, Meta(ge=0, lt=0.9)] = 0.15  # replies that each post excites, on average (Hawkes)
    likes: Number = 1.0  # likes and reposts a post
    late: Late = Late()
    duplicates: _Share = 0.0  # posts delivered twice
    match: _Words = "relief fund"  # the words by which the campaign knows its posts
