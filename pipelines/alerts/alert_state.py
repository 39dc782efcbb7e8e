"""Book: all routes of one campaign together."""

from functools import reduce

from models.alerts import Alert, AlertItem, AlertState, Route, RouteState
from models.campaigns import Campaign
from models.commands import SignalVerdict
from models.posts import Millis
from models.signals import Signal
from pipelines.alerts import route_state as one


def offer_signal(book: AlertState, campaign: Campaign, signal: Signal, now: Millis) -> AlertState:
    """The book with a signal on every route that wants it. A repeat changes nothing."""
    wanted = [route for route in campaign.alerts if one.wants(route, signal)]
    return _changed(book, {route.name: one.queue_signal(_desk(book, route), signal, now) for route in wanted})


def record_answer(book: AlertState, campaign: Campaign, judged: SignalVerdict) -> AlertState:
    """The book after somebody judged a signal."""
    return _changed(book, {r.name: one.apply_answer(r, _desk(book, r), judged) for r in campaign.alerts})


def advance_time(book: AlertState, campaign: Campaign, now: Millis) -> AlertState:
    """The book after time came to `now`: what nobody answered is escalated, what may go out is on its way."""
    book = reduce(lambda sofar, route: _escalated(sofar, campaign, route, now), campaign.alerts, book)
    return _changed(book, {r.name: one.release_alert(campaign.name, r, _desk(book, r), now) for r in campaign.alerts})


def alerts_in_flight(book: AlertState) -> tuple[Alert, ...]:
    """The alerts on their way, at most one a route."""
    return tuple(desk.in_flight for desk in book.routes.values() if desk.in_flight)


def complete_delivery(book: AlertState, campaign: Campaign, alert: Alert, now: Millis) -> AlertState:
    """The book after an alert arrived, or was given up."""
    found = [route for route in campaign.alerts if _is_sending(_desk(book, route), alert)]
    return _changed(book, {route.name: one.await_answers(route, _desk(book, route), now) for route in found})


def _is_sending(desk: RouteState, alert: Alert) -> bool:
    return desk.in_flight is not None and desk.in_flight.id == alert.id


def drop_removed_routes(book: AlertState, campaign: Campaign) -> AlertState:
    """The book without routes that the campaign no longer has."""
    names = {route.name for route in campaign.alerts}
    return AlertState({name: desk for name, desk in book.routes.items() if name in names})


def _escalated(book: AlertState, campaign: Campaign, route: Route, now: Millis) -> AlertState:
    left, late = one.take_overdue(_desk(book, route), now)
    if not late or route.escalate is None:
        return book
    book = _changed(book, {route.name: left})
    target = next((each for each in campaign.alerts if each.name == route.escalate.to), None)
    if target is None:
        return book
    items = (AlertItem(signal, now, route.name) for signal in late)
    return _changed(book, {target.name: reduce(one.queue_item, items, _desk(book, target))})


def _desk(book: AlertState, route: Route) -> RouteState:
    return book.routes.get(route.name) or RouteState()


def _changed(book: AlertState, desks: dict[str, RouteState]) -> AlertState:
    """The same book where nothing changed: who stores it can see that."""
    changes = {name: desk for name, desk in desks.items() if desk != book.routes.get(name, RouteState())}
    return AlertState({**book.routes, **changes}) if changes else book
