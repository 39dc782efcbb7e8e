"""Drawing: what is remembered between windows of the votes that will be drawn. Small, frozen, made of sums."""

import msgspec

from models.labels import DrawnVote, Ranks
from models.posts import Millis
from models.votes import UNKNOWN_STANCE, Vote

_ZEROS: Ranks = (0.0, 0.0, 0.0, 0.0)


class Ballot(msgspec.Struct, frozen=True, gc=False):
    """A vote, the post that cast it (hash of its id), and whether somebody tells of harm in it."""

    vote: Vote
    post: int
    testimony: bool = False


class Draw(msgspec.Struct, frozen=True, gc=False):
    """A vote that was drawn, and the post that people are asked to read."""

    vote: DrawnVote
    post: int
    channel: str
    testimony: bool


class OpenBlock(msgspec.Struct, frozen=True, array_like=True):
    """A block that is not full: sums over its votes, and the vote that would be drawn now."""

    votes: int = 0
    stages: Ranks = _ZEROS  # weight at each stage, as tagged
    core: Ranks = _ZEROS  # of it, that of the steady core
    race: float = 0.0  # the least time so far (`blocks.race_time`), and whose it is:
    author: int = 0
    at: Millis = 0
    stage: int = 0
    in_core: bool = False
    post: int = 0
    channel: str = ""
    testimony: bool = False
    stance: int = UNKNOWN_STANCE


class Drawing(msgspec.Struct, frozen=True, array_like=True):
    """How many votes were drawn on the latest day (since 1970), and the block that is open."""

    day: int = 0
    drawn: int = 0
    block: OpenBlock = OpenBlock()
