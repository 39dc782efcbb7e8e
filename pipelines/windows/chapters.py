"""Chapters: which chapter of the story an audience is in, what it aims at, and when the next one begins.

A chapter begins in one of two ways: the team releases it (`queue_release`, then `apply_due_releases` with the first
hour that starts after the release), or the campaign goes on by itself after ADVANCE (`follow_decision`).
"""

from datetime import datetime

from msgspec.structs import replace

from models.campaigns import Audience, Chapter
from models.commands import ChapterRelease, ReleaseWithdrawal
from models.decisions import DecisionKind
from models.posts import Millis, millis
from models.signals import EmissionState
from pipelines.readiness import Aim, start_detector
from pipelines.windows.state import AudienceHead
from pipelines.windows.watched import WatchedAudience

_RELEASES_WAITING = 64  # releases dated ahead, at most: more than a story has chapters. The head has room for them


def current_chapter(audience: Audience, head: AudienceHead) -> Chapter:
    """The chapter told now. After the audience has arrived it is still the last one."""
    return audience.chapters[min(head.chapter_index, len(audience.chapters) - 1)]


def next_chapter(audience: Audience, head: AudienceHead) -> Chapter | None:
    """The chapter after the current one, or None."""
    index = head.chapter_index + 1
    return audience.chapters[index] if index < len(audience.chapters) else None


def find_aim(watched: WatchedAudience, head: AudienceHead) -> Aim:
    """What the current chapter wants, and what must still hold of the chapter before it."""
    audience, rates = watched.audience, watched.confusion_rates
    current = current_chapter(audience, head)
    has_arrived = head.chapter_index >= len(audience.chapters)
    before = audience.chapters[head.chapter_index - 1] if head.chapter_index else None
    return Aim(
        chapter=current.name,
        wanted=None if has_arrived else current.stage.rank,
        share=current.ready_when.share,
        authors=current.ready_when.authors,
        held=before.stage.rank if before else None,
        held_share=before.ready_when.share if before else None,
        events=watched.campaign.events,
        confusion_rates=rates.get(current.stage),
        held_confusion_rates=rates.get(before.stage) if before else None,
    )


def queue_release(watched: WatchedAudience, head: AudienceHead, release: ChapterRelease) -> tuple[AudienceHead, bool]:
    """The head with the release pending, and whether one was dropped, as more wait than there is room for.

    A repeat, or a chapter that the audience does not have, changes nothing. The earliest releases wait.
    """
    is_known = release.chapter in (chapter.name for chapter in watched.audience.chapters)
    if not is_known or release in head.pending_releases:
        return head, False
    waiting = sorted((*head.pending_releases, release), key=_by_time)
    is_full = len(waiting) > _RELEASES_WAITING
    return replace(head, pending_releases=tuple(waiting[:_RELEASES_WAITING])), is_full


def withdraw_release(head: AudienceHead, withdrawn: ReleaseWithdrawal) -> AudienceHead:
    """The head without that release, if it still waits. One that has taken effect stays."""
    waiting = [each for each in head.pending_releases if (each.chapter, each.at) != (withdrawn.chapter, withdrawn.at)]
    return replace(head, pending_releases=tuple(waiting)) if len(waiting) < len(head.pending_releases) else head


def _by_time(release: ChapterRelease) -> tuple[datetime, str]:
    return release.at, release.chapter


def apply_due_releases(watched: WatchedAudience, head: AudienceHead, hour_start: Millis) -> AudienceHead:
    """The head after every pending release dated at or before `hour_start`, in order of time."""
    due = sorted(
        (release for release in head.pending_releases if millis(release.at) <= hour_start),
        key=_by_time,
    )
    if not due:
        return head
    names = [chapter.name for chapter in watched.audience.chapters]
    for release in due:
        head = enter_chapter(watched, head, names.index(release.chapter), hour_start)
    return replace(head, pending_releases=tuple(each for each in head.pending_releases if each not in due))


def follow_decision(watched: WatchedAudience, head: AudienceHead, kind: DecisionKind, at: Millis) -> AudienceHead:
    """The head in the next chapter, if this is ADVANCE and the campaign releases chapters on ADVANCE."""
    advances = watched.campaign.release_on_advance and kind is DecisionKind.ADVANCE
    if not advances or head.chapter_index >= len(watched.audience.chapters):
        return head
    return enter_chapter(watched, head, head.chapter_index + 1, at)


def enter_chapter(watched: WatchedAudience, head: AudienceHead, index: int, at: Millis) -> AudienceHead:
    """The head in the chapter of that index from `at` on: a fresh detector, no examples, no signal yet.

    An audience's signals are numbered across its chapters, so the number of the last one stays.
    """
    chapters = watched.audience.chapters
    name = chapters[min(index, len(chapters) - 1)].name
    return replace(
        head,
        chapter_index=index,
        chapter_since=at,
        detector=start_detector(name, at, watched.policy, head.detector),
        emission=EmissionState(sequence=head.emission.sequence, last_event=head.emission.last_event),
        examples=(),
        example_authors=(),
    )
