"""What each post shows of its author's stage and stance, and what a tagger with its errors makes of it."""

from dataclasses import dataclass

import numpy as np

from listener.simulator.arrays import Bools, Floats, Ints
from listener.simulator.audience.population import Setup
from listener.simulator.audience.timeline import Timeline, is_weekend
from listener.simulator.scenario_file.tracks import values_at


@dataclass(frozen=True)
class PostTraits:
    """One row a post. Ranks are those of models.tags.Stage; stance is -1, 0 or 1."""

    shown: Ints  # the rank that the words show
    tagged: Ints  # the rank that a tagger with the scenario's errors says
    stance: Ints
    copied: Bools  # the text is one of a few that a group shares


def draw_traits(setup: Setup, posts: Timeline, rng: np.random.Generator) -> PostTraits:
    """What the posts say."""
    moods = setup.scenario.day_mood * rng.standard_normal(int(posts.day.max(initial=0.0)) + 1)
    true, grouped = _apply_groups(setup, posts, _true_ranks(setup, posts, moods), rng)
    hyped = _draw_hyped(setup, posts, true, rng)
    shown = np.where(hyped, setup.scenario.stage.rank, true)
    tagged = np.where(hyped, shown, _draw_tagged_ranks(setup, posts, true, rng))
    stance = _draw_stances(setup, posts, shown, grouped, rng)
    return PostTraits(shown, tagged, stance, _find_copies(setup, posts))


def shift_logit(share: Floats, by: Floats) -> Floats:
    """A share with its logit moved by a number."""
    odds = np.clip(share, 1e-9, 1 - 1e-9)
    odds = odds / (1 - odds) * np.exp(by)
    return odds / (1 + odds)


def _true_ranks(setup: Setup, posts: Timeline, moods: Floats) -> Ints:
    """Where members stand at each post: beyond a stage while their threshold lies under its share of the day."""
    population, audience, shift = setup.population, setup.audience, setup.shift
    mood, threshold = moods[posts.day.astype(np.int64)], population.threshold[posts.author]
    wanted = setup.scenario.stage.rank
    rank = np.where(threshold < 0.6, wanted - 1, np.maximum(wanted - 2, 0))
    share = values_at(audience.share, posts.day, shift)
    for index, channel in enumerate(audience.channels):
        if channel.share is not None:
            here = population.channel[posts.author] == index
            share = np.where(here, values_at(channel.share, posts.day, shift), share)
    rank = np.where(threshold < shift_logit(share, mood), wanted, rank)
    for stage, number in sorted(audience.deeper.items(), key=lambda item: item[0].rank):
        beyond = shift_logit(np.minimum(values_at(number, posts.day, shift), share), mood)
        rank = np.where(threshold < beyond, np.maximum(rank, stage.rank), rank)
    return rank


def _apply_groups(setup: Setup, posts: Timeline, rank: Ints, rng: np.random.Generator) -> tuple[Ints, Bools]:
    """Ranks of groups' posts, and which posts are a group's own (bought accounts': only once awake)."""
    group = setup.population.group[posts.author]
    own = np.zeros(rank.size, dtype=np.bool_)
    wanted = setup.scenario.stage.rank
    for index, each in enumerate(setup.audience.groups):
        awake = posts.day >= each.wakes_day + setup.shift
        mine = (group == index) & ((each.who != "bought") | awake)
        own |= mine
        if each.who != "members":
            speaks = (rng.random(rank.size) < each.beyond) & awake
            rank = np.where(mine, np.where(speaks, wanted, wanted - 1), rank)
    return rank, own


def _draw_hyped(setup: Setup, posts: Timeline, rank: Ints, rng: np.random.Generator) -> Bools:
    """Who sounds as if they were beyond, and is not."""
    scenario = setup.scenario
    hype = np.maximum(
        values_at(scenario.tagger.hype, posts.day, setup.shift),
        np.where(is_weekend(scenario, posts.day), scenario.weekend.hype, 0.0),
    )
    return (rank < scenario.stage.rank) & (rng.random(rank.size) < hype)


def _draw_tagged_ranks(setup: Setup, posts: Timeline, rank: Ints, rng: np.random.Generator) -> Ints:
    """Tags: one rank too low for those beyond, or raised to the chapter's stage for those who are not."""
    tagger, wanted, luck = setup.scenario.tagger, setup.scenario.stage.rank, rng.random(rank.size)
    missed = (rank >= wanted) & (luck >= values_at(tagger.sensitivity, posts.day, setup.shift))
    raised = (rank < wanted) & (luck < values_at(tagger.false_positive, posts.day, setup.shift))
    return np.where(missed, rank - 1, np.where(raised, wanted, rank))


def _draw_stances(setup: Setup, posts: Timeline, rank: Ints, grouped: Bools, rng: np.random.Generator) -> Ints:
    """1 for support, -1 for opposition, 0 for neither, by whether the words show the chapter's stage."""
    mood, beyond = setup.audience.mood, rank >= setup.scenario.stage.rank
    day, shift = posts.day, setup.shift
    favour = np.where(beyond, values_at(mood.support_beyond, day, shift), values_at(mood.support_others, day, shift))
    against = np.where(beyond, values_at(mood.against_beyond, day, shift), values_at(mood.against_others, day, shift))
    by_group = np.array([*(each.support for each in setup.audience.groups), 0.0])  # the last is of NONE
    support = by_group[setup.population.group[posts.author]]
    favour, against = np.where(grouped, support, favour), np.where(grouped, 0.0, against)
    luck = rng.random(rank.size)
    return np.where(luck < favour, 1, np.where(luck >= 1.0 - against, -1, 0))


def _find_copies(setup: Setup, posts: Timeline) -> Bools:
    """Which posts have a text that their group shares."""
    group = setup.population.group[posts.author]
    copied = np.zeros(group.size, dtype=np.bool_)
    for index, each in enumerate(setup.audience.groups):
        if each.texts == "copied":
            copied |= (group == index) & (posts.day >= each.wakes_day + setup.shift)
    return copied
