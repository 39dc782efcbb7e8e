"""Sinks: the ways an alert leaves us, one module each, listed in `all_sinks`. `delivery` tries again.

`base` shows what a sink is and how to write one.
"""

from listener.sinks.all_sinks import SINKS
from listener.sinks.base import DeliveryError, Destination, Send, SinkSpec
from listener.sinks.delivery import Backoff, deliver, reject_alert
from listener.sinks.opening import check_secrets, open_sink, secret_names

__all__ = [
    "SINKS",
    "Backoff",
    "DeliveryError",
    "Destination",
    "Send",
    "SinkSpec",
    "check_secrets",
    "deliver",
    "open_sink",
    "reject_alert",
    "secret_names",
]
