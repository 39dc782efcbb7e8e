"""Erasure: what somebody wrote is quoted no more in alerts that still wait. What was decided stays decided."""

from msgspec.structs import replace

from models.alerts import Alert, AlertState, Awaited, Item, RouteState
from models.erasures import Erased
from models.signals import Signal


def forgotten(book: AlertState, request: Erased) -> AlertState:
    """The book without the post's quotes. Quotes name no author: an author's request takes all of them."""
    desks = {name: _desk(desk, request) for name, desk in book.desks.items()}
    return book if desks == book.desks else AlertState(desks)


def _desk(desk: RouteState, request: Erased) -> RouteState:
    return replace(
        desk,
        held=_items(desk.held, request),
        sending=_alert(desk.sending, request),
        awaited=tuple(Awaited(_signal(each.signal, request), each.due) for each in desk.awaited),
    )


def _alert(alert: Alert | None, request: Erased) -> Alert | None:
    return None if alert is None else replace(alert, items=_items(alert.items, request))


def _items(items: tuple[Item, ...], request: Erased) -> tuple[Item, ...]:
    return tuple(replace(item, signal=_signal(item.signal, request)) for item in items)


def _signal(signal: Signal, request: Erased) -> Signal:
    left = tuple(each for each in signal.data.examples if request.author is None and each.post != request.post)
    return signal if left == signal.data.examples else replace(signal, data=replace(signal.data, examples=left))
