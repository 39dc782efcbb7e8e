"""Preview: the alerts that past signals would have made, had each come at its own time and nobody answered."""

from collections.abc import Iterable, Iterator

from models.alerts import Alert, AlertState, RouteState
from models.campaigns import Campaign
from models.posts import DAY_MS, MINUTE_MS, Millis, millis
from models.signals import Signal
from pipelines.alerts.alert_state import advance_time, alerts_in_flight, complete_delivery, offer_signal

_AFTER_LAST_MS = 28 * DAY_MS  # for what still waits after the last signal: longer than any digest or escalation


def preview(campaign: Campaign, signals: Iterable[Signal]) -> tuple[Alert, ...]:
    """The alerts, in the order in which they would have been sent. Signals of other campaigns are left out."""
    own = sorted(
        (each for each in signals if each.data.campaign == campaign.name), key=lambda each: (each.time, each.id)
    )
    if not own:
        return ()
    state, sent, now = AlertState(), list[Alert](), millis(own[0].time)
    for signal in own:
        at = millis(signal.time)
        state = _pass_time(state, campaign, sent, now, at)
        state = _send_due(offer_signal(state, campaign, signal, at), campaign, sent, at)
        now = at
    _pass_time(state, campaign, sent, now, now + _AFTER_LAST_MS)
    return tuple(sent)


def _pass_time(state: AlertState, campaign: Campaign, sent: list[Alert], start: Millis, end: Millis) -> AlertState:
    """Lets the minutes from `start` to `end` pass, while anything is queued or unanswered. Appends to `sent`."""
    for now in _minutes(start, end):
        if not any(map(_is_waiting, state.routes.values())):
            return state
        state = _send_due(state, campaign, sent, now)
    return state


def _minutes(start: Millis, end: Millis) -> Iterator[Millis]:
    return iter(range((start // MINUTE_MS + 1) * MINUTE_MS, end, MINUTE_MS))


def _is_waiting(state: RouteState) -> bool:
    return bool(state.queue or state.unanswered)


def _send_due(state: AlertState, campaign: Campaign, sent: list[Alert], now: Millis) -> AlertState:
    """Advances time to `now` and delivers at once what is released. Appends to `sent`."""
    state = advance_time(state, campaign, now)
    for alert in alerts_in_flight(state):
        sent.append(alert)
        state = complete_delivery(state, campaign, alert, now)
    return state
