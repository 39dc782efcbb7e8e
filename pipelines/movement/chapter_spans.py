"""Chapter spans: from which day to which each chapter was told, by the team's releases or by what decisions say."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from models.campaigns import Audience
from models.commands import ChapterRelease, Command, ReleaseWithdrawal
from models.decisions import Decision
from models.posts import DAY_MS, millis


class ChapterSpan(NamedTuple):
    """A chapter, and the numbers of its first day and of the one after its last."""

    chapter: str
    start: int
    end: int


def find_releases(commands: Iterable[Command], campaign: str, audience: str) -> dict[str, int]:
    """The day on which each chapter of an audience was released, but for those that were taken back."""
    some = [each for each in commands if (each.campaign, each.audience) == (campaign, audience)]
    withdrawn = {(each.chapter, each.at) for each in some if isinstance(each, ReleaseWithdrawal)}
    released = [
        each for each in some if isinstance(each, ChapterRelease) and (each.chapter, each.at) not in withdrawn
    ]
    return {each.chapter: millis(each.at) // DAY_MS for each in released}


def find_beginnings(
    decisions: Iterable[Decision], commands: Iterable[Command], campaign: str, audience: str
) -> dict[str, int]:
    """The first day of each chapter of an audience: as the team released it, or else as decisions say."""
    began = dict[str, int]()
    for each in decisions:
        if (each.campaign, each.audience) == (campaign, audience):
            day = millis(each.window.start) // DAY_MS
            began[each.chapter] = min(day, began.get(each.chapter, day))
    return began | find_releases(commands, campaign, audience)


def list_spans(audience: Audience, releases: Mapping[str, int], first: int, last: int) -> tuple[ChapterSpan, ...]:
    """The chapters that were told between two days. The first is told from the beginning."""
    began = {audience.chapters[0].name: first} | {name: max(first, day) for name, day in releases.items()}
    known = [each.name for each in audience.chapters if each.name in began]
    ordered = sorted(known, key=lambda name: began[name])
    ends = [*(began[name] for name in ordered[1:]), last + 1]
    spans = [ChapterSpan(name, began[name], end) for name, end in zip(ordered, ends, strict=True)]
    return tuple(each for each in spans if each.start < each.end)
