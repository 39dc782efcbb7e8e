"""Route state: what one route does with its signals. Each function takes a state and returns the next one.

    queue        signals that wait until the route may send           queue_signal, queue_item
    in_flight    one alert of all that was queued, being delivered    release_alert
    unanswered   signals that were delivered and await an answer      complete_alert, apply_answer, take_overdue

A signal passes through them in this order each time that it is queued: once as itself, where `dedup` drops repeats,
and again where another route escalates it to this one. A route has at most one alert in flight. An alert's id is a
hash of its signals, so one that is delivered again after a crash has the same id, and receivers can tell.
"""

from hashlib import sha256

from msgspec.structs import replace

from models.accountability import CommitmentSignal
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
from models.campaigns import Campaign
from models.commands import SignalVerdict, Verdict
from models.posts import HOUR_MS, Millis, instant, millis
from models.signals import Signal
from pipelines.alerts.hours import is_quiet, last_digest


def wants(route: Route, signal: Signal) -> bool:
    """Whether the route is for decisions of this kind, and for this audience. No audiences named: for all."""
    is_for_audience = not route.audiences or signal.data.audience in route.audiences
    return is_for_audience and signal.data.decision in route.decisions


def queue_signal(state: RouteState, signal: Signal, now: Millis, call: str = "") -> RouteState:
    """The state with the signal queued at `now`; the same state for a repeat. `call`: what its chapter asks."""
    audience = signal.data.audience
    window = state.dedup.get(audience, DedupWindow())
    if _is_repeat(window, signal):
        return state
    state = replace(state, dedup={**state.dedup, audience: _remember(window, signal)})
    return queue_item(state, AlertItem(signal, now, call=call))


def wants_notice(route: Route, campaign: Campaign, told: CommitmentSignal) -> bool:
    """Whether a route is of the commitment's owner, by its own owner or its name; all routes where none is."""
    owner = told.data.owner
    theirs = [each.name for each in campaign.alerts if owner in (each.owner, each.name)]
    return route.name in theirs if theirs else bool(route.decisions)


def queue_notice(state: RouteState, told: CommitmentSignal) -> RouteState:
    """The state with a commitment's signal queued; the same state for a repeat."""
    window = state.dedup.get(told.subject, DedupWindow())
    if _is_repeat(window, told):
        return state
    notices = sorted((*state.notices, told), key=lambda each: (each.time, each.id))
    excess = max(0, len(notices) - QUEUE_LIMIT)
    dedup = {**state.dedup, told.subject: _remember(window, told)}
    return replace(state, dedup=dedup, notices=tuple(notices[excess:]), left_out=state.left_out + excess)


def queue_item(state: RouteState, item: AlertItem) -> RouteState:
    """The state with the item in its place in the queue. Beyond `QUEUE_LIMIT` the oldest are dropped, and counted."""
    items = sorted((*state.queue, item), key=_event_order)
    excess = max(0, len(items) - QUEUE_LIMIT)
    return replace(state, queue=tuple(items[excess:]), left_out=state.left_out + excess)


def _event_order(item: AlertItem) -> tuple[Millis, str, str]:
    return millis(item.signal.time), item.signal.id, item.unanswered_on


def _is_repeat(window: DedupWindow, signal: Signal | CommitmentSignal) -> bool:
    """A signal as old as one that the window has dropped may be a repeat, and is taken for one."""
    at = millis(signal.time)
    return at <= window.horizon or (at, signal.id) in window.latest


def _remember(window: DedupWindow, signal: Signal | CommitmentSignal) -> DedupWindow:
    """The window with the signal; beyond `DEDUP_LIMIT` the oldest is dropped and becomes the horizon."""
    latest = sorted((*window.latest, (millis(signal.time), signal.id)))
    dropped, kept = latest[:-DEDUP_LIMIT], latest[-DEDUP_LIMIT:]
    return DedupWindow(tuple(kept), max((at for at, _ in dropped), default=window.horizon))


def release_alert(campaign: str, route: Route, state: RouteState, now: Millis) -> RouteState:
    """The state with all that is queued in flight as one alert, where the route may send; else the same state."""
    if not (state.queue or state.notices) or state.in_flight or not may_send(route, state, now):
        return state
    alert = Alert(
        id=_alert_id(campaign, route.name, state),
        campaign=campaign,
        route=route.name,
        owner=route.owner,
        at=instant(now),
        items=state.queue,
        left_out=state.left_out,
        notices=state.notices,
        zone=route.zone,
        language=route.language,
    )
    return replace(state, queue=(), notices=(), left_out=0, in_flight=alert, last_release=now)


def may_send(route: Route, state: RouteState, now: Millis) -> bool:
    """Whether the route may send at `now`: outside its quiet hours, not too soon after its last alert, and, with a
    digest, only what was queued before the last digest time. A clock that was set back does not count as too soon.
    """
    digest = last_digest(route, now)
    too_soon = state.last_release is not None and 0 <= now - state.last_release < _hours(route.at_most_every_hours)
    waiting = [*(item.since for item in state.queue), *(millis(each.time) for each in state.notices)]
    before_digest = digest is not None and all(since >= digest for since in waiting)
    return not (too_soon or before_digest or is_quiet(route, now))


def complete_alert(route: Route, state: RouteState, now: Millis) -> RouteState:
    """The state after the alert in flight has arrived, or was given up. Without one, the same state.

    Where the route escalates, each of its signals without an answer is escalated `after_hours` from now.
    """
    if state.in_flight is None:
        return state
    unanswered = _unanswered_signals(route, state, state.in_flight, now)
    return replace(state, in_flight=None, unanswered=(*state.unanswered, *unanswered)[-QUEUE_LIMIT:])


def _unanswered_signals(route: Route, state: RouteState, alert: Alert, now: Millis) -> list[UnansweredSignal]:
    if route.escalate is None:
        return []
    escalates_at = now + _hours(route.escalate.after_hours)
    signals = [item.signal for item in alert.items if item.signal.id not in state.answered_ids]
    return [UnansweredSignal(signal, escalates_at) for signal in signals]


def apply_answer(route: Route, state: RouteState, answer: SignalVerdict) -> RouteState:
    """The state after a person answered a signal. SNOOZE puts its escalation off; any other answer cancels it.

    An answer may come before the alert has been delivered: its signal's id is remembered.
    """
    if answer.verdict is Verdict.SNOOZE and route.escalate:
        return _put_off(state, answer.signal, millis(answer.at) + _hours(route.escalate.after_hours))
    unanswered = tuple(each for each in state.unanswered if each.signal.id != answer.signal)
    answered_ids = tuple(dict.fromkeys((*state.answered_ids, answer.signal)))[-ANSWERS_LIMIT:]
    return replace(state, unanswered=unanswered, answered_ids=answered_ids)


def _put_off(state: RouteState, signal_id: str, until: Millis) -> RouteState:
    unanswered = [
        UnansweredSignal(each.signal, until) if each.signal.id == signal_id else each for each in state.unanswered
    ]
    return replace(state, unanswered=tuple(unanswered))


def take_overdue(state: RouteState, now: Millis) -> tuple[RouteState, tuple[Signal, ...]]:
    """The state without the signals whose answer is overdue at `now`, and those signals."""
    overdue = tuple(each.signal for each in state.unanswered if each.escalates_at <= now)
    if not overdue:
        return state, ()
    return replace(state, unanswered=tuple(each for each in state.unanswered if each.escalates_at > now)), overdue


def _alert_id(campaign: str, route: str, state: RouteState) -> str:
    """128 bits of a hash of what makes it this alert and no other."""
    items = (f"{item.signal.id}/{item.unanswered_on}" for item in state.queue)
    parts = (campaign, route, *items, *(each.id for each in state.notices))
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _hours(hours: float) -> Millis:
    return round(hours * HOUR_MS)
