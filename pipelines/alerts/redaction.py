"""Redaction: after an erasure request, alerts that have not gone out quote the post no more. Decisions stay."""

from msgspec.structs import replace

from models.alerts import Alert, AlertItem, AlertState, RouteState, UnansweredSignal
from models.erasures import ErasureRequest
from models.signals import Signal


def redact_quotes(state: AlertState, request: ErasureRequest) -> AlertState:
    """The state without quotes of the post; the same object where there are none.

    Quotes name no author, so a request that names one takes out every quote.
    """
    routes = {name: _redact_route(route_state, request) for name, route_state in state.routes.items()}
    return state if routes == state.routes else AlertState(routes)


def _redact_route(state: RouteState, request: ErasureRequest) -> RouteState:
    return replace(
        state,
        queue=_redact_items(state.queue, request),
        in_flight=_redact_alert(state.in_flight, request),
        unanswered=tuple(
            UnansweredSignal(_redact_signal(each.signal, request), each.escalates_at) for each in state.unanswered
        ),
    )


def _redact_alert(alert: Alert | None, request: ErasureRequest) -> Alert | None:
    return None if alert is None else replace(alert, items=_redact_items(alert.items, request))


def _redact_items(items: tuple[AlertItem, ...], request: ErasureRequest) -> tuple[AlertItem, ...]:
    return tuple(replace(item, signal=_redact_signal(item.signal, request)) for item in items)


def _redact_signal(signal: Signal, request: ErasureRequest) -> Signal:
    quotes = signal.data.examples
    kept = tuple(each for each in quotes if request.author is None and each.post != request.post)
    return signal if kept == quotes else replace(signal, data=replace(signal.data, examples=kept))
