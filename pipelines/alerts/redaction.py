"""Erasure: what somebody wrote is quoted no more in alerts that still wait. What was decided stays decided."""

from msgspec.structs import replace

from models.alerts import Alert, AlertItem, AlertState, RouteState, UnansweredSignal
from models.erasures import ErasureRequest
from models.signals import Signal


def redact_quotes(book: AlertState, request: ErasureRequest) -> AlertState:
    """The book without the post's quotes. Quotes name no author: an author's request takes all of them."""
    desks = {name: _desk(desk, request) for name, desk in book.routes.items()}
    return book if desks == book.routes else AlertState(desks)


def _desk(desk: RouteState, request: ErasureRequest) -> RouteState:
    return replace(
        desk,
        queue=_items(desk.queue, request),
        in_flight=_alert(desk.in_flight, request),
        unanswered=tuple(
            UnansweredSignal(_signal(each.signal, request), each.escalates_at) for each in desk.unanswered
        ),
    )


def _alert(alert: Alert | None, request: ErasureRequest) -> Alert | None:
    return None if alert is None else replace(alert, items=_items(alert.items, request))


def _items(items: tuple[AlertItem, ...], request: ErasureRequest) -> tuple[AlertItem, ...]:
    return tuple(replace(item, signal=_signal(item.signal, request)) for item in items)


def _signal(signal: Signal, request: ErasureRequest) -> Signal:
    left = tuple(each for each in signal.data.examples if request.author is None and each.post != request.post)
    return signal if left == signal.data.examples else replace(signal, data=replace(signal.data, examples=left))
