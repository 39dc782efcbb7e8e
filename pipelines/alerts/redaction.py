"""Redaction: after an erasure request, alerts that have not gone out quote the post no more. Decisions stay."""

from msgspec.structs import replace

from models.alerts import Alert, AlertItem, AlertState, RouteState, UnansweredSignal
from models.author_keys import pseudonym_of_post
from models.erasures import ErasureRequest
from models.signals import Signal
from models.sketches import hash64


def redact_quotes(state: AlertState, request: ErasureRequest, panel_key: bytes) -> AlertState:
    """The state without quotes of the post; the same object where there are none. `panel_key`: of its campaign.

    Quotes name no author, so a request that names one takes out every quote.
    """
    erased = pseudonym_of_post(panel_key, hash64(request.post)) if request.post and not request.author else None
    routes = {name: _redact_route(route_state, erased) for name, route_state in state.routes.items()}
    return state if routes == state.routes else AlertState(routes)


def _redact_route(state: RouteState, erased: str | None) -> RouteState:
    return replace(
        state,
        queue=_redact_items(state.queue, erased),
        in_flight=_redact_alert(state.in_flight, erased),
        unanswered=tuple(
            UnansweredSignal(_redact_signal(each.signal, erased), each.escalates_at) for each in state.unanswered
        ),
    )


def _redact_alert(alert: Alert | None, erased: str | None) -> Alert | None:
    return None if alert is None else replace(alert, items=_redact_items(alert.items, erased))


def _redact_items(items: tuple[AlertItem, ...], erased: str | None) -> tuple[AlertItem, ...]:
    return tuple(replace(item, signal=_redact_signal(item.signal, erased)) for item in items)


def _redact_signal(signal: Signal, erased: str | None) -> Signal:
    """The signal without the quote of the post of that pseudonym; None: without any."""
    quotes = signal.data.examples
    kept = tuple(each for each in quotes if erased is not None and each.pseudonym != erased)
    return signal if kept == quotes else replace(signal, data=replace(signal.data, examples=kept))
