"""Blocks: votes are cut into blocks of equal count, and of each block one vote is drawn, to be read by people.

A block takes the votes of a window in the order of their time, and goes on in the next window until it is full. It
has a day's usual number of votes over `labels_per_day`. Once so many are drawn on a day, the block that is open takes
the rest of the day, so that a crowd costs nobody an evening.

Each vote runs a race: `-ln(u) / w`, with w its weight in the claim of everyone, and u, in 0..1, a hash of its post
under the campaign's secret key. The least time wins, with probability w over the weight of the block (Efraimidis
and Spirakis, "Weighted random sampling with a reservoir", Information Processing Letters 2006). So which votes are
drawn is a function of the set of votes, and nobody outside can tell or choose who is read.
"""

from collections.abc import Iterable
from math import log
from statistics import median

import msgspec
from msgspec.structs import replace

from models.labels import DrawnVote, Ranks
from models.policy import Policy
from models.posts import DAY_MS, Millis
from models.sketches import hash64
from pipelines.readiness.detector import DailyMean
from pipelines.readiness.labels.drawing import Ballot, Draw, Drawing, OpenBlock

_SPAN = float(1 << 63)  # of hash64


class WeighedVote(msgspec.Struct, frozen=True, gc=False):
    """A vote with its weight in the claim of everyone, above 0."""

    ballot: Ballot
    weight: float
    in_core: bool  # of the steady core


def block_size(days: tuple[DailyMean, ...], policy: Policy) -> int:
    """How many votes make a block: the usual number a day, of the days before the last of `days`, over its draws."""
    before = [day.votes for day in days[-1 - policy.evidence.volume_days : -1]]
    return max(1, round(median(before) / policy.labelling.labels_per_day)) if before else 1


def draw_votes(
    drawing: Drawing, votes: Iterable[WeighedVote], size: int, most: int, window_end: Millis, key: bytes
) -> tuple[Drawing, tuple[Draw, ...]]:
    """The drawing after a window that ends at `window_end`, and the votes drawn in it, in order of time.

    The votes come in order of time. A block is full with `size` of them, and on a day `most` are drawn. `key` is
    secret.
    """
    day = (window_end - 1) // DAY_MS
    if day != drawing.day:
        drawing = replace(drawing, day=day, drawn=0)
    found: list[Draw] = []
    for each in votes:
        block = add_to_block(drawing.block, each, key)
        drawing = replace(drawing, block=block)
        if block.votes >= size and drawing.drawn < most:
            found.append(_draw(block, window_end))
            drawing = Drawing(day, drawing.drawn + 1)
    return drawing, tuple(found)


def add_to_block(block: OpenBlock, each: WeighedVote, key: bytes) -> OpenBlock:
    """The block with one more vote, and with whoever leads its race."""
    vote, post = each.ballot.vote, each.ballot.post
    time = race_time(post, each.weight, key)
    grown = replace(
        block,
        votes=block.votes + 1,
        stages=_add_at(block.stages, vote.stage, each.weight),
        core=_add_at(block.core, vote.stage, each.weight) if each.in_core else block.core,
    )
    if block.votes and time >= block.race:
        return grown
    return replace(
        grown,
        race=time,
        author=vote.author,
        at=vote.at,
        stage=vote.stage,
        in_core=each.in_core,
        post=post,
        channel=vote.channel,
        testimony=each.ballot.testimony,
        stance=vote.stance,
    )


def race_time(post: int, weight: float, key: bytes) -> float:
    """An exponential time of rate `weight`, by the keyed hash of a post: the least of some wins by weight."""
    luck = (hash64(f"label|{post}", key) + 0.5) / _SPAN
    return -log(luck) / weight


def _draw(block: OpenBlock, at: Millis) -> Draw:
    shares, core = _to_shares(block.stages), _to_shares(block.core)
    vote = DrawnVote(block.author, block.at, at, block.stage, block.in_core, shares, core, stance=block.stance)
    return Draw(vote, block.post, block.channel, block.testimony)


def _add_at(ranks: Ranks, rank: int, weight: float) -> Ranks:
    sums = list(ranks)
    sums[rank] += weight
    return sums[0], sums[1], sums[2], sums[3]


def _to_shares(ranks: Ranks) -> Ranks:
    total = sum(ranks)
    return (ranks[0] / total, ranks[1] / total, ranks[2] / total, ranks[3] / total) if total > 0.0 else ranks
