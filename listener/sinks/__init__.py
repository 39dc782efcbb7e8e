"""Sinks: the ways an alert leaves us. Every sink is one async function over one alert; `delivery` tries again."""

from listener.sinks.base import DeliveryError, Send
from listener.sinks.delivery import Backoff, deliver, parked
from listener.sinks.opening import check_secrets, opened, secrets_named

__all__ = ["Backoff", "DeliveryError", "Send", "check_secrets", "deliver", "opened", "parked", "secrets_named"]
