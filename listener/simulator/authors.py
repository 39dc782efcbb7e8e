"""Authors: who is there. Each has a latent place `u`: beyond the stage while `u < share(t)`."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from listener.simulator.scenario import Group, Scenario, SimulatedAudience
from listener.simulator.tracks import Floats

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
NONE = -1  # index of no group, no author, no post


@dataclass(frozen=True)
class Crowd:
    """The authors of one audience, members first, as parallel arrays. Times are days from the start."""

    rate: Floats  # posts a day
    place: Floats  # u, 0..1
    channel: Ints  # index into the audience's channels
    group: Ints  # index into the audience's groups, NONE for common members
    joins: Floats  # when an author from outside comes
    hash: NDArray[np.uint64]  # the name
    members: int

    def of(self, group: int) -> Ints:
        """Authors of a group."""
        return np.flatnonzero(self.group == group)


def crowd(scenario: Scenario, audience: SimulatedAudience, members: int, rng: np.random.Generator) -> Crowd:
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
    group[:members] = _inside(audience.groups, members, rng)
    return Crowd(
        rate=_rates(scenario, audience.groups, group, rng),
        place=_places(audience.groups, group, members, rng),
        channel=rng.choice(parts.size, total, p=parts / parts.sum()),
        group=group,
        joins=joins,
        hash=rng.integers(1, 2**63, total, dtype=np.uint64),
        members=members,
    )


def _inside(groups: tuple[Group, ...], members: int, rng: np.random.Generator) -> Ints:
    """Which members belong to a loud minority or lose their accounts: disjoint samples."""
    order, taken = rng.permutation(members), 0
    of = np.full(members, NONE)
    for index, group in enumerate(groups):
        size = 0 if group.who == "outside" else round(group.size * members)
        of[order[taken : taken + size]] = index
        taken += size
    return of


def _rates(scenario: Scenario, groups: tuple[Group, ...], group: Ints, rng: np.random.Generator) -> Floats:
    """Half of them lurk; the others post log-normally often: a few write most."""
    often = scenario.posts_per_day * np.exp(scenario.spread * rng.standard_normal(group.size))
    rate = np.where(rng.random(group.size) < scenario.lurkers, scenario.lurker_posts_per_day, np.minimum(often, 24.0))
    for index, each in enumerate(groups):
        if each.who != "bought":
            rate = np.where(group == index, each.posts_per_day, rate)
    return rate


def _places(groups: tuple[Group, ...], group: Ints, members: int, rng: np.random.Generator) -> Floats:
    """Places spread evenly over 0..1, so that the share among members is the scenario's; a group has its own."""
    place = rng.random(group.size)
    common = np.flatnonzero(group[:members] == NONE)
    place[common] = (rng.permutation(common.size) + rng.random(common.size)) / max(common.size, 1)
    for index, each in enumerate(groups):
        if each.who == "members":
            mine = group == index
            place = np.where(mine & (place < each.beyond), 0.0, np.where(mine, 1.0, place))
    return place
