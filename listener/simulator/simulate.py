"""The simulation: one scenario, one seed, one stream of posts with the truth about them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from listener.simulator.audience.activity import draw_activity
from listener.simulator.audience.population import Population, Setup, draw_population
from listener.simulator.audience.timeline import Timeline, draw_timeline
from listener.simulator.audience.traits import PostTraits, draw_traits
from listener.simulator.audience.truth import SimulationTruth, Truth, compute_truths
from listener.simulator.posts.arrivals import AudiencePosts, draw_deliveries, encode_posts
from listener.simulator.posts.texts import TEXT_DRAWS
from listener.simulator.scenario_file.scenario import AudienceSpec, Scenario
from models.errors import ScenarioError
from models.tags import Stage, Stance

_MOST_AUTHORS, _MOST_DAYS = 5_000_000, 400


@dataclass(frozen=True)
class SimulatedAudience:
    """One simulated audience, before any text: who, when, what it shows, and the truth."""

    setup: Setup
    posts: Timeline
    traits: PostTraits
    truths: tuple[Truth, ...]  # of the scenario's chapter, then of those at deeper stages

    @property
    def population(self) -> Population:
        """Its authors."""
        return self.setup.population

    @property
    def audience(self) -> AudienceSpec:
        """What the scenario says of it."""
        return self.setup.audience

    @property
    def truth(self) -> Truth:
        """Of the scenario's own chapter."""
        return self.truths[0]


@dataclass(frozen=True)
class Simulation:
    """A simulated stream. `lines` makes the posts when asked, NDJSON in the order in which they arrive."""

    audiences: list[AudiencePosts]
    truth: SimulationTruth

    @property
    def size(self) -> int:
        """Lines to come."""
        return sum(each.deliveries.day.size for each in self.audiences)

    def lines(self, *, tagged: bool) -> Iterator[bytes]:
        """The posts; `tagged` adds the tags that a tagger with the scenario's errors would give."""
        return encode_posts(self.audiences, tagged)

    def list_meanings(self) -> Iterator[tuple[str, tuple[Stage, Stance]]]:
        """The id of each post, and the stage and stance that its words show."""
        return chain.from_iterable(each.list_meanings() for each in self.audiences)


def simulate(scenario: Scenario, *, authors: int | None = None, days: int | None = None, seed: int = 0) -> Simulation:
    """A scenario with so many authors (all audiences together) for so many days. Raises ScenarioError."""
    authors = _check_range("authors", scenario.authors if authors is None else authors, _MOST_AUTHORS)
    days = _check_range("days", scenario.days if days is None else days, _MOST_DAYS)
    audiences = list(simulate_audiences(scenario, authors=authors, days=days, seed=seed))
    rng = np.random.default_rng([seed, 1])  # apart from the audiences' own: their truth needs no text
    posts = [_draw_posts(each, seed, rng) for each in audiences]
    truths = tuple(truth for each in audiences for truth in each.truths)
    name, story, starts = scenario.scenario, scenario.story.strip(), scenario.starts
    return Simulation(posts, SimulationTruth(name, story, seed, authors, days, starts, truths))


def simulate_audiences(scenario: Scenario, *, authors: int, days: int, seed: int) -> Iterator[SimulatedAudience]:
    """The audiences of a scenario, as arrays."""
    rng = np.random.default_rng([seed, 0])
    shift = scenario.jitter_days * rng.random()
    whole = sum(audience.members for audience in scenario.audiences)
    for audience in scenario.audiences:
        members = max(1, round(authors * audience.members / whole))
        setup = Setup(scenario, audience, draw_population(scenario, audience, members, rng), days, shift)
        posts = draw_timeline(setup, rng)
        yield SimulatedAudience(setup, posts, draw_traits(setup, posts, rng), compute_truths(setup))


def _draw_posts(each: SimulatedAudience, seed: int, rng: np.random.Generator) -> AudiencePosts:
    activity = draw_activity(each.setup, each.posts, rng)
    return AudiencePosts(
        setup=each.setup,
        posts=each.posts,
        traits=each.traits,
        activity=activity,
        deliveries=draw_deliveries(each.setup.scenario, np.append(each.posts.day, activity.day), rng),
        draws=rng.integers(0, 2**31, (each.posts.day.size, TEXT_DRAWS)),
        languages=_draw_languages(each, rng),
        seed=seed,
    )


def _draw_languages(each: SimulatedAudience, rng: np.random.Generator) -> list[str]:
    """The language that each post claims, one of its channel's."""
    by_channel = [channel.languages for channel in each.audience.channels]
    luck = rng.random(each.posts.author.size)
    spoken = [by_channel[channel] for channel in each.population.channel[each.posts.author].tolist()]
    return [choices[int(x * len(choices))] for choices, x in zip(spoken, luck.tolist(), strict=True)]


def _check_range(field: str, number: int, most: int) -> int:
    if not 1 <= number <= most:
        raise ScenarioError(f"{field}: {number} is not within 1 to {most}")
    return number
