"""The other side of CloudEvents over HTTP."""

from tests.contracts.receivers.base import over_http

RECEIVER = over_http("cloudevents", secret="$ALERT_TEAM_SECRET")
