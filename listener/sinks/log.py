"""The log as a sink: each alert is one line of our own log, for trying routes out and for who collects logs."""

import logging

from listener.sinks.alert_message import alert_lines
from listener.sinks.base import Destination, Send, SinkSpec
from models.alerts import Alert

log = logging.getLogger("listener.alerts")


async def send_to_log(alert: Alert) -> None:
    """The alert as one line of our log."""
    log.info("alert %s: %s", alert.id, " | ".join(line for line in alert_lines(alert) if line))


def _open(_: Destination) -> Send:
    return send_to_log


LOG_SINK = SinkSpec(kind="log", open=_open)
