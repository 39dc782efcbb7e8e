"""Simulate: one scenario, one seed, one stream of posts with the truth about them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from listener.simulator.activity import activity
from listener.simulator.authors import Crowd, crowd
from listener.simulator.output import Sheet, deliveries, written
from listener.simulator.rates import Stream, stream
from listener.simulator.scenario import Scenario, SimulatedAudience
from listener.simulator.texts import DRAWS
from listener.simulator.truth import Answers, Truth, truths
from listener.simulator.voices import Voices, voices
from models.errors import ScenarioError

MOST_AUTHORS, MOST_DAYS = 5_000_000, 400


@dataclass(frozen=True)
class Heard:
    """One simulated audience, before any text: who, when, what it shows, and the truth."""

    audience: SimulatedAudience
    crowd: Crowd
    posts: Stream
    voices: Voices
    truths: tuple[Truth, ...]  # of the scenario's chapter, then of those at deeper stages
    shift: float  # days by which changes come later than written

    @property
    def truth(self) -> Truth:
        """Of the scenario's own chapter."""
        return self.truths[0]


@dataclass(frozen=True)
class Simulation:
    """A simulated stream. `lines` makes the posts when asked, NDJSON in the order in which they arrive."""

    sheets: list[Sheet]
    answers: Answers

    @property
    def truths(self) -> tuple[Truth, ...]:
        """By audience and chapter."""
        return self.answers.truths

    @property
    def size(self) -> int:
        """Lines to come."""
        return sum(sheet.deliveries.when.size for sheet in self.sheets)

    def lines(self, *, tagged: bool) -> Iterator[bytes]:
        """The posts; `tagged` adds the tags that a tagger with the scenario's faults would give."""
        return written(self.sheets, tagged)


def simulate(scenario: Scenario, *, authors: int | None = None, days: int | None = None, seed: int = 0) -> Simulation:
    """A scenario with so many authors (all audiences together) for so many days. Raises ScenarioError."""
    authors = _within("authors", scenario.authors if authors is None else authors, MOST_AUTHORS)
    days = _within("days", scenario.days if days is None else days, MOST_DAYS)
    all_of_them = list(heard(scenario, authors=authors, days=days, seed=seed))
    rng = np.random.default_rng([seed, 1])
    sheets = [_sheet(scenario, each, days, seed, rng) for each in all_of_them]
    found = tuple(truth for each in all_of_them for truth in each.truths)
    starts = scenario.starts
    return Simulation(sheets, Answers(scenario.scenario, scenario.story.strip(), seed, authors, days, starts, found))


def heard(scenario: Scenario, *, authors: int, days: int, seed: int) -> Iterator[Heard]:
    """The audiences of a scenario, as arrays."""
    rng = np.random.default_rng([seed, 0])
    shift = scenario.jitter_days * rng.random()
    whole = sum(audience.members for audience in scenario.audiences)
    for audience in scenario.audiences:
        who = crowd(scenario, audience, max(1, round(authors * audience.members / whole)), rng)
        posts = stream(scenario, audience, who, days, shift, rng)
        said = voices(scenario, audience, who, posts, shift, rng)
        yield Heard(audience, who, posts, said, truths(scenario, audience, who, days, shift), shift)


def _sheet(scenario: Scenario, each: Heard, days: int, seed: int, rng: np.random.Generator) -> Sheet:
    liked = activity(scenario, each.posts, days, each.shift, rng)
    return Sheet(
        scenario=scenario,
        audience=each.audience,
        crowd=each.crowd,
        posts=each.posts,
        voices=each.voices,
        activity=liked,
        deliveries=deliveries(scenario, np.append(each.posts.day, liked.day), rng),
        draws=rng.integers(0, 2**31, (each.posts.day.size, DRAWS)),
        languages=_languages(each, rng),
        seed=seed,
    )


def _languages(each: Heard, rng: np.random.Generator) -> list[str]:
    """The language that each post claims, one of its channel's."""
    of = [channel.languages for channel in each.audience.channels]
    luck = rng.random(each.posts.author.size)
    channels = each.crowd.channel[each.posts.author]
    return [of[c][int(x * len(of[c]))] for c, x in zip(channels.tolist(), luck.tolist(), strict=True)]


def _within(field: str, number: int, most: int) -> int:
    if not 1 <= number <= most:
        raise ScenarioError(f"{field}: {number} is not within 1 to {most}")
    return number
