"""What is erased is quoted no more, wherever its signal waits."""

import pytest

from models.alerts import AlertState
from models.author_keys import PUBLIC_AUTHOR_KEY
from models.erasures import ErasureRequest
from models.posts import instant
from pipelines.alerts import (
    advance_time,
    alerts_in_flight,
    complete_delivery,
    offer_signal,
    redact_quotes,
)
from tests.alerting import route, signal_of
from tests.unit.pipelines.alerts.delivering import ESCALATING, at, deliver_due, with_routes

KEY = PUBLIC_AUTHOR_KEY.panel_key("relief")


@pytest.mark.parametrize("waits", ["queued", "in flight", "unanswered"])
def test_what_is_erased_is_quoted_no_more_wherever_it_waits(waits: str) -> None:
    who = with_routes(*ESCALATING)
    state = offer_signal(AlertState(), who, signal_of(), at(1))
    state = state if waits == "queued" else advance_time(state, who, at(1))
    state = deliver_due(state, who, at(1))[0] if waits == "unanswered" else state
    post, author = ErasureRequest(instant(at(2)), post="bluesky:1"), ErasureRequest(instant(at(2)), author="a")
    assert "a spare tent" in str(redact_quotes(state, post, KEY))
    assert "evil" not in str(redact_quotes(state, post, KEY))
    assert "a spare tent" not in str(redact_quotes(state, author, KEY))
    assert redact_quotes(state, ErasureRequest(instant(at(2)), post="bluesky:3"), KEY) is state


def test_an_alert_that_arrived_after_a_quote_was_erased_is_not_sent_again() -> None:
    who = with_routes(route())
    state = advance_time(offer_signal(AlertState(), who, signal_of(), at(1)), who, at(1))
    (alert,) = alerts_in_flight(state)
    state = redact_quotes(state, ErasureRequest(instant(at(2)), post="bluesky:1"), KEY)
    assert alerts_in_flight(complete_delivery(state, who, alert, at(2))) == ()
