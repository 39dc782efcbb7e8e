"""The other side of webhooks."""

from tests.contracts.receivers.base import over_http

RECEIVER = over_http("webhook", secret="$ALERT_TEAM_SECRET")
