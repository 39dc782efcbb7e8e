"""Alerts: what becomes of a signal on its way to people. A state goes in, the next state comes out; `now` is given.

    offer_signal -> advance_time -> (a sink delivers each of `alerts_in_flight`) -> complete_delivery
    record_answer, redact_quotes: at any time

Owns when a route sends and what it escalates. Who delivers, and how, is the sinks' (`listener/sinks/`).
"""

from pipelines.alerts.alert_redaction import redact_quotes
from pipelines.alerts.alert_state import (
    advance_time,
    alerts_in_flight,
    complete_delivery,
    drop_removed_routes,
    find_call,
    offer_notice,
    offer_signal,
    record_answer,
)
from pipelines.alerts.hours import is_quiet, last_digest
from pipelines.alerts.overflow import drop_largest_signal
from pipelines.alerts.preview import preview

__all__ = [
    "advance_time",
    "alerts_in_flight",
    "complete_delivery",
    "drop_largest_signal",
    "drop_removed_routes",
    "find_call",
    "is_quiet",
    "last_digest",
    "offer_notice",
    "offer_signal",
    "preview",
    "record_answer",
    "redact_quotes",
]
