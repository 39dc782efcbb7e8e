"""Alerts: what becomes of a signal on its way to people. A book goes in, the next book comes out; `now` is told.

`offer_signal`, `advance_time`, deliver each of `alerts_in_flight`, `complete_delivery`; `record_answer` at any time.
A repeated signal is not told twice.
"""

from pipelines.alerts.alert_state import (
    advance_time,
    alerts_in_flight,
    complete_delivery,
    drop_removed_routes,
    offer_signal,
    record_answer,
)
from pipelines.alerts.hours import is_quiet, last_digest
from pipelines.alerts.preview import preview
from pipelines.alerts.redaction import redact_quotes

__all__ = [
    "advance_time",
    "alerts_in_flight",
    "complete_delivery",
    "drop_removed_routes",
    "is_quiet",
    "last_digest",
    "offer_signal",
    "preview",
    "record_answer",
    "redact_quotes",
]
