"""Authors of a simulated audience: how often each posts, where, and from which share on they stand beyond the stage.

Each author has a fixed threshold u, spread evenly over 0..1, and is beyond the chapter's stage at time t while
u < share(t) (a threshold model: Granovetter, "Threshold Models of Collective Behavior", 1978). So the share that the
scenario asks for is the share that is true, hour by hour, without drawing anybody anew.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from listener.simulator.arrays import Floats, Ints
from listener.simulator.scenario_file.scenario import AudienceSpec, GroupSpec, Scenario

NONE = -1  # index of no group, no author, no post


@dataclass(frozen=True)
class Population:
    """The authors of one audience, members first, as parallel arrays. Times are days from the start."""

    rate: Floats  # posts a day
    threshold: Floats  # u, 0..1
    channel: Ints  # index into the audience's channels
    group: Ints  # index into the audience's groups, NONE for common members
    joins: Floats  # when an author from outside comes
    id: NDArray[np.uint64]  # the name
    members: int

    def authors_in(self, group: int) -> Ints:
        """Indices of the authors of a group."""
        return np.flatnonzero(self.group == group)


@dataclass(frozen=True)
class Setup:
    """What all that one audience does is drawn from."""

    scenario: Scenario
    audience: AudienceSpec
    population: Population
    days: int  # to simulate
    shift: float  # days by which changes come later than written


def draw_population(scenario: Scenario, audience: AudienceSpec, members: int, rng: np.random.Generator) -> Population:
    """The authors of an audience with so many members, and of its groups."""
    outside = [(index, each) for index, each in enumerate(audience.groups) if each.who == "outside"]
    sizes = [round(each.size * members) for _, each in outside]
    total = members + sum(sizes)
    parts = np.array([channel.members for channel in audience.channels])
    group = np.full(total, NONE)
    group[members:] = np.repeat([index for index, _ in outside], sizes)
    joins = np.zeros(total)
    for index, each in outside:
        mine = np.flatnonzero(group == index)
        joins[mine] = each.joins_day + rng.uniform(0.0, 1.0, mine.size) * each.joins_over_days
    group[:members] = _assign_members(audience.groups, members, rng)
    return Population(
        rate=_draw_rates(scenario, audience.groups, group, rng),
        threshold=_draw_thresholds(audience.groups, group, members, rng),
        channel=rng.choice(parts.size, total, p=parts / parts.sum()),
        group=group,
        joins=joins,
        id=rng.integers(1, 2**63, total, dtype=np.uint64),
        members=members,
    )


def _assign_members(groups: tuple[GroupSpec, ...], members: int, rng: np.random.Generator) -> Ints:
    """Which members belong to a loud minority or lose their accounts: disjoint samples."""
    order, taken = rng.permutation(members), 0
    group_of = np.full(members, NONE)
    for index, group in enumerate(groups):
        size = 0 if group.who == "outside" else round(group.size * members)
        group_of[order[taken : taken + size]] = index
        taken += size
    return group_of


def _draw_rates(scenario: Scenario, groups: tuple[GroupSpec, ...], group: Ints, rng: np.random.Generator) -> Floats:
    """Half of them lurk; the others post log-normally often: a few write most."""
    often = scenario.posts_per_day * np.exp(scenario.spread * rng.standard_normal(group.size))
    rate = np.where(rng.random(group.size) < scenario.lurkers, scenario.lurker_posts_per_day, np.minimum(often, 24.0))
    for index, each in enumerate(groups):
        if each.who != "bought":
            rate = np.where(group == index, each.posts_per_day, rate)
    return rate


def _draw_thresholds(groups: tuple[GroupSpec, ...], group: Ints, members: int, rng: np.random.Generator) -> Floats:
    """Thresholds spread evenly over 0..1, so that the share among members is the scenario's; a group has its own."""
    threshold = rng.random(group.size)
    common = np.flatnonzero(group[:members] == NONE)
    threshold[common] = (rng.permutation(common.size) + rng.random(common.size)) / max(common.size, 1)
    for index, each in enumerate(groups):
        if each.who == "members":
            mine = group == index
            own = np.where(threshold < each.beyond, 0.0, 1.0)
            threshold = np.where(mine, own, threshold)
    return threshold
