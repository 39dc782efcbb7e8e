"""The arrays of an audience become posts, in the order in which they arrive: late ones later, some twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec
import numpy as np

from listener.simulator.arrays import Floats, Ints
from listener.simulator.audience.activity import SimulatedActivity
from listener.simulator.audience.population import NONE, Setup
from listener.simulator.audience.timeline import Timeline
from listener.simulator.audience.traits import PostTraits
from listener.simulator.posts.texts import act_of_text, compose_text, copied_text
from listener.simulator.scenario_file.scenario import Scenario
from models.posts import DAY_MS, Kind, Post, instant, millis
from models.tags import PreTags, Stage, Stance

_STAGES = tuple(Stage)
_STANCES = {1: Stance.SUPPORT, 0: Stance.NEUTRAL, -1: Stance.OPPOSE}


@dataclass(frozen=True)
class Deliveries:
    """What arrives when: the index of a post (activity counts on after the posts), and its arrival in days."""

    day: Floats
    index: Ints


@dataclass(frozen=True)
class AudiencePosts:
    """All posts and activity of one audience, ready to be written."""

    setup: Setup
    posts: Timeline
    traits: PostTraits
    activity: SimulatedActivity
    deliveries: Deliveries
    draws: Ints  # numbers for the texts
    languages: list[str]  # of each post
    seed: int

    def post(self, index: int, tagged: bool) -> Post:
        """A post, or past the posts' end, a like or repost."""
        size = self.posts.day.size
        return self._written_post(index, tagged) if index < size else self._reaction(index - size, tagged)

    def list_meanings(self) -> Iterator[tuple[str, tuple[Stage, Stance]]]:
        """The id of each post, and the stage and stance that its words show: the truth of a reader."""
        shown, stance = self.traits.shown.tolist(), self.traits.stance.tolist()
        for index, (rank, side) in enumerate(zip(shown, stance, strict=True)):
            yield self._id(index), (_STAGES[rank], _STANCES[side])

    def _written_post(self, index: int, tagged: bool) -> Post:
        author, parent = self.posts.author[index], self.posts.parent[index]
        draws = [int(draw) for draw in self.draws[index]]
        stance = _STANCES[int(self.traits.stance[index])]
        return Post(
            id=self._id(index),
            channel=self._channel(author),
            author=f"{self.setup.population.id[author]:016x}",
            created_at=self._time(self.posts.day[index]),
            kind=Kind.ORIGINAL if parent == NONE else Kind.REPLY,
            text=self._text(index, stance, draws),
            lang=self.languages[index],
            in_reply_to=None if parent == NONE else self._id(int(parent)),
            tags=self._tags(index, stance, draws) if tagged else None,
        )

    def _text(self, index: int, stance: Stance, draws: list[int]) -> str:
        match = self.setup.scenario.match
        if self.traits.copied[index]:
            return copied_text(draws, match)
        return compose_text(_STAGES[self.traits.shown[index]], stance, draws, match)

    def _tags(self, index: int, stance: Stance, draws: list[int]) -> PreTags:
        stage, setup = _STAGES[self.traits.tagged[index]], self.setup
        act = act_of_text(stage, stance, draws)
        return PreTags(setup.scenario.campaign, setup.audience.name, stage, stance, act)

    def _reaction(self, index: int, tagged: bool) -> Post:
        """A like has no words: its connector gives it the language and the hashtags of what is liked."""
        post, scenario = int(self.activity.post[index]), self.setup.scenario
        return Post(
            id=f"{self._id(post)}/{index}",
            channel=self._channel(self.posts.author[post]),
            author=f"{self.activity.author[index]:016x}",
            created_at=self._time(self.activity.day[index]),
            kind=Kind.REPOST if self.activity.is_repost[index] else Kind.LIKE,
            lang=self.languages[post],
            hashtags=(scenario.match.replace(" ", ""),),
            in_reply_to=self._id(post),
            tags=PreTags(scenario.campaign, self.setup.audience.name) if tagged else None,
        )

    def _id(self, index: int) -> str:
        return f"{self._channel(self.posts.author[index])}:sim-{self.seed}-{self.setup.audience.name}-{index}"

    def _channel(self, author: int) -> str:
        return str(self.setup.audience.channels[self.setup.population.channel[author]].name)

    def _time(self, day: float) -> datetime:
        return instant(millis(self.setup.scenario.starts) + int(day * DAY_MS))


def encode_posts(audiences: list[AudiencePosts], tagged: bool) -> Iterator[bytes]:
    """The posts of all audiences as NDJSON lines, in the order in which they arrive."""
    encode = msgspec.json.Encoder().encode
    for audience, index in arrival_order(audiences):
        yield encode(audiences[audience].post(index, tagged)) + b"\n"


def arrival_order(audiences: list[AudiencePosts]) -> Iterator[tuple[int, int]]:
    """Which audience's which post comes next."""
    day = np.concatenate([each.deliveries.day for each in audiences])
    audience = np.repeat(np.arange(len(audiences)), [each.deliveries.day.size for each in audiences])
    index = np.concatenate([each.deliveries.index for each in audiences])
    order = np.argsort(day, kind="stable")
    return zip(audience[order].tolist(), index[order].tolist(), strict=True)


def draw_deliveries(scenario: Scenario, times: Floats, rng: np.random.Generator) -> Deliveries:
    """When posts of these times arrive: mostly at once, some late, some a second time."""
    late = scenario.late
    day = times + np.where(rng.random(times.size) < late.share, rng.random(times.size) * late.hours / 24.0, 0.0)
    again = np.flatnonzero(rng.random(times.size) < scenario.duplicates)
    index = np.append(np.arange(times.size), again)
    return Deliveries(np.append(day, day[again] + rng.random(again.size) / 24.0), index)
