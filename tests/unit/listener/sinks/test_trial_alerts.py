"""A trial of a route is never taken for the real thing, by people or by programs."""

from listener.alerts.trial import TEST_TYPE, sample_alert
from listener.sinks.alertmanager import alertmanager_payload
from models.decisions import DecisionKind
from models.posts import DAY_MS
from tests.alerting import route
from tests.making import MONDAY, campaign

TRIAL = sample_alert(campaign(alerts=(route(),)), route(), MONDAY + DAY_MS)


def test_alertmanager_hears_of_it_under_another_name_and_ends_nothing() -> None:
    (firing,) = alertmanager_payload(TRIAL)
    assert firing["labels"] == {"alertname": "ListenerTest", "campaign": "relief", "route": "team", "test": "true"}
    assert "decision" not in str(firing["labels"])


def test_programs_get_an_event_of_a_type_that_no_decision_has() -> None:
    signal = TRIAL.items[0].signal
    assert (signal.type, signal.source) == (TEST_TYPE, "/listener/test")
    assert signal.id.startswith("test-")
    assert TEST_TYPE not in {f"listener.readiness.{kind.lower()}.v1" for kind in DecisionKind}
    assert TRIAL.is_test
