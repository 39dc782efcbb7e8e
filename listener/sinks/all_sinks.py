"""All sinks: what a route of a campaign file may name, in the order in which people read of them. Add yours here."""

from collections.abc import Mapping

from listener.sinks.alertmanager import ALERTMANAGER_SINK
from listener.sinks.base import SinkSpec
from listener.sinks.cloudevents import CLOUDEVENTS_SINK
from listener.sinks.email import EMAIL_SINK
from listener.sinks.file import FILE_SINK
from listener.sinks.log import LOG_SINK
from listener.sinks.slack import SLACK_SINK
from listener.sinks.teams import TEAMS_SINK
from listener.sinks.webhook import WEBHOOK_SINK

SINKS: Mapping[str, SinkSpec] = {
    sink.kind: sink
    for sink in (
        LOG_SINK,
        FILE_SINK,
        WEBHOOK_SINK,
        CLOUDEVENTS_SINK,
        ALERTMANAGER_SINK,
        SLACK_SINK,
        TEAMS_SINK,
        EMAIL_SINK,
    )
}
