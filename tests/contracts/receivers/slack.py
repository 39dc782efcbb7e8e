"""The other side of Slack's incoming webhooks."""

from tests.contracts.receivers.base import over_http

RECEIVER = over_http("slack", is_for_people=True)
