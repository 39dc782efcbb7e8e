"""Alerts: what becomes of a signal on its way to people. A book goes in, the next book comes out; `now` is told.

hear -> turn -> (somebody delivers what `sending` says) -> sent; `answer` at any time. No repeat is told twice.
"""

from pipelines.alerts.alert_state import answer, hear, kept, sending, sent, turn
from pipelines.alerts.erasure import forgotten
from pipelines.alerts.hours import is_quiet, last_digest
from pipelines.alerts.preview import preview

__all__ = ["answer", "forgotten", "hear", "is_quiet", "kept", "last_digest", "preview", "sending", "sent", "turn"]
