"""Preview: the alerts that past signals would have made, were each told at its time and nobody answered."""

from collections.abc import Iterable, Iterator

from models.alerts import Alert, AlertState, RouteState
from models.campaigns import Campaign
from models.posts import DAY_MS, MINUTE_MS, Millis, millis
from models.signals import Signal
from pipelines.alerts.alert_state import advance_time, alerts_in_flight, complete_delivery, offer_signal

PATIENCE_MS = 28 * DAY_MS  # after the last signal, for what still waits


def preview(campaign: Campaign, signals: Iterable[Signal]) -> tuple[Alert, ...]:
    """The alerts, in the order in which they would have gone out."""
    book, told, clock = AlertState(), list[Alert](), None
    for signal in sorted((s for s in signals if s.data.campaign == campaign.name), key=lambda s: (s.time, s.id)):
        at = millis(signal.time)
        book = _waited(book, campaign, told, clock if clock is not None else at, at)
        book, clock = _spoken(offer_signal(book, campaign, signal, at), campaign, told, at), at
    if clock is not None:
        _waited(book, campaign, told, clock, clock + PATIENCE_MS)
    return tuple(told)


def _waited(book: AlertState, campaign: Campaign, told: list[Alert], start: Millis, end: Millis) -> AlertState:
    """Time goes by minutes, for as long as anything waits."""
    for now in _minutes(start, end):
        if not any(map(_waits, book.routes.values())):
            return book
        book = _spoken(book, campaign, told, now)
    return book


def _minutes(start: Millis, end: Millis) -> Iterator[Millis]:
    return iter(range((start // MINUTE_MS + 1) * MINUTE_MS, end, MINUTE_MS))


def _waits(desk: RouteState) -> bool:
    return bool(desk.queue or desk.unanswered)


def _spoken(book: AlertState, campaign: Campaign, told: list[Alert], now: Millis) -> AlertState:
    book = advance_time(book, campaign, now)
    for alert in alerts_in_flight(book):
        told.append(alert)
        book = complete_delivery(book, campaign, alert, now)
    return book
