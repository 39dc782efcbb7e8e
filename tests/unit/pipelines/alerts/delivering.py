"""Routes and their deliveries, for the tests of alerts."""

from functools import reduce

from models.alerts import Alert, AlertState, Escalation, QuietHours, Route
from models.campaigns import Campaign
from models.decisions import DecisionKind
from models.posts import HOUR_MS, Millis
from pipelines.alerts import (
    advance_time,
    alerts_in_flight,
    complete_delivery,
)
from tests.alerting import route
from tests.making import MONDAY, campaign

ADVANCE, PROLONG, STEP_BACK = DecisionKind.ADVANCE, DecisionKind.PROLONG, DecisionKind.STEP_BACK
NIGHT = QuietHours(22 * 60, 7 * 60)
ESCALATING = (
    route(name="team", escalate=Escalation("boss", 12), decisions=(ADVANCE,)),
    route(name="boss", decisions=()),
)


def at(hour: float) -> Millis:
    return MONDAY + round(hour * HOUR_MS)


def with_routes(*routes: Route) -> Campaign:
    return campaign(alerts=routes)


def deliver_due(state: AlertState, who: Campaign, now: Millis) -> tuple[AlertState, list[Alert]]:
    """The state after every alert that may be sent has arrived, and those alerts."""
    state = advance_time(state, who, now)
    alerts = list(alerts_in_flight(state))
    return reduce(lambda state, one: complete_delivery(state, who, one, now), alerts, state), alerts


def ids(alerts: list[Alert] | tuple[Alert, ...]) -> list[list[str]]:
    return [[item.signal.id for item in alert.items] for alert in alerts]
