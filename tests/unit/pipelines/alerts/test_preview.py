"""A preview shows which alerts past signals would have made, and when."""

from models.posts import millis
from models.signals import Signal
from pipelines.alerts import (
    preview,
)
from tests.alerting import route, signal_of
from tests.unit.pipelines.alerts.delivering import (
    ADVANCE,
    ESCALATING,
    NIGHT,
    PROLONG,
    STEP_BACK,
    at,
    ids,
    with_routes,
)


def signals() -> list[Signal]:
    return [signal_of(PROLONG, 0), signal_of(ADVANCE, 30), signal_of(STEP_BACK, 60)]


def test_a_preview_tells_when_each_alert_would_have_gone_out() -> None:
    who = with_routes(route(decisions=(ADVANCE, STEP_BACK), quiet_hours=NIGHT))
    alerts = preview(who, [*signals(), *signals()])
    assert ids(alerts) == [[signal_of(ADVANCE, 30).id], [signal_of(STEP_BACK, 60).id]]
    assert [millis(alert.at) for alert in alerts] == [at(31), at(61)]


def test_a_preview_shows_who_would_have_been_told_after_silence() -> None:
    alerts = preview(with_routes(*ESCALATING), signals())
    assert [(alert.route, millis(alert.at)) for alert in alerts] == [("team", at(31)), ("boss", at(43))]


def test_a_preview_leaves_other_campaigns_out() -> None:
    assert preview(with_routes(route()), [signal_of(ADVANCE, 1, campaign="other")]) == ()
