"""The other side of the webhook of a workflow of Teams."""

from tests.contracts.receivers.base import over_http

RECEIVER = over_http("teams", is_for_people=True)
