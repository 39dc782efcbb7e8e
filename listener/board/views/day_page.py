"""Day page: one day of an audience - what was said, by how many, what explains it, what may be quoted of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from listener.board.views.audience_history import AudienceHistory
from listener.board.views.board_state import BoardState
from listener.board.views.heard_days import ToldDay
from listener.board.views.said_by_day import DaySpan, Spike, events_on, listen
from listener.board.views.signal_list import SignalRow, signal_rows
from models.campaigns import Campaign
from models.decisions import Example
from models.posts import instant
from pipelines.few_people import smallest_group

_EVER = DaySpan(date.min, date.max)


@dataclass(frozen=True)
class DayPage:
    """What the page shows."""

    told: ToldDay
    spike: Spike | None
    events: tuple[str, ...]
    quotes: tuple[Example, ...]
    signals: tuple[SignalRow, ...]
    before: date | None  # the days beside it, where they are known
    after: date | None
    least: int


def day_page(board: BoardState, campaign: Campaign | None, history: AudienceHistory, day: date) -> DayPage | None:
    """That local day; None where nothing is known of it."""
    zone = campaign.timezone if campaign else "UTC"
    heard = listen(history.points, campaign, smallest_group(history.latest), _EVER)
    told = next((each for each in heard.days if each.day == day), None)
    if told is None:
        return None
    days = [each.day for each in heard.days]
    signals = [
        each
        for each in board.signals
        if each.subject == history.key and each.time.astimezone(ZoneInfo(zone)).date() == day
    ]
    return DayPage(
        told=told,
        spike=next((each for each in heard.spikes if each.day.day == day), None),
        events=events_on(day, campaign.events if campaign else (), zone),
        quotes=_quotes(history, day, zone),
        signals=signal_rows(board, signals),
        before=_beside(days, day, -1),
        after=_beside(days, day, 1),
        least=heard.least,
    )


def _beside(days: Sequence[date], day: date, step: int) -> date | None:
    there = day + timedelta(days=step)
    return there if there in days else None


def _quotes(history: AudienceHistory, day: date, zone: str) -> tuple[Example, ...]:
    here = ZoneInfo(zone)
    return tuple(each.example for each in history.quotes if instant(each.start).astimezone(here).date() == day)
