"""Story: an audience's chapters in their order - those told, the one now, those ahead."""

from dataclasses import dataclass
from datetime import datetime

from listener.board.views.audience_history import AudienceHistory, chapter_entries
from models.campaigns import Audience, Chapter
from models.decisions import Decision
from models.posts import instant


@dataclass(frozen=True)
class StoryStep:
    """One chapter of the story."""

    name: str
    stage: str
    call_to_action: str
    place: str  # told | now | ahead
    since: datetime | None


def story_steps(history: AudienceHistory, audience: Audience | None) -> tuple[StoryStep, ...]:
    """The chapters in the order of the story; without a campaign file, those that were seen."""
    latest, entries = history.latest, _last_entries(history)
    if audience is None or find_chapter(audience, latest.chapter) is None:
        told = [StoryStep(name, "", "", "told", at) for name, at in entries.items() if name != latest.chapter]
        return (*told, StoryStep(latest.chapter, "", "", "now", None))
    now = [each.name for each in audience.chapters].index(latest.chapter)
    return tuple(
        StoryStep(each.name, each.stage, each.call_to_action, _place(number, now, latest), entries.get(each.name))
        for number, each in enumerate(audience.chapters)
    )


def _place(number: int, now: int, latest: Decision) -> str:
    if number == now and not latest.has_arrived:
        return "now"
    return "told" if number <= now else "ahead"


def find_chapter(audience: Audience | None, name: str) -> Chapter | None:
    """The chapter of that name, if the campaign file has it."""
    return next((each for each in audience.chapters if each.name == name), None) if audience else None


def _last_entries(history: AudienceHistory) -> dict[str, datetime]:
    """When each chapter was last entered."""
    return {name: instant(at) for name, at in chapter_entries(history.points, history.entered)}
