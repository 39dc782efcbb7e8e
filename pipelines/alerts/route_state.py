"""Desk: one route's part. It holds signals until it may speak, and escalates what nobody answers."""

from hashlib import sha256

from msgspec.structs import replace

from models.alerts import ANSWERED_LIMIT, HELD_LIMIT, KNOWN_LIMIT, Alert, Awaited, Item, Known, Route, RouteState
from models.commands import Judged, Verdict
from models.posts import HOUR_MS, Millis, instant, millis
from models.signals import Signal
from pipelines.alerts.hours import is_quiet, last_digest


def wants(route: Route, signal: Signal) -> bool:
    """Whether the route tells such decisions of this audience."""
    return signal.data.decision in route.decisions and (
        not route.audiences or signal.data.audience in route.audiences
    )


def heard(desk: RouteState, signal: Signal, now: Millis) -> RouteState:
    """The desk with a new signal waiting; a repeat changes nothing."""
    known = desk.known.get(signal.data.audience, Known())
    if _is_repeat(known, signal):
        return desk
    known = _noted(known, signal)
    return held(replace(desk, known={**desk.known, signal.data.audience: known}), Item(signal, now))


def held(desk: RouteState, item: Item) -> RouteState:
    """The desk with one more item waiting; the oldest goes where there are too many, and is counted."""
    items = sorted((*desk.held, item), key=_by_time)
    over = max(0, len(items) - HELD_LIMIT)
    return replace(desk, held=tuple(items[over:]), left_out=desk.left_out + over)


def _by_time(item: Item) -> tuple[Millis, str, str]:
    return millis(item.signal.time), item.signal.id, item.unanswered_on


def _is_repeat(known: Known, signal: Signal) -> bool:
    at = millis(signal.time)
    return at <= known.forgotten or (at, signal.id) in known.latest


def _noted(known: Known, signal: Signal) -> Known:
    latest = sorted((*known.latest, (millis(signal.time), signal.id)))
    gone = latest[: max(0, len(latest) - KNOWN_LIMIT)]
    return Known(tuple(latest[len(gone) :]), max((at for at, _ in gone), default=known.forgotten))


def answered(route: Route, desk: RouteState, judged: Judged) -> RouteState:
    """Somebody answered: nothing is escalated. A snooze puts it off."""
    if judged.verdict is Verdict.SNOOZE and route.escalate:
        until = millis(judged.at) + _hours(route.escalate.after_hours)
        awaited = (Awaited(a.signal, until) if a.signal.id == judged.signal else a for a in desk.awaited)
        return replace(desk, awaited=tuple(awaited))
    left = tuple(a for a in desk.awaited if a.signal.id != judged.signal)
    ids = tuple(dict.fromkeys((*desk.answered, judged.signal)))[-ANSWERED_LIMIT:]
    return replace(desk, awaited=left, answered=ids)


def overdue(desk: RouteState, now: Millis) -> tuple[RouteState, tuple[Signal, ...]]:
    """The desk without the signals that waited too long for an answer, and those."""
    late = tuple(a for a in desk.awaited if a.due <= now)
    left = tuple(a for a in desk.awaited if a.due > now)
    return (replace(desk, awaited=left) if late else desk), tuple(a.signal for a in late)


def released(campaign: str, route: Route, desk: RouteState, now: Millis) -> RouteState:
    """The desk with all that waits on its way, where the route may speak; one alert at a time."""
    if not desk.held or desk.sending or not may_speak(route, desk, now):
        return desk
    alert = Alert(
        id=_identity(campaign, route.name, desk.held),
        campaign=campaign,
        route=route.name,
        owner=route.owner,
        at=instant(now),
        items=desk.held,
        left_out=desk.left_out,
    )
    return replace(desk, held=(), left_out=0, sending=alert, spoke=now)


def may_speak(route: Route, desk: RouteState, now: Millis) -> bool:
    """Not in quiet hours, not too soon, and with a digest only once its time has come."""
    digest = last_digest(route, now)
    too_soon = desk.spoke is not None and 0 <= now - desk.spoke < _hours(route.at_most_every_hours)
    too_early = digest is not None and all(item.since >= digest for item in desk.held)
    return not (too_soon or too_early or is_quiet(route, now))


def sent(route: Route, desk: RouteState, now: Millis) -> RouteState:
    """What was on its way has arrived, or was given up: from now on an answer is awaited."""
    alert = desk.sending
    if alert is None:
        return desk
    waits = _awaited(route, desk, alert, now)
    return replace(desk, sending=None, awaited=(*desk.awaited, *waits)[-HELD_LIMIT:])


def _awaited(route: Route, desk: RouteState, alert: Alert, now: Millis) -> list[Awaited]:
    if route.escalate is None:
        return []
    due = now + _hours(route.escalate.after_hours)
    return [Awaited(item.signal, due) for item in alert.items if item.signal.id not in desk.answered]


def _identity(campaign: str, route: str, items: tuple[Item, ...]) -> str:
    parts = (campaign, route, *(f"{item.signal.id}/{item.unanswered_on}" for item in items))
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _hours(hours: float) -> Millis:
    return round(hours * HOUR_MS)
