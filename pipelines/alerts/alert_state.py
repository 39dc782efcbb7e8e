"""Alert state: all routes of one campaign together. Each function takes a state and returns the next one.

A signal goes to every route that wants it. With time, a route's queue is released as one alert; once that has been
delivered, its signals wait for a person's answer; those that nobody answers are queued on the route that
`escalate.to` names. What one route does is in `route_state`.

Whoever stores the state writes it when it is another object (`is not`). So a step that changes nothing returns the
state that it was given. All steps are idempotent but `advance_time`, which depends on `now`.
"""

from collections.abc import Callable, Iterable
from functools import reduce

from models.accountability import CommitmentSignal
from models.alerts import Alert, AlertItem, AlertState, Route, RouteState
from models.campaigns import Campaign
from models.commands import SignalVerdict
from models.decisions import Decision, DecisionKind
from models.posts import Millis
from models.signals import Signal
from pipelines.alerts.route_state import (
    apply_answer,
    complete_alert,
    queue_item,
    queue_notice,
    queue_signal,
    release_alert,
    take_overdue,
    wants,
    wants_notice,
)

_ID_LIMIT = 64  # characters: ours have half of them, and every route remembers the ids of many signals


def offer_signal(state: AlertState, campaign: Campaign, signal: Signal, now: Millis) -> AlertState:
    """Queues the signal on every route that wants it. A repeat changes nothing, nor does one that cannot be ours."""
    if len(signal.id) > _ID_LIMIT or signal.data.audience not in {audience.name for audience in campaign.audiences}:
        return state
    routes = [route for route in campaign.alerts if wants(route, signal)]
    call = find_call(campaign, signal.data)
    return _update_routes(state, routes, lambda _, route_state: queue_signal(route_state, signal, now, call))


def offer_notice(state: AlertState, campaign: Campaign, told: CommitmentSignal) -> AlertState:
    """Queues a commitment's signal on the routes of its owner. A repeat changes nothing, nor what cannot be ours."""
    is_ours = told.data.commitment in {each.name for each in campaign.commitments} or told.data.kind == "withdrawn"
    if len(told.id) > _ID_LIMIT or not is_ours:
        return state
    routes = [route for route in campaign.alerts if wants_notice(route, campaign, told)]
    return _update_routes(state, routes, lambda _, route_state: queue_notice(route_state, told))


def record_answer(state: AlertState, campaign: Campaign, answer: SignalVerdict) -> AlertState:
    """Records on every route what a person said of a signal: it needs no escalation, or a later one (snooze)."""
    if len(answer.signal) > _ID_LIMIT:
        return state
    return _update_routes(state, campaign.alerts, lambda route, route_state: apply_answer(route, route_state, answer))


def advance_time(state: AlertState, campaign: Campaign, now: Millis) -> AlertState:
    """Escalates what nobody has answered in time, then releases an alert on each route that may send now."""
    for route in campaign.alerts:
        state = _escalate_overdue(state, campaign, route, now)
    return _update_routes(
        state, campaign.alerts, lambda route, route_state: release_alert(campaign.name, route, route_state, now)
    )


def alerts_in_flight(state: AlertState) -> tuple[Alert, ...]:
    """The alerts that are released and not known to have arrived: at most one of each route."""
    return tuple(route_state.in_flight for route_state in state.routes.values() if route_state.in_flight)


def complete_delivery(state: AlertState, campaign: Campaign, alert: Alert, now: Millis) -> AlertState:
    """The alert arrived, or was given up: its route may release the next, and waits for answers to this one."""
    routes = [route for route in campaign.alerts if _has_in_flight(_route_state(state, route), alert)]
    return _update_routes(state, routes, lambda route, route_state: complete_alert(route, route_state, now))


def drop_removed_routes(state: AlertState, campaign: Campaign) -> AlertState:
    """The state without routes that the campaign file no longer has. For a state that has just been read."""
    names = {route.name for route in campaign.alerts}
    return AlertState({name: route_state for name, route_state in state.routes.items() if name in names})


def find_call(campaign: Campaign, decision: Decision) -> str:
    """What the chapter that is told next asks of people: after an ADVANCE the next one. Of a STEP_BACK nothing."""
    audience = campaign.audience(decision.audience)
    if audience is None or decision.decision is DecisionKind.STEP_BACK:
        return ""
    told = decision.next_chapter if decision.decision is DecisionKind.ADVANCE else decision.chapter
    return next((each.call_to_action for each in audience.chapters if each.name == told), "")


def _escalate_overdue(state: AlertState, campaign: Campaign, route: Route, now: Millis) -> AlertState:
    """Moves the signals that nobody answered on `route` to the queue of the route that it escalates to."""
    remaining, overdue = take_overdue(_route_state(state, route), now)
    if not overdue or route.escalate is None:
        return state
    state = _update_routes(state, [route], lambda *_: remaining)
    targets = [each for each in campaign.alerts if each.name == route.escalate.to]
    items = [AlertItem(signal, now, route.name, find_call(campaign, signal.data)) for signal in overdue]
    return _update_routes(state, targets, lambda _, route_state: reduce(queue_item, items, route_state))


def _has_in_flight(route_state: RouteState, alert: Alert) -> bool:
    return route_state.in_flight is not None and route_state.in_flight.id == alert.id


def _route_state(state: AlertState, route: Route) -> RouteState:
    return state.routes.get(route.name) or RouteState()


def _update_routes(
    state: AlertState, routes: Iterable[Route], update: Callable[[Route, RouteState], RouteState]
) -> AlertState:
    """The state with these routes updated; the same object where no route changes."""
    updated = {route.name: update(route, _route_state(state, route)) for route in routes}
    changes = {name: after for name, after in updated.items() if after != state.routes.get(name, RouteState())}
    return AlertState({**state.routes, **changes}) if changes else state
