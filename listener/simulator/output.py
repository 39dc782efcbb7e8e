"""Output: arrays become posts, in the order in which they arrive: late ones later, some twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec
import numpy as np

from listener.simulator import texts
from listener.simulator.activity import ActivityRates
from listener.simulator.authors import NONE, Crowd, Ints
from listener.simulator.rates import Stream
from listener.simulator.scenario import Scenario, SimulatedAudience
from listener.simulator.tracks import Floats
from listener.simulator.voices import Voices
from models.posts import DAY_MS, Kind, Post, instant, millis
from models.tags import PreTags, Stage, Stance

STAGES = tuple(Stage)
STANCES = {1: Stance.SUPPORT, 0: Stance.NEUTRAL, -1: Stance.OPPOSE}


@dataclass(frozen=True)
class Deliveries:
    """What arrives when: the index of a post (activity counts on after the posts), and its arrival in days."""

    when: Floats
    index: Ints


@dataclass(frozen=True)
class Sheet:
    """All of one audience, ready to be written."""

    scenario: Scenario
    audience: SimulatedAudience
    crowd: Crowd
    posts: Stream
    voices: Voices
    activity: ActivityRates
    deliveries: Deliveries
    draws: Ints  # numbers for the texts
    languages: list[str]  # of each post
    seed: int

    def post(self, index: int, tagged: bool) -> Post:
        """A post, or past the posts' end, a like or repost."""
        return (
            self._said(index, tagged)
            if index < self.posts.day.size
            else self._activity(index - self.posts.day.size, tagged)
        )

    def _said(self, index: int, tagged: bool) -> Post:
        author, parent = self.posts.author[index], self.posts.parent[index]
        draws = [int(draw) for draw in self.draws[index]]
        shown, stance = STAGES[self.voices.shown[index]], STANCES[int(self.voices.stance[index])]
        copied = bool(self.voices.copied[index])
        match = self.scenario.match
        return Post(
            id=self._id(index),
            channel=self._channel(author),
            author=f"{self.crowd.hash[author]:016x}",
            created_at=self._at(self.posts.day[index]),
            kind=Kind.ORIGINAL if parent == NONE else Kind.REPLY,
            text=texts.copied(draws, match) if copied else texts.text(shown, stance, draws, match),
            lang=self.languages[index],
            in_reply_to=None if parent == NONE else self._id(int(parent)),
            tags=self._tags(index, stance, draws) if tagged else None,
        )

    def _tags(self, index: int, stance: Stance, draws: list[int]) -> PreTags:
        stage = STAGES[self.voices.tagged[index]]
        return PreTags(self.scenario.campaign, self.audience.name, stage, stance, texts.act(stage, stance, draws))

    def _activity(self, index: int, tagged: bool) -> Post:
        """A like has no words: its connector gives it the language and the hashtags of what is liked."""
        of = int(self.activity.of[index])
        return Post(
            id=f"{self._id(of)}/{index}",
            channel=self._channel(self.posts.author[of]),
            author=f"{self.activity.author[index]:016x}",
            created_at=self._at(self.activity.day[index]),
            kind=Kind.REPOST if self.activity.repost[index] else Kind.LIKE,
            lang=self.languages[of],
            hashtags=(self.scenario.match.replace(" ", ""),),
            in_reply_to=self._id(of),
            tags=PreTags(self.scenario.campaign, self.audience.name) if tagged else None,
        )

    def _id(self, index: int) -> str:
        return f"{self._channel(self.posts.author[index])}:sim-{self.seed}-{self.audience.name}-{index}"

    def _channel(self, author: int) -> str:
        return str(self.audience.channels[self.crowd.channel[author]].name)

    def _at(self, day: float) -> datetime:
        return instant(millis(self.scenario.starts) + int(day * DAY_MS))


def written(sheets: list[Sheet], tagged: bool) -> Iterator[bytes]:
    """The posts of all audiences as NDJSON lines, in the order in which they arrive."""
    encode = msgspec.json.Encoder().encode
    for sheet, index in in_order(sheets):
        yield encode(sheets[sheet].post(index, tagged)) + b"\n"


def in_order(sheets: list[Sheet]) -> Iterator[tuple[int, int]]:
    """Which sheet's which post comes next."""
    when = np.concatenate([sheet.deliveries.when for sheet in sheets])
    of = np.repeat(np.arange(len(sheets)), [sheet.deliveries.when.size for sheet in sheets])
    index = np.concatenate([sheet.deliveries.index for sheet in sheets])
    order = np.argsort(when, kind="stable")
    return zip(of[order].tolist(), index[order].tolist(), strict=True)


def deliveries(scenario: Scenario, times: Floats, rng: np.random.Generator) -> Deliveries:
    """When posts of these times arrive: mostly at once, some late, some a second time."""
    late = scenario.late
    when = times + np.where(rng.random(times.size) < late.share, rng.random(times.size) * late.hours / 24.0, 0.0)
    again = np.flatnonzero(rng.random(times.size) < scenario.duplicates)
    index = np.append(np.arange(times.size), again)
    return Deliveries(np.append(when, when[again] + rng.random(again.size) / 24.0), index)
