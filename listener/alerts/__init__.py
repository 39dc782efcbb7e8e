"""Alerting: the consumer of `signals` and of people's answers that tells routes, and what it remembers."""

from listener.alerts.consumer import Alerting
from listener.alerts.trial import tried

__all__ = ["Alerting", "tried"]
