"""Desk: one route's part. It holds signals until it may speak, and escalates what nobody answers."""

from hashlib import sha256

from msgspec.structs import replace

from models.alerts import (
    ANSWERS_LIMIT,
    DEDUP_LIMIT,
    QUEUE_LIMIT,
    Alert,
    AlertItem,
    DedupWindow,
    Route,
    RouteState,
    UnansweredSignal,
)
from models.commands import SignalVerdict, Verdict
from models.posts import HOUR_MS, Millis, instant, millis
from models.signals import Signal
from pipelines.alerts.hours import is_quiet, last_digest


def wants(route: Route, signal: Signal) -> bool:
    """Whether the route tells such decisions of this audience."""
    return signal.data.decision in route.decisions and (
        not route.audiences or signal.data.audience in route.audiences
    )


def queue_signal(desk: RouteState, signal: Signal, now: Millis) -> RouteState:
    """The desk with a new signal waiting; a repeat changes nothing."""
    known = desk.dedup.get(signal.data.audience, DedupWindow())
    if _is_repeat(known, signal):
        return desk
    known = _noted(known, signal)
    return queue_item(replace(desk, dedup={**desk.dedup, signal.data.audience: known}), AlertItem(signal, now))


def queue_item(desk: RouteState, item: AlertItem) -> RouteState:
    """The desk with one more item waiting; the oldest goes where there are too many, and is counted."""
    items = sorted((*desk.queue, item), key=_by_time)
    over = max(0, len(items) - QUEUE_LIMIT)
    return replace(desk, queue=tuple(items[over:]), left_out=desk.left_out + over)


def _by_time(item: AlertItem) -> tuple[Millis, str, str]:
    return millis(item.signal.time), item.signal.id, item.unanswered_on


def _is_repeat(known: DedupWindow, signal: Signal) -> bool:
    at = millis(signal.time)
    return at <= known.horizon or (at, signal.id) in known.latest


def _noted(known: DedupWindow, signal: Signal) -> DedupWindow:
    latest = sorted((*known.latest, (millis(signal.time), signal.id)))
    gone = latest[: max(0, len(latest) - DEDUP_LIMIT)]
    return DedupWindow(tuple(latest[len(gone) :]), max((at for at, _ in gone), default=known.horizon))


def apply_answer(route: Route, desk: RouteState, judged: SignalVerdict) -> RouteState:
    """Somebody answered: nothing is escalated. A snooze puts it off."""
    if judged.verdict is Verdict.SNOOZE and route.escalate:
        until = millis(judged.at) + _hours(route.escalate.after_hours)
        awaited = (UnansweredSignal(a.signal, until) if a.signal.id == judged.signal else a for a in desk.unanswered)
        return replace(desk, unanswered=tuple(awaited))
    left = tuple(a for a in desk.unanswered if a.signal.id != judged.signal)
    ids = tuple(dict.fromkeys((*desk.answered_ids, judged.signal)))[-ANSWERS_LIMIT:]
    return replace(desk, unanswered=left, answered_ids=ids)


def take_overdue(desk: RouteState, now: Millis) -> tuple[RouteState, tuple[Signal, ...]]:
    """The desk without the signals that waited too long for an answer, and those."""
    late = tuple(a for a in desk.unanswered if a.escalates_at <= now)
    left = tuple(a for a in desk.unanswered if a.escalates_at > now)
    return (replace(desk, unanswered=left) if late else desk), tuple(a.signal for a in late)


def release_alert(campaign: str, route: Route, desk: RouteState, now: Millis) -> RouteState:
    """The desk with all that waits on its way, where the route may speak; one alert at a time."""
    if not desk.queue or desk.in_flight or not may_send(route, desk, now):
        return desk
    alert = Alert(
        id=_identity(campaign, route.name, desk.queue),
        campaign=campaign,
        route=route.name,
        owner=route.owner,
        at=instant(now),
        items=desk.queue,
        left_out=desk.left_out,
    )
    return replace(desk, queue=(), left_out=0, in_flight=alert, last_release=now)


def may_send(route: Route, desk: RouteState, now: Millis) -> bool:
    """Not in quiet hours, not too soon, and with a digest only once its time has come."""
    digest = last_digest(route, now)
    too_soon = desk.last_release is not None and 0 <= now - desk.last_release < _hours(route.at_most_every_hours)
    too_early = digest is not None and all(item.since >= digest for item in desk.queue)
    return not (too_soon or too_early or is_quiet(route, now))


def await_answers(route: Route, desk: RouteState, now: Millis) -> RouteState:
    """What was on its way has arrived, or was given up: from now on an answer is awaited."""
    alert = desk.in_flight
    if alert is None:
        return desk
    waits = _awaited(route, desk, alert, now)
    return replace(desk, in_flight=None, unanswered=(*desk.unanswered, *waits)[-QUEUE_LIMIT:])


def _awaited(route: Route, desk: RouteState, alert: Alert, now: Millis) -> list[UnansweredSignal]:
    if route.escalate is None:
        return []
    due = now + _hours(route.escalate.after_hours)
    return [UnansweredSignal(item.signal, due) for item in alert.items if item.signal.id not in desk.answered_ids]


def _identity(campaign: str, route: str, items: tuple[AlertItem, ...]) -> str:
    parts = (campaign, route, *(f"{item.signal.id}/{item.unanswered_on}" for item in items))
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _hours(hours: float) -> Millis:
    return round(hours * HOUR_MS)
