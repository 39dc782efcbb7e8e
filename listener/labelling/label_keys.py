"""Label keys: six keys say what a post is, each for a label, and a plus before one says that it is for the story.

Who wants to take part or does is for the story. Of who only speaks of it, or asks, a key says nothing of the side
unless the plus does: the claim that support outweighs opposition rests on those who take one.
"""

from datetime import datetime
from typing import Protocol

from models.labels import PostLabel
from models.tags import Stage, Stance

FOR = "+"

ANSWERS: dict[str, tuple[str, Stage | None, Stance | None]] = {
    "1": ("speaks of it, no more", Stage.AWARENESS, None),
    "2": ("wants to know, or follows it", Stage.INTEREST, None),
    "3": ("wants to take part, or promises to", Stage.DESIRE, Stance.SUPPORT),
    "4": ("does it, or did", Stage.ACTION, Stance.SUPPORT),
    "-": ("is against it, or refuses", Stage.AWARENESS, Stance.OPPOSE),
    "?": ("cannot tell", None, None),
}
KEYS = (*ANSWERS, *(FOR + key for key, (_, stage, side) in ANSWERS.items() if stage and not side))


class DrawnPost(Protocol):
    """What a label names of the post that it is about."""

    @property
    def campaign(self) -> str: ...
    @property
    def audience(self) -> str: ...
    @property
    def post(self) -> str: ...


def to_label(drawn: DrawnPost, reader: str, key: str, at: datetime) -> PostLabel:
    """The label that one of KEYS stands for, given at a time."""
    _, stage, side = ANSWERS[key.removeprefix(FOR)]
    return PostLabel(
        campaign=drawn.campaign,
        audience=drawn.audience,
        post=drawn.post,
        reader=reader,
        at=at,
        stage=stage,
        stance=Stance.SUPPORT if key.startswith(FOR) else side,
        cannot_tell=stage is None,
    )


def find_label_key(stage: Stage, stance: Stance) -> str:
    """The key that says what a post shows. Who is against it or refuses is that, whatever else they do."""
    if stance is Stance.OPPOSE:
        return "-"
    key = str(stage.rank + 1)
    return FOR + key if stance is Stance.SUPPORT and FOR + key in KEYS else key
