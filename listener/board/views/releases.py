"""Releases: the chapters that the team has released and that have not begun yet, so that they can be taken back.

A release takes effect with the first full hour after it, and the hour's decision is taken once it has passed: until a
decision of that hour is known, the release can be withdrawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from listener.board.views.audience_history import AudienceHistory
from listener.board.views.board_state import BoardState
from models.commands import ChapterRelease
from models.posts import HOUR_MS, instant, millis


@dataclass(frozen=True)
class PendingRelease:
    """A release, and the hour with which its chapter begins."""

    release: ChapterRelease
    begins: datetime


def release_begins(at: datetime) -> datetime:
    """The first full hour at or after a time."""
    return instant(-(-millis(at) // HOUR_MS) * HOUR_MS)


def pending_releases(board: BoardState, history: AudienceHistory) -> tuple[PendingRelease, ...]:
    """Those that wait, in order of time."""
    return tuple(each for each in _standing_releases(board, history.key) if each.begins >= history.latest.window.end)


def past_releases(board: BoardState, history: AudienceHistory) -> tuple[ChapterRelease, ...]:
    """Those that have taken effect, in order of time."""
    told = _standing_releases(board, history.key)
    return tuple(each.release for each in told if each.begins < history.latest.window.end)


def _standing_releases(board: BoardState, key: str) -> Sequence[PendingRelease]:
    withdrawn = {(each.chapter, each.at) for each in board.withdrawals.get(key, ())}
    told = [each for each in board.releases.get(key, ()) if (each.chapter, each.at) not in withdrawn]
    return [PendingRelease(each, release_begins(each.at)) for each in told]
