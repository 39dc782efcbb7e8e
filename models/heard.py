"""Heard: what the panel's authors said in an hour, as counts. It decides nothing."""

from typing import Annotated

import msgspec

Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]  # exact in JSON, wherever it is read


class HeardGroup(msgspec.Struct, frozen=True):
    """Authors whose first post of the campaign's local day was alike, in the hour of that post.

    So each author stands in one group a day, and groups of hours add up to people.
    """

    authors: Count
    channel: str = ""  # this and what follows: empty where it is not known, or the group is of the rest
    language: str = ""  # ISO 639-1
    themes: tuple[str, ...] = ()
    tone: str = ""  # negative, neutral, positive
    stance: str = ""  # support, oppose, neutral, unknown
    asks: bool = False


class Heard(msgspec.Struct, frozen=True):
    """What was said in the window, by authors of the panel: posts, and by group the authors, each once."""

    posts: Count = 0
    authors: Count = 0
    new_authors: Count = 0  # of them, those who were never heard before
    tones: dict[str, Count] = {}  # negative, neutral, positive: whose words were so
    stances: dict[str, Count] = {}  # support, oppose, neutral, unknown
    channels: dict[str, Count] = {}
    languages: dict[str, Count] = {}  # ISO 639-1
    asked: dict[str, Count] = {}  # who asked something, by theme; `other` where the post has none
    objected: dict[str, Count] = {}  # who spoke against it, likewise
    first_today: tuple[HeardGroup, ...] = ()  # of the authors, those who were not heard before on that local day
