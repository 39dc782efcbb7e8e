"""What is erased is quoted no more, wherever its signal waits."""

import pytest

from models.alerts import AlertState
from pipelines.alerts import (
    advance_time,
    alerts_in_flight,
    complete_delivery,
    offer_signal,
    redact_quotes,
)
from tests.alerting import named, route, signal_of
from tests.unit.pipelines.alerts.delivering import ESCALATING, at, deliver_due, with_routes


def pseudonym(post: str) -> str:
    return named(post).removeprefix("bluesky:")


@pytest.mark.parametrize("waits", ["queued", "in flight", "unanswered"])
def test_what_is_erased_is_quoted_no_more_wherever_it_waits(waits: str) -> None:
    who = with_routes(*ESCALATING)
    state = offer_signal(AlertState(), who, signal_of(), at(1))
    state = state if waits == "queued" else advance_time(state, who, at(1))
    state = deliver_due(state, who, at(1))[0] if waits == "unanswered" else state
    one, both = {pseudonym("bluesky:1")}, {pseudonym("bluesky:1"), pseudonym("bluesky:2")}
    assert "a spare tent" in str(redact_quotes(state, one))
    assert "evil" not in str(redact_quotes(state, one))
    assert "a spare tent" not in str(redact_quotes(state, both))
    assert redact_quotes(state, {pseudonym("bluesky:3")}) is state


def test_an_alert_that_arrived_after_a_quote_was_erased_is_not_sent_again() -> None:
    who = with_routes(route())
    state = advance_time(offer_signal(AlertState(), who, signal_of(), at(1)), who, at(1))
    (alert,) = alerts_in_flight(state)
    state = redact_quotes(state, {pseudonym("bluesky:1")})
    assert alerts_in_flight(complete_delivery(state, who, alert, at(2))) == ()
