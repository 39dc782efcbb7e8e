"""Book: all routes of one campaign together."""

from functools import reduce

from models.alerts import Alert, Book, Desk, Item, Route
from models.campaigns import Campaign
from models.commands import Judged
from models.posts import Millis
from models.signals import Signal
from pipelines.alerts import route_state as one


def hear(book: Book, campaign: Campaign, signal: Signal, now: Millis) -> Book:
    """The book with a signal on every route that wants it. A repeat changes nothing."""
    wanted = [route for route in campaign.alerts if one.wants(route, signal)]
    return _changed(book, {route.name: one.heard(_desk(book, route), signal, now) for route in wanted})


def answer(book: Book, campaign: Campaign, judged: Judged) -> Book:
    """The book after somebody judged a signal."""
    return _changed(book, {r.name: one.answered(r, _desk(book, r), judged) for r in campaign.alerts})


def turn(book: Book, campaign: Campaign, now: Millis) -> Book:
    """The book after time came to `now`: what nobody answered is escalated, what may go out is on its way."""
    book = reduce(lambda sofar, route: _escalated(sofar, campaign, route, now), campaign.alerts, book)
    return _changed(book, {r.name: one.released(campaign.name, r, _desk(book, r), now) for r in campaign.alerts})


def sending(book: Book) -> tuple[Alert, ...]:
    """The alerts on their way, at most one a route."""
    return tuple(desk.sending for desk in book.desks.values() if desk.sending)


def sent(book: Book, campaign: Campaign, alert: Alert, now: Millis) -> Book:
    """The book after an alert arrived, or was given up."""
    found = [route for route in campaign.alerts if _is_sending(_desk(book, route), alert)]
    return _changed(book, {route.name: one.sent(route, _desk(book, route), now) for route in found})


def _is_sending(desk: Desk, alert: Alert) -> bool:
    return desk.sending is not None and desk.sending.id == alert.id


def kept(book: Book, campaign: Campaign) -> Book:
    """The book without routes that the campaign no longer has."""
    names = {route.name for route in campaign.alerts}
    return Book({name: desk for name, desk in book.desks.items() if name in names})


def _escalated(book: Book, campaign: Campaign, route: Route, now: Millis) -> Book:
    left, late = one.overdue(_desk(book, route), now)
    if not late or route.escalate is None:
        return book
    book = _changed(book, {route.name: left})
    target = next((each for each in campaign.alerts if each.name == route.escalate.to), None)
    if target is None:
        return book
    items = (Item(signal, now, route.name) for signal in late)
    return _changed(book, {target.name: reduce(one.held, items, _desk(book, target))})


def _desk(book: Book, route: Route) -> Desk:
    return book.desks.get(route.name) or Desk()


def _changed(book: Book, desks: dict[str, Desk]) -> Book:
    """The same book where nothing changed: who stores it can see that."""
    changes = {name: desk for name, desk in desks.items() if desk != book.desks.get(name, Desk())}
    return Book({**book.desks, **changes}) if changes else book
