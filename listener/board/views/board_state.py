"""Board state: all that the board knows, as one frozen value. No I/O, no clock.

Records go in, in any order and repeated as Kafka may, and the same board comes out. It is bounded: so many decisions
of each audience, so many signals, so many names of audiences and outcomes: beyond those bounds order has a say.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain
from typing import TypeVar

import msgspec

from listener.board.views.audience_history import AudienceHistory, add_point, decision_point, redact_history
from listener.board.views.outcomes import OutcomeReports, add_report
from listener.board.views.quotes import add_quotes
from models.accountability import CommitmentSignal
from models.campaigns import audience_key
from models.commands import ChapterRelease, ReleaseWithdrawal, SignalVerdict
from models.decisions import Decision
from models.ledger import LedgerEntry, LedgerRecord, TermsChange, Update
from models.movement import AudienceMovement
from models.outcomes import OutcomeReport
from models.redactions import Redaction
from models.signals import Signal
from pipelines.few_people import hide_small_groups
from pipelines.quote_redaction import redact_decision, redact_signal

SIGNALS_KEPT = 10_000
RELEASES_KEPT = 100  # of one audience
REDACTED_KEPT = 50_000  # posts: more than all that signals and latest decisions quote
NAMES_KEPT = 2_000  # audiences, and outcomes: whoever writes records can make names up
NOTICES_KEPT = 500  # of one campaign's commitments
ENTRIES_KEPT = 5_000  # of one campaign's ledger

_Name = TypeVar("_Name")
_Value = TypeVar("_Value")
_Told = TypeVar("_Told", ChapterRelease, ReleaseWithdrawal)

BoardRecord = (
    Decision
    | Signal
    | Redaction
    | SignalVerdict
    | ChapterRelease
    | ReleaseWithdrawal
    | OutcomeReport
    | CommitmentSignal
    | AudienceMovement
    | LedgerEntry
    | LedgerRecord
)


@dataclass(frozen=True)
class BoardState:
    """Every audience, the signals, what people said of them, which chapters they released, and what happened off the
    channels."""

    audiences: Mapping[str, AudienceHistory] = field(default_factory=dict)  # by key
    signals: tuple[Signal, ...] = ()  # by time
    verdicts: Mapping[str, SignalVerdict] = field(default_factory=dict)  # by signal id
    releases: Mapping[str, tuple[ChapterRelease, ...]] = field(default_factory=dict)  # by key
    withdrawals: Mapping[str, tuple[ReleaseWithdrawal, ...]] = field(default_factory=dict)  # by key
    reports: Mapping[tuple[str, str], OutcomeReports] = field(default_factory=dict)  # by campaign and outcome
    notices: Mapping[str, tuple[CommitmentSignal, ...]] = field(default_factory=dict)  # by campaign, in order of time
    entries: Mapping[str, tuple[LedgerEntry, ...]] = field(default_factory=dict)  # by campaign, by number
    movements: Mapping[str, AudienceMovement] = field(default_factory=dict)  # by key, of the latest day
    redacted: Mapping[str, None] = field(default_factory=dict)  # pseudonyms of posts that are quoted no more

    def signal(self, id: str) -> Signal | None:
        """The signal of that id, if it is still here."""
        return next((each for each in self.signals if each.id == id), None)


def apply_record(board: BoardState, record: BoardRecord) -> BoardState:
    """The board with one record more. A repeat changes nothing: the same object comes back."""
    match record:
        case Decision():
            return _add_decision(board, redact_decision(record, board.redacted))
        case Signal():
            told = redact_signal(record, board.redacted)
            shown = msgspec.structs.replace(told, data=hide_small_groups(told.data))
            return _add_signal(_add_decision(board, told.data), shown)
        case Redaction():
            return _redact(board, record.data.posts)
        case SignalVerdict():
            return _add_verdict(board, record)
        case ChapterRelease():
            releases = _add_told(board.releases, record)
            return board if releases is board.releases else replace(board, releases=releases)
        case ReleaseWithdrawal():
            taken_back = _add_told(board.withdrawals, record)
            return board if taken_back is board.withdrawals else replace(board, withdrawals=taken_back)
        case OutcomeReport():
            return _add_report(board, record)
        case CommitmentSignal():
            return _add_notice(board, record)
        case AudienceMovement():
            return _add_movement(board, record)
        case LedgerEntry():
            return _add_entry(board, record)
        case Update() | TermsChange():
            return board  # it comes again, as an entry of the ledger


def apply_records(records: Iterable[BoardRecord], board: BoardState | None = None) -> BoardState:
    """The board of many records."""
    board = board or BoardState()
    for record in records:
        board = apply_record(board, record)
    return board


def _add_decision(board: BoardState, decision: Decision) -> BoardState:
    name = audience_key(decision.campaign, decision.audience)
    before = board.audiences.get(name)
    shown = hide_small_groups(decision)  # its point has all: themes are summed over a day before they are hidden
    point = decision_point(decision)
    after = add_point(before, shown, point) if before else AudienceHistory(shown, (point,))
    if (quotes := add_quotes(after.quotes, decision)) is not after.quotes:
        after = replace(after, quotes=quotes)
    return board if after is before else replace(board, audiences=_put(board.audiences, name, after))


def _redact(board: BoardState, posts: Collection[str]) -> BoardState:
    """The board without the quotes of these posts, now and in what is yet to come."""
    if all(each in board.redacted for each in posts):
        return board
    redacted = dict.fromkeys([*board.redacted, *posts][-REDACTED_KEPT:])
    return replace(
        board,
        redacted=redacted,
        audiences={name: redact_history(each, redacted) for name, each in board.audiences.items()},
        signals=tuple([redact_signal(each, redacted) for each in board.signals]),
    )


def _time_and_id(signal: Signal) -> tuple[datetime, str]:
    return signal.time, signal.id


def _add_signal(board: BoardState, signal: Signal) -> BoardState:
    place, signals = _time_and_id(signal), board.signals
    is_newest = not signals or place > _time_and_id(signals[-1])
    at = len(signals) if is_newest else bisect_left(signals, place, key=_time_and_id)
    if at < len(signals) and signals[at].id == signal.id:
        return board
    return replace(board, signals=(*signals[:at], signal, *signals[at:])[-SIGNALS_KEPT:])


def _add_verdict(board: BoardState, judged: SignalVerdict) -> BoardState:
    before = board.verdicts.get(judged.signal)
    if before and (before.at, before.verdict, before.reason) >= (judged.at, judged.verdict, judged.reason):
        return board
    verdicts = {**board.verdicts, judged.signal: judged}
    if len(verdicts) > 2 * SIGNALS_KEPT:  # now and then, drop those whose signal is no longer kept
        ids = {signal.id for signal in board.signals}
        verdicts = {id: verdict for id, verdict in verdicts.items() if id in ids}
    return replace(board, verdicts=verdicts)


def _add_told(told: Mapping[str, tuple[_Told, ...]], record: _Told) -> Mapping[str, tuple[_Told, ...]]:
    """With what was told of a chapter, in order of time."""
    name = audience_key(record.campaign, record.audience)
    before: tuple[_Told, ...] = told.get(name, ())
    if record in before:
        return told
    after = sorted(chain(before, (record,)), key=_time_and_chapter)
    return _put(told, name, tuple(after[-RELEASES_KEPT:]))


def _time_and_chapter(told: ChapterRelease | ReleaseWithdrawal) -> tuple[datetime, str]:
    return told.at, told.chapter


def _add_notice(board: BoardState, told: CommitmentSignal) -> BoardState:
    name = told.data.campaign
    before = board.notices.get(name, ())
    if any(each.id == told.id for each in before):
        return board
    after = tuple(sorted((*before, told), key=lambda each: (each.time, each.id)))[-NOTICES_KEPT:]
    return replace(board, notices={**board.notices, name: after})


def _add_entry(board: BoardState, entry: LedgerEntry) -> BoardState:
    name = entry.record.campaign
    before = board.entries.get(name, ())
    if any(each.number == entry.number for each in reversed(before)):
        return board
    after = tuple(sorted((*before, entry), key=lambda each: each.number))[-ENTRIES_KEPT:]
    return replace(board, entries={**board.entries, name: after})


def _add_report(board: BoardState, report: OutcomeReport) -> BoardState:
    name = (report.campaign, report.name)
    before = board.reports.get(name, OutcomeReports())
    after = add_report(before, report)
    return board if after is before else replace(board, reports=_put(board.reports, name, after))


def _add_movement(board: BoardState, told: AudienceMovement) -> BoardState:
    name = audience_key(told.campaign, told.audience)
    before = board.movements.get(name)
    if before and (before == told or _last_day(before) > _last_day(told)):
        return board
    return replace(board, movements=_put(board.movements, name, told))


def _last_day(told: AudienceMovement) -> tuple[date, float]:
    """How far it reaches; of two of one day the one of more authors."""
    return told.last_day or date.min, told.authors.value or 0.0


def _put(names: Mapping[_Name, _Value], name: _Name, value: _Value) -> dict[_Name, _Value]:
    """With this value under its name. Of too many names those stay that were heard of last."""
    others = [(each, kept) for each, kept in names.items() if each != name]
    return dict([*others[-NAMES_KEPT + 1 :], (name, value)])
