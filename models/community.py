"""Community: what people make of a story by themselves: hashtags of their own, their part of the telling."""

from datetime import date

import msgspec

from models.measured import Measured


class CoinedTag(msgspec.Struct, frozen=True):
    """A hashtag, place, format or initiative that the campaign has not used, by enough authors to be shown."""

    tag: str
    authors: float
    first_day: date  # on which a few authors had used it
    growth: Measured  # its share of authors in the last four weeks over that of the four before; unsaid of few
    is_rising: bool  # beyond chance, with false discoveries controlled
    chapter: str | None  # whose call was out when it began
    met_call: Measured  # share of its authors who had met that call before they used it
    kind: str = "hashtag"  # or place, format, initiative: an address, with its first folders


class PeakOrigin(msgspec.Struct, frozen=True):
    """What the campaign had planned in the days of a peak; nothing: the peak is spontaneous."""

    day: date
    events: tuple[str, ...]  # by name
    chapters: tuple[str, ...]  # that were released


class CommunityFigures(msgspec.Struct, frozen=True):
    """What is the community's own."""

    told: Measured  # share of all posts of the story that are not by the campaign's own accounts
    unprompted: Measured  # of the audience's posts, those that answer none of these and use no call's words
    coined: tuple[CoinedTag, ...]  # the most used first
    peaks: tuple[PeakOrigin, ...]
