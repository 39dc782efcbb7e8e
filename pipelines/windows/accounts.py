"""Accounts: books of commitments, hour by hour: the campaign's, which tells, and each audience's, for its debt.

The campaign's state has the same head as an audience's, for the watermark, and no votes. Both books take the same
records; nobody's demand comes to an audience's.
"""

import msgspec
from msgspec.structs import replace

from models.accountability import CommitmentSignal, Debt, Demand
from models.ledger import LedgerEntry, TermsChange, Update
from models.marks import Progress
from models.posts import HOUR_MS
from pipelines.accountability import advance_book, find_debt, receive_demand, receive_record
from pipelines.windows.state import AudienceState
from pipelines.windows.watched import WatchedAudience, WatchedCampaign
from pipelines.windows.watermark import find_watermark, last_passed_hour, record_progress

AccountMessage = Update | TermsChange | Demand | Progress


class AccountResult(msgspec.Struct, frozen=True):
    """What one message about a campaign's commitments came to: in order of event time."""

    state: AudienceState
    signals: tuple[CommitmentSignal, ...] = ()
    entries: tuple[LedgerEntry, ...] = ()


def step_account(state: AudienceState, message: object, watched: WatchedCampaign) -> AccountResult:
    """Takes one message to a campaign. What is none of its commitments changes nothing."""
    match message:
        case Update() | TermsChange():
            return AccountResult(replace(state, book=receive_record(state.book, message)))
        case Demand():
            since, zone = _end_of(state.head.closed_hour), watched.campaign.timezone
            return AccountResult(replace(state, book=receive_demand(state.book, message, since, zone)))
        case Progress():
            return _close_hours(replace(state, head=record_progress(state.head, message)), watched)
    return AccountResult(state)


def _close_hours(state: AudienceState, watched: WatchedCampaign) -> AccountResult:
    watermark = find_watermark(state.head, watched.campaign.policy)
    if watermark is None:
        return AccountResult(state)
    hour, closed = last_passed_hour(watermark), state.head.closed_hour
    if closed is not None and hour <= closed:
        return AccountResult(state)
    book, signals, entries = advance_book(state.book, watched.campaign, _end_of(closed), (hour + 1) * HOUR_MS)
    head = replace(state.head, closed_hour=hour)
    return AccountResult(replace(state, book=book, head=head), signals, entries)


def _end_of(hour: int | None) -> int | None:
    return None if hour is None else (hour + 1) * HOUR_MS


def close_account(state: AudienceState, hour: int, watched: WatchedAudience) -> AudienceState:
    """An audience's state with its book up to the end of an hour. What it tells, the campaign's own book tells."""
    if not watched.campaign.commitments and not state.book.waiting:
        return state
    since = _end_of(state.head.closed_hour)
    book, _, _ = advance_book(state.book, watched.campaign, since, (hour + 1) * HOUR_MS)
    return state if book is state.book else replace(state, book=book)


def owed_debt(state: AudienceState, watched: WatchedAudience) -> Debt:
    """What the brand owes an audience, as of the last hour that closed."""
    return find_debt(state.book, watched.campaign, watched.audience.name) if state.book.states else Debt()
