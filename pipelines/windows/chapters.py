"""Story: which chapter an audience is in, what it aims at, and when it goes on to another."""

from msgspec.structs import replace

from models.campaigns import Audience, Campaign, Chapter
from models.commands import Released
from models.decisions import DecisionKind
from models.posts import HOUR_MS, Millis, millis
from models.signals import EmissionState
from pipelines.readiness import Aim, start_detector
from pipelines.windows.state import Head
from pipelines.windows.watched import Watched


def chapter(audience: Audience, head: Head) -> Chapter:
    """The chapter told now; the last one also after the audience has arrived."""
    return audience.chapters[min(head.chapter, len(audience.chapters) - 1)]


def following(audience: Audience, head: Head) -> Chapter | None:
    """The chapter after it, if there is one."""
    number = head.chapter + 1
    return audience.chapters[number] if number < len(audience.chapters) else None


def aim(watched: Watched, head: Head) -> Aim:
    """What the chapter wants, and what must be held of the one before."""
    audience, faults = watched.audience, watched.faults
    here = chapter(audience, head)
    arrived = head.chapter >= len(audience.chapters)
    before = audience.chapters[head.chapter - 1] if head.chapter else None
    return Aim(
        chapter=here.name,
        wanted=None if arrived else here.stage.rank,
        share=here.ready_when.share,
        authors=here.ready_when.authors,
        held=before.stage.rank if before else None,
        held_share=before.ready_when.share if before else None,
        events=watched.campaign.events,
        faults=faults.get(here.stage),
        held_faults=faults.get(before.stage) if before else None,
    )


def released(campaign: Campaign, audience: Audience, head: Head, start: Millis) -> Head:
    """With the releases in force whose time had come when an hour starts."""
    due = sorted((r for r in head.releases if millis(r.at) <= start), key=lambda r: (r.at, r.chapter))
    names = [each.name for each in audience.chapters]
    for release in due:
        head = entered(campaign, audience, head, names.index(release.chapter), start)
    return replace(head, releases=tuple(r for r in head.releases if r not in due)) if due else head


def noted(audience: Audience, head: Head, release: Released) -> Head:
    """With a release waiting for its time. One of a chapter that we do not have, or a repeat, changes nothing."""
    known = release.chapter in (each.name for each in audience.chapters)
    return replace(head, releases=(*head.releases, release)) if known and release not in head.releases else head


def entered(campaign: Campaign, audience: Audience, head: Head, number: int, at: Millis) -> Head:
    """In another chapter, with its detector afresh; what was told of the last one is over."""
    name = audience.chapters[min(number, len(audience.chapters) - 1)].name
    detector = start_detector(name, at, campaign.policy, head.detector)
    told = EmissionState(sequence=head.told.sequence, event=head.told.event)
    return replace(head, chapter=number, chapter_since=at, detector=detector, told=told, examples=())


def moved_on(campaign: Campaign, audience: Audience, head: Head, kind: DecisionKind, at: Millis) -> Head:
    """In the next chapter, where the campaign moves by itself when its audience is ready."""
    goes = campaign.release_on_advance and kind is DecisionKind.ADVANCE
    if not goes or head.chapter >= len(audience.chapters):
        return head
    return entered(campaign, audience, head, head.chapter + 1, at)


def hour_span(hour: int) -> tuple[Millis, Millis]:
    """Start and end of an hour by its number."""
    return hour * HOUR_MS, (hour + 1) * HOUR_MS
