"""Board: all that the page knows, as one frozen value. No I/O, no clock.

Records go in, in any order and repeated as Kafka may, and the same board comes out. It is bounded: so many decisions
of each audience, so many signals.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec

from listener.board.views.outcomes import Reports, reported
from models.campaigns import key
from models.commands import Judged, Released
from models.decisions import Decision, DecisionKind
from models.outcomes import OutcomeReport
from models.posts import Millis, millis
from models.signals import Signal

HISTORY = 24 * 90  # decisions of one audience
FEED = 10_000  # signals
RELEASES = 100  # of one audience

Record = Decision | Signal | Judged | Released | OutcomeReport


class Point(msgspec.Struct, frozen=True, array_like=True):
    """A decision, cut to what lines over time need."""

    end: Millis
    start: Millis
    kind: DecisionKind
    chapter: str
    score: float
    share: float | None
    interval: tuple[float, float] | None
    bar: float | None
    stages: dict[str, float]
    themes: dict[str, int]
    emotions: dict[str, int]
    activity: int
    gaps: tuple[str, ...]
    in_event: bool


@dataclass(frozen=True)
class Standing:
    """One audience of one campaign: its latest decision, and the line that led there, by time."""

    latest: Decision
    points: tuple[Point, ...]

    @property
    def key(self) -> str:
        return key(self.latest.campaign, self.latest.audience)


@dataclass(frozen=True)
class Board:
    """Every audience by its key, the signals by time, what people said of them, which chapters they released, and
    what happened off the channels."""

    standings: Mapping[str, Standing] = field(default_factory=dict)
    feed: tuple[Signal, ...] = ()
    verdicts: Mapping[str, Judged] = field(default_factory=dict)  # by signal id
    releases: Mapping[str, tuple[Released, ...]] = field(default_factory=dict)  # by key
    reports: Mapping[tuple[str, str], Reports] = field(default_factory=dict)  # by campaign and outcome

    def signal(self, id: str) -> Signal | None:
        """The signal of that id, if it is still here."""
        return next((each for each in self.feed if each.id == id), None)


def point(decision: Decision) -> Point:
    """The decision's point in time."""
    evidence, around = decision.evidence, decision.around
    return Point(
        end=millis(decision.window.end),
        start=millis(decision.window.start),
        kind=decision.decision,
        chapter=decision.chapter,
        score=decision.score,
        share=evidence.share,
        interval=evidence.share_interval,
        bar=evidence.bar,
        stages=evidence.by_stage,
        themes=around.themes,
        emotions=around.emotions,
        activity=around.activity,
        gaps=decision.data_quality.gaps,
        in_event=evidence.event_discounted,
    )


def applied(board: Board, record: Record) -> Board:
    """The board with one record more. A repeat changes nothing: the same object comes back."""
    match record:
        case Decision():
            return _decided(board, record)
        case Signal():
            return _told(_decided(board, record.data), record)
        case Judged():
            return _judged(board, record)
        case Released():
            return _released(board, record)
        case OutcomeReport():
            return _reported(board, record)


def filled(records: Iterable[Record], board: Board | None = None) -> Board:
    """The board of many records."""
    board = board or Board()
    for record in records:
        board = applied(board, record)
    return board


def _decided(board: Board, decision: Decision) -> Board:
    name = key(decision.campaign, decision.audience)
    before = board.standings.get(name)
    after = _with(before, decision) if before else Standing(decision, (point(decision),))
    return board if after is before else replace(board, standings={**board.standings, name: after})


def _with(standing: Standing, decision: Decision) -> Standing:
    new, points = point(decision), standing.points
    at = len(points) if new.end > points[-1].end else bisect_left(points, new.end, key=lambda each: each.end)
    if at < len(points) and points[at].end == new.end:
        return standing
    kept = (*points[:at], new, *points[at:])[-HISTORY:]
    return Standing(decision if at == len(points) else standing.latest, kept)


def _order(signal: Signal) -> tuple[datetime, str]:
    return signal.time, signal.id


def _told(board: Board, signal: Signal) -> Board:
    place, feed = _order(signal), board.feed
    at = len(feed) if not feed or place > _order(feed[-1]) else bisect_left(feed, place, key=_order)
    if at < len(feed) and feed[at].id == signal.id:
        return board
    return replace(board, feed=(*feed[:at], signal, *feed[at:])[-FEED:])


def _judged(board: Board, judged: Judged) -> Board:
    before = board.verdicts.get(judged.signal)
    if before and (before.at, before.verdict, before.reason) >= (judged.at, judged.verdict, judged.reason):
        return board
    verdicts = {**board.verdicts, judged.signal: judged}
    if len(verdicts) > 2 * FEED:  # those of signals that have left go, now and then
        ids = {signal.id for signal in board.feed}
        verdicts = {id: verdict for id, verdict in verdicts.items() if id in ids}
    return replace(board, verdicts=verdicts)


def _released(board: Board, released: Released) -> Board:
    name = key(released.campaign, released.audience)
    before = board.releases.get(name, ())
    if released in before:
        return board
    after = tuple(sorted((*before, released), key=lambda each: (each.at, each.chapter)))[-RELEASES:]
    return replace(board, releases={**board.releases, name: after})


def _reported(board: Board, report: OutcomeReport) -> Board:
    name = (report.campaign, report.name)
    before = board.reports.get(name, Reports())
    after = reported(before, report)
    return board if after is before else replace(board, reports={**board.reports, name: after})
