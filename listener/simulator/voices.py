"""Voices: what each post shows of its author's stage and stance, and what a tagger with its faults makes of it."""

from dataclasses import dataclass

import numpy as np

from listener.simulator.authors import Bools, Crowd, Ints
from listener.simulator.rates import Stream, is_weekend
from listener.simulator.scenario import Scenario, SimulatedAudience
from listener.simulator.tracks import Floats, values


@dataclass(frozen=True)
class Voices:
    """One row a post. Ranks are those of models.tags.Stage; stance is -1, 0 or 1."""

    shown: Ints  # the rank that the words show
    tagged: Ints  # the rank that a tagger with the scenario's faults says
    stance: Ints
    copied: Bools  # the text is one of a few that a group shares


def voices(
    scenario: Scenario,
    audience: SimulatedAudience,
    crowd: Crowd,
    posts: Stream,
    shift: float,
    rng: np.random.Generator,
) -> Voices:
    """What the posts say."""
    moods = scenario.day_mood * rng.standard_normal(int(posts.day.max(initial=0.0)) + 1)
    true = _ranks(scenario, audience, crowd, posts, moods, shift)
    true, grouped = _of_groups(scenario, audience, crowd, posts, true, shift, rng)
    hyped = _hyped(scenario, posts, true, shift, rng)
    shown = np.where(hyped, scenario.stage.rank, true)
    tagged = np.where(hyped, shown, _confused(scenario, posts, true, shift, rng))
    stance = _stances(scenario, audience, crowd, posts, shown, shift, grouped, rng)
    return Voices(shown, tagged, stance, _copied(audience, crowd, posts, shift))


def moody(share: Floats, mood: Floats) -> Floats:
    """A share with its logit moved by a mood."""
    odds = np.clip(share, 1e-9, 1 - 1e-9)
    odds = odds / (1 - odds) * np.exp(mood)
    return odds / (1 + odds)


def _ranks(
    scenario: Scenario, audience: SimulatedAudience, crowd: Crowd, posts: Stream, moods: Floats, shift: float
) -> Ints:
    """Where members stand at each post: beyond a stage while their place lies under its share."""
    mood, place = moods[posts.day.astype(np.int64)], crowd.place[posts.author]
    wanted = scenario.stage.rank
    rank = np.where(place < 0.6, wanted - 1, np.maximum(wanted - 2, 0))
    share = values(audience.share, posts.day, shift)
    for index, channel in enumerate(audience.channels):
        if channel.share is not None:
            here = crowd.channel[posts.author] == index
            share = np.where(here, values(channel.share, posts.day, shift), share)
    rank = np.where(place < moody(share, mood), wanted, rank)
    for stage, number in sorted(audience.deeper.items(), key=lambda item: item[0].rank):
        beyond = moody(np.minimum(values(number, posts.day, shift), share), mood)
        rank = np.where(place < beyond, np.maximum(rank, stage.rank), rank)
    return rank


def _of_groups(
    scenario: Scenario,
    audience: SimulatedAudience,
    crowd: Crowd,
    posts: Stream,
    rank: Ints,
    shift: float,
    rng: np.random.Generator,
) -> tuple[Ints, Bools]:
    """Ranks of groups' posts, and which posts are a group's own (bought accounts': only once awake)."""
    group = crowd.group[posts.author]
    own = np.zeros(rank.size, dtype=np.bool_)
    wanted = scenario.stage.rank
    for index, each in enumerate(audience.groups):
        mine = (group == index) & ((each.who != "bought") | (posts.day >= each.wakes_day + shift))
        own |= mine
        if each.who != "members":
            speaks = (rng.random(rank.size) < each.beyond) & (posts.day >= each.wakes_day + shift)
            rank = np.where(mine, np.where(speaks, wanted, wanted - 1), rank)
    return rank, own


def _hyped(scenario: Scenario, posts: Stream, rank: Ints, shift: float, rng: np.random.Generator) -> Bools:
    """Who sounds as if they were beyond, and is not."""
    hype = np.maximum(
        values(scenario.tagger.hype, posts.day, shift),
        np.where(is_weekend(scenario, posts.day), scenario.weekend.hype, 0.0),
    )
    return (rank < scenario.stage.rank) & (rng.random(rank.size) < hype)


def _confused(scenario: Scenario, posts: Stream, rank: Ints, shift: float, rng: np.random.Generator) -> Ints:
    """Tags: one rank too low for those beyond, or raised to the chapter's stage for those who are not."""
    wanted, luck = scenario.stage.rank, rng.random(rank.size)
    missed = (rank >= wanted) & (luck >= values(scenario.tagger.sensitivity, posts.day, shift))
    raised = (rank < wanted) & (luck < values(scenario.tagger.false_positive, posts.day, shift))
    return np.where(missed, rank - 1, np.where(raised, wanted, rank))


def _stances(
    scenario: Scenario,
    audience: SimulatedAudience,
    crowd: Crowd,
    posts: Stream,
    rank: Ints,
    shift: float,
    grouped: Bools,
    rng: np.random.Generator,
) -> Ints:
    mood, beyond = audience.mood, rank >= scenario.stage.rank
    day = posts.day
    favour = np.where(beyond, values(mood.support_beyond, day, shift), values(mood.support_others, day, shift))
    against = np.where(beyond, values(mood.against_beyond, day, shift), values(mood.against_others, day, shift))
    support = np.array([*(each.support for each in audience.groups), 0.0])[crowd.group[posts.author]]
    favour, against = np.where(grouped, support, favour), np.where(grouped, 0.0, against)
    luck = rng.random(rank.size)
    return np.where(luck < favour, 1, np.where(luck >= 1.0 - against, -1, 0))


def _copied(audience: SimulatedAudience, crowd: Crowd, posts: Stream, shift: float) -> Bools:
    group = crowd.group[posts.author]
    copied = np.zeros(group.size, dtype=np.bool_)
    for index, each in enumerate(audience.groups):
        if each.texts == "copied":
            copied |= (group == index) & (posts.day >= each.wakes_day + shift)
    return copied
