"""Labels: what a person of the team says a post is; the votes that were drawn to be read; what is kept of both.

On the topic `labels`: a `LabelDraw` asks, a `PostLabel` answers. They name a post by its pseudonym, and have none
of its words: those are on `posts` alone.
"""

from datetime import datetime
from typing import Annotated

import msgspec

from models.posts import Millis
from models.tags import Stage, Stance
from models.votes import UNKNOWN_STANCE

CANNOT_TELL, NO_STAGE = 4, 5  # in the place of a stage's rank: the reader could not tell; spoke of the stance alone

PostPseudonym = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$")]  # `pseudonym_of_post`
ReaderName = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]  # a pseudonym that the team chose
Ranks = tuple[float, float, float, float]  # a number for each stage, by rank
_SIDES = {Stance.SUPPORT: 1, Stance.OPPOSE: -1}
_Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class LabelDraw(msgspec.Struct, frozen=True, tag="draw"):
    """A vote was drawn: somebody please read the post. It says nothing of our own tags, which would sway a reader."""

    campaign: str
    audience: str
    post: PostPseudonym
    channel: str
    posted: _Moment
    drawn: _Moment  # end of the window in which its block was full
    testimony: bool = False  # somebody tells of harm: its words are shown to nobody
    readers: int = 1  # how many people are asked to read it: 2 for some, to see how far readers agree

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return self.posted, self.drawn


class PostLabel(msgspec.Struct, frozen=True, tag="label"):
    """What a reader says of a post: its stage, its stance, or both; or that nobody could tell from it."""

    campaign: str
    audience: str
    post: PostPseudonym
    reader: ReaderName
    at: _Moment
    stage: Stage | None = None
    stance: Stance | None = None
    cannot_tell: bool = False

    def __post_init__(self) -> None:
        if self.cannot_tell == (self.stage is not None or self.stance is not None):
            raise ValueError("a label has a stage, a stance or both; or else cannot_tell")

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.at,)

    @property
    def answer(self) -> int:
        """The rank of its stage, CANNOT_TELL or NO_STAGE."""
        if self.cannot_tell:
            return CANNOT_TELL
        return NO_STAGE if self.stage is None else self.stage.rank

    @property
    def side(self) -> int:
        """1 for the story, -1 against it, 0 where the reader said neither."""
        return _SIDES.get(self.stance, 0) if self.stance is not None else 0


LabelRecord = LabelDraw | PostLabel


class DrawnVote(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A vote that was drawn of its block, and what the block was before anybody read it."""

    author: int  # keyed hash
    at: Millis  # event time of the post
    drawn_at: Millis
    stage: int  # rank, as tagged
    in_core: bool  # the author is of the steady core
    stages: Ranks  # share of the block's weight at each stage, as tagged
    core: Ranks  # the same among the block's steady core; zeros where it has none
    null: float = 0.0  # of the labelled share
    calm: float = 1.0  # of the usual rate at which evidence may grow (`updating.calmness`)
    in_event: bool = False  # drawn in a planned event or its aftermath
    stance: int = UNKNOWN_STANCE  # as tagged


class LabelReading(msgspec.Struct, frozen=True, gc=False, array_like=True, order=True):
    """What one reader said of a post, and the hour whose closing takes it. Of one reader's, the least stands."""

    due_hour: int
    at: Millis
    reader: int  # hash of the pseudonym
    answer: int  # rank of the stage, CANNOT_TELL or NO_STAGE
    side: int = 0  # 1 for the story, -1 against it, 0 for neither


class LabelledPost(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A post that was drawn, or read, or both. A label may come before its draw: in a replay all labels do."""

    post: int  # its pseudonym, as a number
    draw: DrawnVote | None = None
    readings: tuple[LabelReading, ...] = ()  # in their order; one of each reader
