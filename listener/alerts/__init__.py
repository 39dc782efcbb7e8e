"""Alerting: the consumer of `signals` and of people's answers that sends alerts on routes, and what it remembers."""

from listener.alerts.consumer import Alerting
from listener.alerts.trial import try_route

__all__ = ["Alerting", "try_route"]
