"""Redaction: alerts that have not gone out quote erased posts no more. Their decisions stay."""

from collections.abc import Collection

from msgspec.structs import replace

from models.alerts import Alert, AlertItem, AlertState, RouteState, UnansweredSignal
from pipelines.quote_redaction import redact_signal


def redact_quotes(state: AlertState, posts: Collection[str]) -> AlertState:
    """The state without quotes of these posts, by pseudonym; the same object where there are none."""
    routes = {name: _redact_route(route_state, posts) for name, route_state in state.routes.items()}
    return state if routes == state.routes else AlertState(routes)


def _redact_route(state: RouteState, posts: Collection[str]) -> RouteState:
    return replace(
        state,
        queue=_redact_items(state.queue, posts),
        in_flight=_redact_alert(state.in_flight, posts),
        unanswered=tuple(
            UnansweredSignal(redact_signal(each.signal, posts), each.escalates_at) for each in state.unanswered
        ),
    )


def _redact_alert(alert: Alert | None, posts: Collection[str]) -> Alert | None:
    return None if alert is None else replace(alert, items=_redact_items(alert.items, posts))


def _redact_items(items: tuple[AlertItem, ...], posts: Collection[str]) -> tuple[AlertItem, ...]:
    return tuple(replace(item, signal=redact_signal(item.signal, posts)) for item in items)
