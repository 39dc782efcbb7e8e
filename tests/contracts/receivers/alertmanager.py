"""The other side of Alertmanager, as far as its address and its answers go."""

from tests.contracts.receivers.base import over_http

RECEIVER = over_http("alertmanager", path="/api/v2/alerts", is_for_people=True)
