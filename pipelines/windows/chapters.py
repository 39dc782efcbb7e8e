"""Story: which chapter an audience is in, what it aims at, and when it goes on to another."""

from msgspec.structs import replace

from models.campaigns import Audience, Campaign, Chapter
from models.commands import ChapterRelease
from models.decisions import DecisionKind
from models.posts import HOUR_MS, Millis, millis
from models.signals import EmissionState
from pipelines.readiness import Aim, start_detector
from pipelines.windows.state import AudienceHead
from pipelines.windows.watched import WatchedAudience


def current_chapter(audience: Audience, head: AudienceHead) -> Chapter:
    """The chapter told now; the last one also after the audience has arrived."""
    return audience.chapters[min(head.chapter_index, len(audience.chapters) - 1)]


def next_chapter(audience: Audience, head: AudienceHead) -> Chapter | None:
    """The chapter after it, if there is one."""
    number = head.chapter_index + 1
    return audience.chapters[number] if number < len(audience.chapters) else None


def aim(watched: WatchedAudience, head: AudienceHead) -> Aim:
    """What the chapter wants, and what must be held of the one before."""
    audience, faults = watched.audience, watched.confusion_rates
    here = current_chapter(audience, head)
    arrived = head.chapter_index >= len(audience.chapters)
    before = audience.chapters[head.chapter_index - 1] if head.chapter_index else None
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


def apply_due_releases(campaign: Campaign, audience: Audience, head: AudienceHead, start: Millis) -> AudienceHead:
    """With the releases in force whose time had come when an hour starts."""
    due = sorted((r for r in head.pending_releases if millis(r.at) <= start), key=lambda r: (r.at, r.chapter))
    names = [each.name for each in audience.chapters]
    for release in due:
        head = enter_chapter(campaign, audience, head, names.index(release.chapter), start)
    return replace(head, pending_releases=tuple(r for r in head.pending_releases if r not in due)) if due else head


def queue_release(audience: Audience, head: AudienceHead, release: ChapterRelease) -> AudienceHead:
    """With a release waiting for its time. One of a chapter that we do not have, or a repeat, changes nothing."""
    known = release.chapter in (each.name for each in audience.chapters)
    return (
        replace(head, pending_releases=(*head.pending_releases, release))
        if known and release not in head.pending_releases
        else head
    )


def enter_chapter(
    campaign: Campaign, audience: Audience, head: AudienceHead, number: int, at: Millis
) -> AudienceHead:
    """In another chapter, with its detector afresh; what was told of the last one is over."""
    name = audience.chapters[min(number, len(audience.chapters) - 1)].name
    detector = start_detector(name, at, campaign.policy, head.detector)
    told = EmissionState(sequence=head.emission.sequence, last_event=head.emission.last_event)
    return replace(head, chapter_index=number, chapter_since=at, detector=detector, emission=told, examples=())


def advance_chapter(
    campaign: Campaign, audience: Audience, head: AudienceHead, kind: DecisionKind, at: Millis
) -> AudienceHead:
    """In the next chapter, where the campaign moves by itself when its audience is ready."""
    goes = campaign.release_on_advance and kind is DecisionKind.ADVANCE
    if not goes or head.chapter_index >= len(audience.chapters):
        return head
    return enter_chapter(campaign, audience, head, head.chapter_index + 1, at)


def hour_span(hour: int) -> tuple[Millis, Millis]:
    """Start and end of an hour by its number."""
    return hour * HOUR_MS, (hour + 1) * HOUR_MS
